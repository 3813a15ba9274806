"""Written, in effect now, in effect after a restart: three things."""

from __future__ import annotations

import pytest

from wizard.engine.effect import effects, written
from wizard.model.commands.command import Command
from wizard.model.edits.files import Edit, RunCommand, SetEntry, SetKey, Wish
from wizard.model.edits.registry import AddItem
from wizard.model.findings import Effect, Finding, Judged, Restart, Severity, Verdict
from wizard.model.plans import Plan, WrittenPath
from wizard.model.probes import Answer, Denied, FileProbe, Found, Missing, Unavailable
from wizard.model.rehearsal.reached import Reached
from wizard.model.rehearsal.shells import GoIs, Missed, ShellKind
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
