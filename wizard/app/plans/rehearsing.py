"""The rehearsal of a plan: one crossing before anybody is asked, and an answer in every case.

Plans that take a setup back are not rehearsed. What they are for is that everything the setup did is no longer so:
a rehearsal finds harm by what no purpose asks for, and there would be none it could call by that name. Nor could it
change what is offered, for the files that come back are those that the user's shells had before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from wizard.app.look import Look
from wizard.app.shells.measuring import measured, start_files
from wizard.engine.rehearsal.rehearse import laid, made_careful, newly_careful, outcome
from wizard.model.diffs import DiffView
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
