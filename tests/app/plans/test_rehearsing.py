"""A plan and its rehearsal: one crossing if shells see anything of it, an answer in every case."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from msgspec.structs import replace

from tests.facts.answers import ME
from tests.stubs import Stub
from wizard.app.look import Look
from wizard.app.plans.rehearsing import Rehearsing, check_agreed
from wizard.engine.plan import PlanInput
from wizard.model.diffs import DiffView
from wizard.model.edits.files import SetEntry, SetKey, Wish
from wizard.model.errors import MachineError, StaleError, Stopped, WizardError
from wizard.model.events import Event, Stop, Tell, never
from wizard.model.findings import Finding, Judged, Risk, Severity, Verdict
from wizard.model.orders import Order, Receipt, Rehearse
from wizard.model.plans import Plan
from wizard.model.probes import Answers, FileProbe, Found
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    REHEARSED,
    GoIs,
    HowEnded,
    Measured,
    Purpose,
    Rehearsal,
    ShellKind,
    Shells,
)
from wizard.model.state import Absent, Change, File
from wizard.model.text import plain

PROFILE, CONF = "~/.profile", "/etc/wsl.conf"
EDITS = {"shells": SetEntry(PROFILE, "PATH", "x"), "wsl": SetKey(CONF, "a", "b", "c")}
WELL = Measured(
    HowEnded.EXITED, variables={"PATH": "/usr/bin"}, go=("/usr/bin/go",), version="go version go1.25.5"
)
NONE = Measured(HowEnded.EXITED, variables={"PATH": "/usr/bin"})
BASHRC = Found(b"PATH=/usr/bin:$PATH\n", 0o644, 1000, 1000, 0, 20)


class Machine(Stub):
    """Answers orders to rehearse with what it was told to, in turn."""

    def __init__(self, *answers: Shells | NotRehearsed | WizardError | None) -> None:
        super().__init__("Debian")
        self.orders: list[Order] = []
        self._shells = list(answers)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        assert isinstance(order, Rehearse)
        self.orders.append(order)
        answer = self._shells.pop(0)
        if isinstance(answer, WizardError):
            raise answer
        return Receipt(None, None, shells=answer)


def shells(after: Measured) -> Shells:
    return Shells({ShellKind.TERMINAL: WELL}, {ShellKind.TERMINAL: after})


def judged(rule: str) -> Judged:
    finding = Finding(Verdict.FIXABLE, plain("x"), edits=(EDITS[rule],))
    return Judged(rule, "go", plain(rule), Severity.LOW, finding)


LOOK = Look(
    (judged("shells"), judged("wsl")),
    PlanInput(Answers(((FileProbe("~/.bashrc"), BASHRC),)), ME, "m", "Debian"),
    (),
    None,
    {},
)


def make(chosen: Collection[str] | None) -> Plan:
    rules = [rule for rule in EDITS if chosen is None or rule in chosen]
    paths = {"shells": ("/home/me/.profile", PROFILE), "wsl": (CONF, None)}
    return Plan(
        "m",
        "Debian",
        changes=tuple(
            Change(paths[rule][0], Absent(), File(b"x", 0o644, 0, 0), 0, 0, paths[rule][1]) for rule in rules
        ),
        wishes=tuple(Wish(EDITS[rule], (rule,)) for rule in rules),
        purposes=(Purpose(GoIs("1.26.6")),),
    )


def rehearsing(machine: Machine, look: Look = LOOK) -> Rehearsing:
    told: list[Event] = []
    return Rehearsing(machine, look, lambda chosen: (make(chosen), DiffView(())), told.append, never)


def test_one_crossing_of_what_shells_see() -> None:
    machine = Machine(shells(WELL))
    seen, plan, _ = rehearsing(machine).plan()
    (order,) = machine.orders
    assert isinstance(order, Rehearse)
    assert [change.path for change in order.changes] == ["/home/me/.profile"]
    assert order.kinds == REHEARSED
    assert isinstance(plan.rehearsal, Rehearsal)
    (missed,) = plan.rehearsal.missed
    assert (missed.source, missed.line) == ("~/.bashrc", 1)
    assert seen == LOOK


def test_no_crossing_if_shells_see_nothing() -> None:
    machine = Machine()
    _, plan, _ = rehearsing(machine).plan(["wsl"])
    assert (plan.rehearsal, machine.orders) == (None, [])


def test_harm_leaves_a_safe_repair_out_and_says_so() -> None:
    machine = Machine(shells(NONE))
    seen, plan, _ = rehearsing(machine).plan()
    assert plan.rules() == ("wsl",)
    assert isinstance(plan.rehearsal, Rehearsal)
    assert plan.rehearsal.harms
    assert [item.finding.risk for item in seen.judged] == [Risk.CAREFUL, Risk.SAFE]
    assert seen.recommended == ("wsl",)
    assert len(machine.orders) == 1


def test_who_insists_or_chose_a_careful_one_gets_it() -> None:
    _, plan, _ = rehearsing(Machine(shells(NONE))).plan(["shells"], insists=True)
    assert plan.rules() == ("shells",)
    assert isinstance(plan.rehearsal, Rehearsal)
    assert plan.rehearsal.harms
    seen, _, _ = rehearsing(Machine(shells(NONE))).plan()
    _, plan, _ = rehearsing(Machine(shells(NONE)), seen).plan(["shells", "wsl"])
    assert plan.rules() == ("shells", "wsl")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (NotRehearsed(RehearsalRefusal.WSL1), RehearsalRefusal.WSL1),
        (MachineError("unreachable", plain("gone")), RehearsalRefusal.UNREACHABLE),
        (None, RehearsalRefusal.CUT_OFF),
    ],
)
def test_no_plan_is_blocked(answer: NotRehearsed | WizardError | None, code: RehearsalRefusal) -> None:
    seen, plan, _ = rehearsing(Machine(answer)).plan()
    assert isinstance(plan.rehearsal, NotRehearsed)
    assert plan.rehearsal.code is code
    assert replace(plan, rehearsal=None) == make(None)
    assert seen == LOOK


def test_a_stop_is_a_stop() -> None:
    with pytest.raises(Stopped):
        rehearsing(Machine(Stopped())).plan()


def test_a_yes_to_a_saved_plan_is_none_to_harm_that_it_did_not_show() -> None:
    saved = make(None)
    now = rehearsing(Machine(shells(NONE))).rehearsed(saved)
    with pytest.raises(StaleError) as caught:
        check_agreed(now, saved, ["wsl"])
    assert caught.value.code == "not-agreed"
    assert caught.value.next_step is not None
    assert caught.value.next_step.render().endswith(": --only shells")
    check_agreed(now, saved, ["shells"])
    check_agreed(now, now, [])
    check_agreed(rehearsing(Machine(shells(WELL))).rehearsed(saved), saved, [])
    check_agreed(saved, saved, [])
