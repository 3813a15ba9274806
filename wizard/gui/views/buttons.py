"""The buttons of every page, named for what they do, with what they mean."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from wizard.gui.flow import intents, restarts
from wizard.gui.flow.applying import can_apply
from wizard.gui.flow.intents import Intent
from wizard.gui.flow.jobs import ProblemKind
from wizard.gui.flow.needs import why_not
from wizard.gui.flow.state import FlowState, Offer
from wizard.gui.flow.steps import Page
from wizard.gui.views.restarts import name
from wizard.model.text import Text, say, say_n


class Button(msgspec.Struct, frozen=True):
    """*tip* says why it is not enabled, or what it will do."""

    label: Text
    intent: Intent
    enabled: bool = True
    tip: Text | None = None


class Buttons(msgspec.Struct, frozen=True):
    """The row below a page, from left to right. *next* is the one that Enter means, unless it *ends* what other
    people or programs do: that takes a click, or the focus on it."""

    back: Button | None
    extra: Button | None
    next: Button
    cancel: Button | None
    ends: bool = False

    @classmethod
    def of(cls, state: FlowState) -> Buttons:
        idle = state.working is None and state.waiting is None
        forward = _NEXT[state.page](state)
        extra = _extra(state)
        return cls(
            back=_back(state),
            extra=extra if idle or extra is None else msgspec.structs.replace(extra, enabled=False),
            next=forward if idle else msgspec.structs.replace(forward, enabled=False),
            cancel=_cancel(state),
            ends=isinstance(forward.intent, intents.ConfirmRestart | intents.RunRescue),
        )


def _back(state: FlowState) -> Button | None:
    if state.page is Page.DONE:
        return Button(say("Back to &start"), intents.StartOver())
    leaves = state.first is not None and state.first.asked
    if state.page in (Page.MACHINE, Page.VERIFY) and not leaves:
        return None
    writing = state.working is not None and state.working.writes
    return Button(say("&Back"), intents.GoBack(), enabled=not writing)


def _cancel(state: FlowState) -> Button | None:
    working = state.working
    if state.waiting is not None or working is not None:
        can = state.waiting is not None or (working is not None and working.can_stop and not working.stopping)
        return Button(say("S&top"), intents.Cancel(), enabled=can)
    if state.page is Page.DONE:
        return None
    if state.page is Page.MACHINE and restarts.is_due(state) and state.open is not None:
        return Button(say("Lat&er"), intents.Cancel(), tip=_closing(state))
    return Button(say("&Close"), intents.Cancel(), tip=_closing(state))


def _closing(state: FlowState) -> Text:
    if state.open is not None:
        return say("The setup stays as it is. The wizard asks again the next time it starts.")
    return say("Closes the wizard. Nothing more is changed.")


def _extra(state: FlowState) -> Button | None:
    if state.page is Page.APPLY and state.unagreed:
        tip = say("Applies the plan, with the differences listed above.")
        return Button(say("Apply any&way"), intents.ApplyAnyway(), tip=tip)
    if state.page is not Page.VERIFY:
        return None
    if state.offer is not None:
        tip = say("Nothing stops now. The wizard keeps showing what needs a restart until you do it.")
        return Button(say("Lat&er"), intents.Later(), tip=tip)
    if state.open is None:
        return None
    return Button(
        say("&Undo changes"),
        intents.UndoSetup(),
        tip=say("Restore all files to their state before the setup."),
    )


def _machine(state: FlowState) -> Button:
    if state.first is not None:
        return Button(say("Check a&gain"), intents.LookFirst(), tip=say("Check what is still missing."))
    waits = state.open is not None
    tip = say("Finish, keep or undo the last setup first.") if waits else None
    return Button(say("&Set up"), intents.SetUp(), enabled=state.is_open and not waits, tip=tip)


def _needs(state: FlowState) -> Button:
    why = why_not(state)
    return Button(say("&Start check"), intents.Scan(), enabled=why is None, tip=why)


def _scan(state: FlowState) -> Button:
    if state.look is None:
        return Button(say("&Start check"), intents.Scan())
    return Button(say("See &findings"), intents.SeeFindings())


def _findings(state: FlowState) -> Button:
    count = len(state.chosen)
    if not count:
        return Button(
            say("&Finish"), intents.Finish(), tip=say("Nothing is selected. Nothing will be changed.")
        )
    return Button(say_n("&Review {count} repair", "&Review {count} repairs", count=count), intents.Review())


def _review(state: FlowState) -> Button:
    if state.plan is not None and state.plan.is_empty:
        return Button(say("&Finish"), intents.Finish())
    if not state.can.act:
        why = say("This machine can be checked but not changed.")
        return Button(say("&Apply…"), intents.Proceed(), enabled=False, tip=why)
    return Button(
        say("&Apply…"), intents.Proceed(), enabled=can_apply(state), tip=say("You will be asked to confirm.")
    )


def _apply(state: FlowState) -> Button:
    if state.open is not None and state.open.is_interrupted:
        return Button(say("Undo &written changes"), intents.RecoverSetup())
    if state.problem is not None and state.problem.kind is ProblemKind.STALE:
        return Button(say("Check a&gain"), intents.Replan())
    if state.unagreed:
        tip = say("Returns to the findings and deselects the repairs that change your shells.")
        return Button(say("Do &not apply"), intents.DoNotApply(), tip=tip)
    plan = state.plan
    count = len(plan.changes) + len(plan.commands) if plan is not None else 0
    label = say_n("&Apply {count} change", "&Apply {count} changes", count=count)
    return Button(label, intents.Apply(), enabled=can_apply(state))


def _verify(state: FlowState) -> Button:
    if state.offer is not None:
        return _restart(state, state.offer)
    return Button(say("&Keep changes"), intents.Keep(), enabled=state.open is not None)


def _restart(state: FlowState, offer: Offer) -> Button:
    if state.problem is not None and state.problem.can_rescue:
        tip = say("Runs the steps above in order. All distros stop.")
        return Button(say("&Repair in safe mode"), intents.RunRescue(), tip=tip)
    if offer.radius is None and state.working is None:
        return Button(say("Check a&gain"), intents.AskRestart())
    return Button(
        say("&Restart {machine}", machine=name(state)),
        intents.ConfirmRestart(),
        enabled=offer.radius is not None,
    )


def _done(state: FlowState) -> Button:
    return Button(say("&Finish"), intents.Cancel())


_NEXT: dict[Page, Callable[[FlowState], Button]] = {
    Page.MACHINE: _machine,
    Page.NEEDS: _needs,
    Page.SCAN: _scan,
    Page.FINDINGS: _findings,
    Page.REVIEW: _review,
    Page.APPLY: _apply,
    Page.VERIFY: _verify,
    Page.DONE: _done,
}
