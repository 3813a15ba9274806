"""A plan that was rehearsed is rehearsed once more with what is staged, in the crossing that applies it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.plans.test_rehearsing import NONE, WELL, make, shells
from tests.stubs import Stub
from wizard.app.session import Session
from wizard.model.errors import StaleError
from wizard.model.events import Event, Note, Stop, Tell, never
from wizard.model.orders import Commit, Order, Phase, Receipt
from wizard.model.plans import Plan
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import Harm, HarmKind, Rehearsal, ShellKind, Shells
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.refusals import refusal

QUIET = shells(WELL)
NO_GO = shells(NONE)
SEEN = Rehearsal((ShellKind.TERMINAL,))
AGREED = Rehearsal(
    (ShellKind.TERMINAL,),
    harms=(
        Harm(HarmKind.NO_GO, (ShellKind.TERMINAL,), "", "go1.25.5"),
        Harm(HarmKind.LOST_FOLDER, (ShellKind.TERMINAL,), "/usr/local/go/bin"),
    ),
)


class Machine(Stub):
    """Makes a commit if it is agreed to what its shells are like."""

    def __init__(self, shells: Shells | NotRehearsed) -> None:
        super().__init__("Debian")
        self.orders: list[Commit] = []
        self._shells = shells

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        assert isinstance(order, Commit)
        self.orders.append(order)
        if order.rehearsal is not None and not order.rehearsal.agrees(self._shells):
            raise refusal("not-agreed")
        return Receipt(1, Phase.TRIAL)


def applied(plan: Plan, shells: Shells | NotRehearsed, *told: Event) -> Machine:
    machine = Machine(shells)
    Session(machine, Host(), Wanted()).apply(plan, list(told).append, never)
    return machine


def rehearsed(seen: Rehearsal | NotRehearsed | None) -> Plan:
    return replace(make(None), purposes=(), rehearsal=seen)


def test_what_was_agreed_to_goes_on() -> None:
    for seen, then in ((SEEN, QUIET), (AGREED, NO_GO), (AGREED, QUIET)):
        (order,) = applied(rehearsed(seen), then).orders
        assert order.rehearsal is not None
        assert [change.path for change in order.rehearsal.order.changes] == ["/home/me/.profile"]


def test_harm_that_was_not_in_the_plan_is_named() -> None:
    with pytest.raises(StaleError) as raised:
        applied(rehearsed(SEEN), NO_GO)
    assert [text.render() for text in raised.value.sentences()] == [
        "A rehearsal with the prepared files showed: The go command stops working in a new terminal (now 1.25.5).",
        "Nothing was changed.",
        "Check again, then decide. “wsl-go-wizard apply --no-rehearsal” applies without a rehearsal.",
    ]


def test_more_than_one_harm_is_told_too() -> None:
    told: list[Event] = []
    lost = replace(NONE, variables={"PATH": "/bin"})
    with pytest.raises(StaleError):
        Session(Machine(shells(lost)), Host(), Wanted()).apply(rehearsed(SEEN), told.append, never)
    notes = [event.text.render() for event in told if isinstance(event, Note)]
    assert notes == ["PATH loses /usr/bin in a new terminal."]


@pytest.mark.parametrize("seen", [None, NotRehearsed(RehearsalRefusal.WSL1)])
def test_what_was_not_rehearsed_for_the_user_is_not_rehearsed_again(seen: NotRehearsed | None) -> None:
    (order,) = applied(rehearsed(seen), NO_GO).orders
    assert order.rehearsal is None


def test_where_no_rehearsal_can_be_made_any_more_nothing_stops() -> None:
    assert applied(rehearsed(SEEN), NotRehearsed(RehearsalRefusal.CUT_OFF)).orders


def test_another_reason_to_refuse_stays_what_it_is() -> None:
    class Stale(Machine):
        def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
            super().act(order, tell, stop)
            raise refusal("stale", ["/x"])

    with pytest.raises(StaleError) as raised:
        Session(Stale(QUIET), Host(), Wanted()).apply(rehearsed(SEEN))
    assert raised.value.code == "stale"


def test_a_purpose_that_only_a_stand_in_reached_stops_too() -> None:
    with pytest.raises(StaleError, match=r"Not reached in a new terminal: Go 1\.26\.6"):
        applied(replace(make(None), rehearsal=SEEN), QUIET)
