"""The flow around a restart: it is offered with all that it ends, done only after that was on the screen, and
never forgotten."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, Offer, OutcomeKind
from wizard.gui.flow.steps import Page
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.radius import Radius


def is_due(state: FlowState) -> bool:
    """Whether something that stands in the files (or was taken out of them) waits for a restart of this machine,
    as far as is known, and the wizard can do it. A folder or a recording does not run, so it needs none."""
    if not (state.can.restart and state.can.commands):
        return False
    if state.open is not None:
        return (
            not state.open.is_interrupted
            and _restarts(state.open.plan)
            and state.restarted != state.open.number
        )
    outcome = state.outcome
    if outcome is not None and _restarts(outcome.plan):
        # What was taken back is still felt if the machine was restarted with it.
        return (outcome.ending is OutcomeKind.UNDONE) == (state.restarted == outcome.number)
    seen = state.look or state.glance
    return seen is not None and seen.pending > Restart.SHELL


def _restarts(plan: Plan | None) -> bool:
    return plan is not None and plan.restart > Restart.SHELL


def offer(state: FlowState) -> Transition:
    """Show what a restart would end."""
    return run(replace(state, page=Page.VERIFY, offer=Offer()), jobs.DoRadius())


def ask(state: FlowState, intent: intents.AskRestart) -> Transition:
    again = state.offer is not None and state.offer.radius is None
    if state.page not in (Page.MACHINE, Page.VERIFY, Page.DONE) or not (again or is_due(state)):
        return state, ()
    return offer(state)


def measured(state: FlowState, radius: Radius) -> FlowState:
    return state if state.offer is None else replace(state, offer=Offer(radius))


def restart(state: FlowState, intent: intents.ConfirmRestart) -> Transition:
    if state.offer is None or state.offer.radius is None:
        return state, ()
    return run(state, jobs.DoRestart(state.wanted))


def later(state: FlowState, intent: intents.Later) -> Transition:
    """Back to the first page, where what waits is shown."""
    if state.offer is None:
        return state, ()
    return run(replace(state, offer=None, page=Page.MACHINE, problem=None), jobs.DoGlance())


def rescue(state: FlowState, intent: intents.RunRescue) -> Transition:
    if state.problem is None or not state.problem.can_rescue:
        return state, ()
    return run(state, jobs.DoRescue())
