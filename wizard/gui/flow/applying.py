"""The flow around applying: asked once; and asked again if the prepared files do more than was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.model.plans import Plan
from wizard.model.text import say

if TYPE_CHECKING:
    from wizard.app.look import Look


def can_apply(state: FlowState) -> bool:
    """Whether the plan may be applied: its difference was on the screen, it changes something, the site can
    be written to, and no other setup waits there."""
    plan = state.plan
    return (
        plan is not None
        and not plan.is_empty
        and state.seen == plan.id
        and state.can.act
        and state.open is None
    )


def proceed(state: FlowState, intent: intents.Proceed) -> Transition:
    if state.page is not Page.REVIEW or not can_apply(state):
        return state, ()
    return replace(state, page=Page.APPLY, problem=None, notice=None), ()


def apply(state: FlowState, intent: intents.Apply) -> Transition:
    if state.page is not Page.APPLY or state.unagreed or not can_apply(state) or state.plan is None:
        return state, ()
    return run(state, jobs.DoApply(state.plan))


def stopped(state: FlowState, result: jobs.Unagreed) -> FlowState:
    """The hand did not go on. The plan is the same, and what is known of it is more."""
    return replace(state, plan=result.plan, unagreed=result.differs)


def apply_anyway(state: FlowState, intent: intents.ApplyAnyway) -> Transition:
    if not state.unagreed:
        return state, ()
    return apply(replace(state, unagreed=()), intents.Apply())


def do_not_apply(state: FlowState, intent: intents.DoNotApply) -> Transition:
    """Back to the findings (to the machine, if the plan was not made of any), where the repairs that shells see are no
    longer selected, and CAREFUL if they do harm."""
    if not state.unagreed or state.plan is None:
        return state, ()
    left = replace(state, unagreed=(), page=Page.MACHINE)
    return (left if state.look is None else _choosing_again(left, state.plan, state.look)), ()


def _choosing_again(state: FlowState, plan: Plan, look: Look) -> FlowState:
    from wizard.engine.rehearsal.rehearse import made_careful, seen_rules

    return replace(
        state,
        page=Page.FINDINGS,
        look=replace(look, judged=made_careful(look.judged, plan)),
        chosen=state.chosen - seen_rules(plan),
        notice=say("Nothing was changed. The repairs that change your shells are no longer selected."),
    )
