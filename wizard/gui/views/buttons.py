"""The buttons of every page, named for what they do, with what they mean."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from wizard.gui.flow import intents, restarts
from wizard.gui.flow.intents import Intent
from wizard.gui.flow.state import FlowState, Offer
from wizard.gui.flow.steps import Page
from wizard.gui.flow.transitions import can_apply
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
        return Button(say("To the &start"), intents.StartOver())
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
        return say("The setup goes on waiting; the wizard asks again at its next start.")
    return say("Nothing was changed.")


def _extra(state: FlowState) -> Button | None:
    if state.page is not Page.VERIFY:
        return None
    if state.offer is not None:
        tip = say("Nothing ends now. The wizard shows what waits for a restart until it happened.")
        return Button(say("Lat&er"), intents.Later(), tip=tip)
    if state.open is None:
        return None
    return Button(say("&Undo"), intents.UndoSetup(), tip=say("Put all files back as they were."))


def _machine(state: FlowState) -> Button:
    if state.first is not None:
        return Button(say("Look a&gain"), intents.LookFirst(), tip=say("See what is still missing."))
    waits = state.open is not None
    tip = say("First decide what becomes of the setup that waits.") if waits else None
    return Button(say("&Set up"), intents.SetUp(), enabled=state.is_open and not waits, tip=tip)


def _needs(state: FlowState) -> Button:
    return Button(say("&Scan"), intents.Scan())


def _scan(state: FlowState) -> Button:
    if state.look is None:
        return Button(say("&Scan"), intents.Scan())
    return Button(say("See &findings"), intents.SeeFindings())


def _findings(state: FlowState) -> Button:
    count = len(state.chosen)
    if not count:
        return Button(
            say("&Finish"), intents.Finish(), tip=say("Nothing is ticked; nothing will be changed.")
        )
    return Button(say_n("&Review {count} repair", "&Review {count} repairs", count=count), intents.Review())


def _review(state: FlowState) -> Button:
    if state.plan is not None and not state.plan.changes:
        return Button(say("&Finish"), intents.Finish())
    if not state.can.act:
        why = say("This machine can be looked at only.")
        return Button(say("&Apply …"), intents.Proceed(), enabled=False, tip=why)
    return Button(
        say("&Apply …"), intents.Proceed(), enabled=can_apply(state), tip=say("You are asked once more.")
    )


def _apply(state: FlowState) -> Button:
    if state.open is not None and state.open.is_interrupted:
        return Button(say("Undo what &was done"), intents.RecoverSetup())
    if state.problem is not None and state.problem.kind == "stale":
        return Button(say("&Look again"), intents.Replan())
    count = len(state.plan.changes) if state.plan is not None else 0
    label = say_n("&Apply {count} change", "&Apply {count} changes", count=count)
    return Button(label, intents.Apply(), enabled=can_apply(state))


def _verify(state: FlowState) -> Button:
    if state.offer is not None:
        return _restart(state, state.offer)
    return Button(say("&Keep"), intents.Keep(), enabled=state.open is not None)


def _restart(state: FlowState, offer: Offer) -> Button:
    if state.problem is not None and state.problem.can_rescue:
        tip = say("The steps above, in their order. All distros end with it.")
        return Button(say("&Repair in safe mode"), intents.RunRescue(), tip=tip)
    if offer.radius is None and state.working is None:
        return Button(say("&Look again"), intents.AskRestart())
    return Button(say("&Restart now"), intents.ConfirmRestart(), enabled=offer.radius is not None)


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
