"""After a setup: one crossing measures the shells if it is for anything that they show, and every answer is told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.plans.test_rehearsing import LOOK, NONE, WELL, Machine
from tests.shellhomes import ShellHome, shell_home
from tests.transports.shell.test_rehearse_field import CASES, INNER, NEW, TAB, Case, _home
from wizard.app.look import Look, Verified
from wizard.app.shells.verifying import Verifying
from wizard.engine.plan import PlanInput
from wizard.model.edits.files import SetEntry, Wish
from wizard.model.errors import MachineError, Stopped, WizardError
from wizard.model.events import Stop, Tell
from wizard.model.findings import Effect, Finding, Judged, Restart, Severity, Verdict
from wizard.model.orders import Order, Receipt, Rehearse
from wizard.model.plans import Plan
from wizard.model.probes import Answers, FileProbe, Found
from wizard.model.rehearsal.reached import purposes
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    PEOPLE,
    GoIs,
    HowEnded,
    Measured,
    Missed,
    PathHas,
    Purpose,
    ShellKind,
    Shells,
)
from wizard.model.text import plain

OK = Judged("pin", "go", plain("Go"), Severity.LOW, Finding(Verdict.OK, plain("x")))
FINE = replace(LOOK, judged=(OK,))
EDIT = SetEntry("~/.profile", "PATH", "x")
PLAN = Plan(
    "m", "Debian", wishes=(Wish(EDIT, ("pin",)),), purposes=(Purpose(GoIs("1.25.5"), rules=("pin",)),)
)
SILENT = Measured(HowEnded.LATE)


def shells(inner: Measured = WELL, terminal: Measured = WELL) -> Shells:
    seen = {ShellKind.TERMINAL: terminal, ShellKind.INNER: inner, ShellKind.EDITOR: WELL}
    return Shells(seen, seen)


def verified(*answers: Shells | NotRehearsed | WizardError | None, look: Look = FINE) -> Verified:
    return Verifying(Machine(*answers)).verified(look, PLAN)


def test_one_crossing_without_a_change_measures_all_kinds() -> None:
    machine = Machine(shells())
    seen = Verifying(machine).verified(FINE, PLAN)
    assert machine.orders == [Rehearse(())]
    assert (seen.well, seen.effect, seen.effects) == (True, Effect.NOW, {"pin": Effect.NOW})
    assert [each.now for each in purposes(seen.shells)] == [PEOPLE]


def test_a_shell_that_does_not_show_it_is_not_fine_though_every_check_passes() -> None:
    seen = verified(shells(NONE))
    assert (seen.well, seen.effect, seen.effects) == (False, Effect.NOT, {"pin": Effect.NOT})
    (one,) = purposes(seen.shells)
    assert one.missed == (Missed(GoIs("1.25.5"), (ShellKind.INNER,)),)


def test_what_may_come_with_the_restart_is_neither_fine_nor_a_failure() -> None:
    seen = verified(shells(NONE), look=replace(FINE, pending=Restart.DISTRO))
    assert (seen.well, seen.effect) == (False, Effect.AFTER_RESTART)
    assert [each.late for each in purposes(seen.shells)] == [(ShellKind.INNER,)]
    due = verified(shells(), look=replace(FINE, pending=Restart.DISTRO))
    assert (due.well, due.effect, due.effects) == (False, Effect.AFTER_RESTART, {"pin": Effect.NOW})


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (NotRehearsed(RehearsalRefusal.WSL1), RehearsalRefusal.WSL1),
        (MachineError("unreachable", plain("gone")), RehearsalRefusal.UNREACHABLE),
        (None, RehearsalRefusal.CUT_OFF),
    ],
)
def test_where_shells_cannot_be_measured_that_is_said(
    answer: NotRehearsed | WizardError | None, code: RehearsalRefusal
) -> None:
    seen = verified(answer)
    assert isinstance(seen.shells, NotRehearsed)
    assert (seen.shells.code, seen.well, seen.effect) == (code, True, Effect.NOW)


def test_a_shell_that_cannot_be_asked_is_told() -> None:
    assert [each.unasked for each in purposes(verified(shells(SILENT)).shells)] == [(ShellKind.INNER,)]


@pytest.mark.parametrize("kinds", [(), None])
def test_no_crossing_for_what_shells_do_not_show(kinds: tuple[ShellKind, ...] | None) -> None:
    machine = Machine()
    plan = replace(PLAN, purposes=() if kinds is None else (Purpose(PathHas("/x"), kinds),))
    assert Verifying(machine).verified(FINE, plan).shells is None
    assert Verifying(machine).verified(FINE).shells is None, "there was no setup"
    assert Verifying(machine, shells=False).verified(FINE, PLAN).shells is None
    assert machine.orders == []


def test_a_stop_is_a_stop() -> None:
    with pytest.raises(Stopped):
        verified(Stopped())


class _There(Machine):
    """The shells of a home on this machine."""

    def __init__(self, home: ShellHome) -> None:
        super().__init__()
        self._home = home

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        return self._home.hand().act(order, tell, stop)


def _after(case: Case, home: ShellHome) -> Verified:
    """The home of *case* once its plan is made."""
    _home(case, home)
    files = {**case.before, **case.after}
    for name, text in case.after.items():
        home.write(name, text)
    found = (
        (FileProbe(f"~/{name}"), Found(text.encode(), 0o644, 0, 0, 0, 0)) for name, text in files.items()
    )
    ground = PlanInput(Answers(tuple(found)), home.account, "m", "Debian")
    plan = replace(PLAN, purposes=tuple(Purpose(each, rules=("pin",)) for each in case.purposes))
    return Verifying(_There(home)).verified(replace(FINE, ground=ground), plan)


@pytest.mark.root
@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].missed])
def test_real_shells_show_what_the_rehearsal_showed_before(name: str) -> None:
    case = CASES[name]
    with shell_home(case.starts) as home:
        seen = _after(case, home)
    (one,) = purposes(seen.shells)
    assert tuple(kind for each in one.missed for kind in each.kinds) == case.missed
    assert one.now == tuple(kind for kind in PEOPLE if kind not in case.missed)
    if case.line:
        assert {f"{each.source}:{each.line}" for each in one.missed} == {case.line}
    assert (seen.well, seen.effects) == (False, {"pin": Effect.NOT})


@pytest.mark.root
@pytest.mark.parametrize(
    ("shell", "file", "line"),
    [
        ("/bin/bash", ".profile", '. "$HOME/.bashrc"\nexport PATH="$HOME/sdk/go/bin:$PATH"\n'),
        ("/usr/bin/zsh", ".zshrc", "path=(~/sdk/go/bin $path)\n"),
        ("/usr/bin/fish", ".config/fish/config.fish", 'set -gx PATH "$HOME/sdk/go/bin" $PATH\n'),
    ],
)
def test_what_real_shells_show_is_in_effect(shell: str, file: str, line: str) -> None:
    files = {file: line, ".bashrc": "", ".zprofile": ". ~/.zshrc\n"}
    with shell_home(shell) as home:
        seen = _after(Case({}, files, (NEW,)), home)
    (one,) = purposes(seen.shells)
    assert (one.now, one.missed, seen.well, seen.effect) == (PEOPLE, (), True, Effect.NOW)


@pytest.mark.root
def test_real_shells_that_end_at_their_start_are_told() -> None:
    with shell_home("/bin/bash") as home:
        seen = _after(Case({}, {".bashrc": "exit 0\n", ".profile": "PATH=~/sdk/go/bin:$PATH\n"}), home)
    (one,) = purposes(seen.shells)
    assert (one.unasked, one.now) == ((INNER,), (TAB, ShellKind.EDITOR))
