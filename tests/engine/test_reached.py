"""What shells show of a setup once it is made: now, perhaps after the restart, or not, and what wins there."""

from __future__ import annotations

import pytest

from wizard.engine.reached import reached, shown
from wizard.engine.rehearse import WinningLine
from wizard.model.edits.files import SetEntry, Wish
from wizard.model.plans import Plan, WrittenPath
from wizard.model.rehearsal.reached import Reached
from wizard.model.rehearsal.shells import (
    GoIs,
    HowEnded,
    Measured,
    Missed,
    PathHas,
    Purpose,
    ShellKind,
)
from wizard.model.state import Absent, Change, File, Standing

TAB, INNER, EDITOR = ShellKind.TERMINAL, ShellKind.INNER, ShellKind.EDITOR
NEW = GoIs("1.26.6")
PROFILE = "~/.profile"
PLAN = Plan(
    "m",
    "s",
    changes=(Change("/home/me/.profile", Absent(), File(b"x", 0o644, 0, 0), 0, 0, PROFILE),),
    wishes=(Wish(SetEntry(PROFILE, "PATH", "x"), ("pin",)),),
    purposes=(Purpose(NEW, rules=("pin",)), Purpose(PathHas("/usr/old", present=False), kinds=())),
)
WRITTEN = (WrittenPath(PROFILE, Standing.AFTER), WrittenPath("/etc/wsl.conf", Standing.BEFORE))
RC = {"~/.bashrc": b"export PATH=~/old/bin:$PATH\n"}


def runs(version: str, ended: HowEnded = HowEnded.EXITED) -> Measured:
    folder = "/home/me/old/bin" if version == "1.25.5" else "/home/me/sdk/go/bin"
    return Measured(
        ended, variables={"PATH": folder}, go=(f"{folder}/go",), version=f"go version go{version} x"
    )


def far(
    inner: Measured,
    *,
    files: dict[str, bytes] = RC,
    is_due: bool = False,
    standing: Standing | None = Standing.AFTER,
) -> Reached:
    seen = {TAB: runs("1.26.6"), INNER: inner, EDITOR: runs("1.26.6"), ShellKind.EXEC: runs("1.25.5")}
    written = (WrittenPath(PROFILE, standing), *WRITTEN[1:])
    (one,) = reached(PLAN, seen, written, WinningLine(files, "/home/me"), is_due=is_due)
    return one


def test_what_all_its_shells_show_is_in_effect() -> None:
    """Other kinds of shells do not matter, nor do other files of the setup that shells do not see."""
    assert far(runs("1.26.6")) == Reached(NEW, ("pin",), True, (TAB, INNER, EDITOR))


@pytest.mark.parametrize("is_due", [True, False])
def test_a_line_that_wins_is_named_and_no_restart_mends_that(is_due: bool) -> None:
    missed = Missed(NEW, (INNER,), "1.25.5", "~/.bashrc", 1)
    assert far(runs("1.25.5"), is_due=is_due) == Reached(NEW, ("pin",), True, (TAB, EDITOR), missed=(missed,))


def test_what_no_line_explains_may_come_with_the_restart_that_is_due() -> None:
    assert far(runs("1.25.5"), files={}, is_due=True).late == (INNER,)
    assert far(runs("1.25.5"), files={}, is_due=True).missed == ()
    assert far(runs("1.25.5"), files={}).late == ()
    assert far(runs("1.25.5"), files={}).missed == (Missed(NEW, (INNER,), "1.25.5"),)


@pytest.mark.parametrize("standing", [Standing.BEFORE, Standing.FOREIGN, None])
def test_what_is_not_written_comes_with_no_restart(standing: Standing | None) -> None:
    one = far(runs("1.25.5"), files={}, is_due=True, standing=standing)
    assert (one.written, one.late, len(one.missed)) == (False, (), 1)


@pytest.mark.parametrize("ended", [HowEnded.EARLY, HowEnded.LATE])
def test_a_shell_that_could_not_be_asked_shows_nothing(ended: HowEnded) -> None:
    one = far(runs("1.26.6", ended))
    assert (one.now, one.missed, one.unasked) == ((TAB, EDITOR), (), (INNER,))


def test_what_a_setup_may_bring_about_is_no_promise() -> None:
    assert [purpose.predicate for purpose in shown(PLAN)] == [NEW]
