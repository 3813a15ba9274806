"""Written, in effect now, in effect after a restart: three things."""

from __future__ import annotations

import pytest

from wizard.engine.effect import effects, reached, shown, written
from wizard.engine.rehearsal.rehearse import WinningLine
from wizard.model.commands.command import Command
from wizard.model.edits.files import Edit, RunCommand, SetEntry, SetKey, Wish
from wizard.model.edits.registry import AddItem
from wizard.model.findings import Effect, Finding, Judged, Restart, Severity, Verdict
from wizard.model.plans import Plan, WrittenPath
from wizard.model.probes import Answer, Denied, FileProbe, Found, Missing, Unavailable
from wizard.model.rehearsal.reached import Reached
from wizard.model.rehearsal.shells import GoIs, HowEnded, Measured, Missed, PathHas, Purpose, ShellKind
from wizard.model.state import Absent, Change, File, Standing
from wizard.model.text import plain

SYSTEMD = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
MEMORY = SetKey("~/.wslconfig", "wsl2", "memory", "8GB")
ENTRY = SetEntry("~/.profile", "PATH", "export PATH")
INSTALL = RunCommand(Command(("apt-get", "install", "systemd"), as_root=True, undo=None, why=plain("x")))


def judged(verdict: Verdict, restart: Restart = Restart.NONE) -> Judged:
    return Judged("one", "wsl", plain("x"), Severity.LOW, Finding(verdict, plain("x"), restart=restart))


def plan(edit: Edit, restart: Restart) -> Plan:
    return Plan("m", "s", wishes=(Wish(edit, ("one",)),), restart=restart)


@pytest.mark.parametrize("edit", [SYSTEMD, MEMORY, INSTALL])
def test_what_passes_in_the_files_is_not_in_effect_while_a_restart_is_due(edit: Edit) -> None:
    made = plan(edit, Restart.DISTRO)
    assert effects([judged(Verdict.OK)], made, is_due=True) == {"one": Effect.AFTER_RESTART}
    assert effects([judged(Verdict.OK)], made, is_due=False) == {"one": Effect.NOW}


@pytest.mark.parametrize(
    ("edit", "restart"), [(ENTRY, Restart.DISTRO), (SYSTEMD, Restart.SHELL), (SYSTEMD, Restart.NONE)]
)
def test_what_needs_no_restart_is_in_effect_beside_others_that_do(edit: Edit, restart: Restart) -> None:
    assert effects([judged(Verdict.OK)], plan(edit, restart), is_due=True) == {"one": Effect.NOW}


def test_values_of_a_user_are_for_new_programs() -> None:
    value = AddItem("HKCU\\Environment", "Path", "C:\\x")
    assert effects([judged(Verdict.OK)], plan(value, Restart.WSL), is_due=True) == {"one": Effect.NOW}


@pytest.mark.parametrize(
    ("verdict", "restart", "effect"),
    [
        (Verdict.ADVICE, Restart.DISTRO, Effect.AFTER_RESTART),
        (Verdict.ADVICE, Restart.SHELL, Effect.NOT),
        (Verdict.ADVICE, Restart.NONE, Effect.NOT),
        (Verdict.FIXABLE, Restart.DISTRO, Effect.NOT),
        (Verdict.BLOCKED, Restart.NONE, Effect.NOT),
        (Verdict.UNKNOWN, Restart.NONE, Effect.NOT),
    ],
)
def test_only_advice_to_restart_waits(verdict: Verdict, restart: Restart, effect: Effect) -> None:
    assert effects([judged(verdict, restart)], None, is_due=False) == {"one": effect}


def test_of_what_does_not_apply_nothing_is_said() -> None:
    assert effects([judged(Verdict.NOT_APPLICABLE)], None, is_due=False) == {}


@pytest.mark.parametrize("verdict", Verdict)
def test_what_shells_do_not_show_is_not_in_effect_whatever_the_files_say(verdict: Verdict) -> None:
    terminal = (ShellKind.TERMINAL,)
    go = GoIs("1.26.6")
    missed = Reached(go, ("one",), missed=(Missed(go, terminal),))
    late = Reached(go, ("one",), late=terminal)
    other = Reached(go, ("two",), missed=(Missed(go, terminal),))
    items, entry = [judged(verdict)], plan(ENTRY, Restart.SHELL)
    if verdict is Verdict.NOT_APPLICABLE:
        assert effects(items, entry, (missed,), is_due=False) == {}
        return
    assert effects(items, entry, (missed,), is_due=False) == {"one": Effect.NOT}
    assert effects(items, entry, (other,), is_due=False) == effects(items, entry, is_due=False)
    if verdict is Verdict.OK:
        assert effects(items, entry, (late,), is_due=True) == {"one": Effect.AFTER_RESTART}


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        (Found(b"after", 0o644, 0, 0, 0, 5), Standing.AFTER),
        (Missing(), Standing.BEFORE),
        (Found(b"mine", 0o644, 0, 0, 0, 4), Standing.FOREIGN),
        (Denied(), None),
        (Unavailable("x"), None),
    ],
)
def test_what_is_written_is_compared_and_what_nobody_could_read_is_not_judged(
    answer: Answer, standing: Standing | None
) -> None:
    change = Change("/home/me/.profile", Absent(), File(b"after", 0o644, 0, 0), 0, 0, "~/.profile")
    made = Plan("m", "s", changes=(change,))
    answers = {FileProbe("/home/me/.profile"): answer}
    assert written(made, answers) == (WrittenPath("~/.profile", standing),)


TAB, INNER, EDITOR = ShellKind.TERMINAL, ShellKind.INNER, ShellKind.EDITOR
NEW = GoIs("1.26.6")
PROFILE = "~/.profile"
PINNED = Plan(
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
    (one,) = reached(PINNED, seen, written, WinningLine(files, "/home/me"), is_due=is_due)
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
    assert [purpose.predicate for purpose in shown(PINNED)] == [NEW]
