"""The rehearsal of a plan: one crossing before anybody is asked, and an answer in every case.

Plans that take a setup back are not rehearsed. What they are for is that everything the setup did is no longer so:
a rehearsal finds harm by what no purpose asks for, and there would be none it could call by that name. Nor could it
change what is offered, for the files that come back are those that the user's shells had before, or the user's own
without the lines of the setup.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from wizard.app.look import Look
from wizard.app.shells.measuring import measured, start_files
from wizard.engine.rehearsal.rehearse import laid, made_careful, newly_careful, outcome, seen_rules
from wizard.model.diffs import DiffView
from wizard.model.errors import StaleError
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.orders import Rehearse
from wizard.model.plans import Plan
from wizard.model.ports import Transport
from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import Rehearsal
from wizard.model.text import say

if TYPE_CHECKING:
    from wizard.app.session import Session


def rehearsing(session: Session, look: Look, tell: Tell = silent, stop: Stop = never) -> Rehearsing:
    """What makes plans after *look*, and tries them in the user's shells before anything is written."""
    return Rehearsing(session.transport, look, partial(session.planned, look), tell, stop)


def check_agreed(plan: Plan, saved: Plan, named: Collection[str]) -> None:
    """Raise `StaleError` if the rehearsal of *plan* shows harm that it did not show when it was *saved*, unless all
    rules whose repairs shells see are *named*: who said yes to the saved plan has not seen that."""
    from wizard.engine.rehearsal.agreed import unagreed

    if not isinstance(plan.rehearsal, Rehearsal):
        return
    before = saved.rehearsal if isinstance(saved.rehearsal, Rehearsal) else Rehearsal(())
    harms = unagreed(replace(plan.rehearsal, missed=()), before)
    rules = seen_rules(plan)
    if not harms or rules <= set(named):
        return
    raise StaleError(
        "not-agreed",
        say("The rehearsal now shows what the saved plan did not: {harm}", harm=harms[0]),
        next_step=say(
            "To apply it all the same, name its repairs: {options}",
            options=" ".join(f"--only {rule}" for rule in sorted(rules)),
        ),
    )


class Rehearsing(msgspec.Struct, frozen=True):
    """Plans that *make* makes for chosen rules (None: those that are recommended), with their pictures, after *look* at
    the machine."""

    transport: Transport
    look: Look
    make: Callable[[Collection[str] | None], tuple[Plan, DiffView]]
    tell: Tell
    stop: Stop

    def plan(
        self, chosen: Collection[str] | None = None, *, insists: bool = False
    ) -> tuple[Look, Plan, DiffView]:
        """The plan, rehearsed, and its picture; and the look, where repairs that did harm there are CAREFUL. One that
        was thought to be safe is then left out, unless the user *insists*: it can be chosen again. One crossing, or
        none if shells see nothing of the plan; two if something was left out. Raises `Stopped`."""
        before = self.look
        plan, view = self._make(chosen)
        seen = replace(before, judged=made_careful(before.judged, plan))
        if insists or seen.judged == before.judged:
            return seen, plan, view
        asked = before.recommended if chosen is None else chosen
        rest, view = self._make(frozenset(asked) - newly_careful(before.judged, seen.judged))
        return seen, rest if rest.rehearsal is not None else replace(rest, rehearsal=plan.rehearsal), view

    def _make(self, chosen: Collection[str] | None) -> tuple[Plan, DiffView]:
        plan, view = self.make(chosen)
        return self.rehearsed(plan), view

    def rehearsed(self, plan: Plan) -> Plan:
        """*plan* with what the user's shells did with it, if they see anything of it."""
        changes = laid(plan)
        if not changes:
            return plan
        self.tell(Doing(say("Rehearsing the plan on {site}", site=plan.site)))
        return replace(plan, rehearsal=self._rehearsal(plan, Rehearse(changes)))

    def _rehearsal(self, plan: Plan, order: Rehearse) -> Rehearsal | NotRehearsed:
        shells = measured(self.transport, order, self.tell, self.stop)
        if isinstance(shells, NotRehearsed):
            return shells
        return outcome(shells, plan, start_files(self.look), self.look.ground.account.home)
