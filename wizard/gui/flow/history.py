"""The History window's part of the flow."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, History
from wizard.model.diffs import DiffView
from wizard.model.orders import Phase
from wizard.model.plans import Setup


def open_window(state: FlowState, intent: intents.OpenHistory) -> Transition:
    return run(replace(state, history=History()), jobs.DoHistory())


def more(state: FlowState, intent: intents.MoreHistory) -> Transition:
    history = state.history
    if history is None or history.complete or not history.setups:
        return state, ()
    return run(state, jobs.DoHistory(history.setups[-1].number))


def listed(state: FlowState, setups: tuple[Setup, ...]) -> FlowState:
    history = state.history
    if history is None:
        return state
    known = (*history.setups, *setups)
    complete = not setups or known[-1].number <= 1
    return replace(state, history=replace(history, setups=known, complete=complete))


def shown(state: FlowState, diff: DiffView) -> FlowState:
    return state if state.history is None else replace(state, history=replace(state.history, diff=diff))


def pick(state: FlowState, intent: intents.PickSetup) -> Transition:
    setup = state.history.setup(intent.number) if state.history is not None else None
    if state.history is None or setup is None:
        return state, ()
    picked = replace(state, history=replace(state.history, picked=setup.number, diff=None))
    record = setup.record
    return run(picked, jobs.DoShow(record.plan, setup.ran)) if record is not None else (picked, ())


def can_take_back(state: FlowState, number: int | None) -> bool:
    """Whether setup *number* of the history can be taken back by a plan."""
    setup = state.history.setup(number) if state.history is not None else None
    return (
        setup is not None
        and setup.record is not None
        and setup.phase is Phase.ACCEPTED
        and state.open is None
    )


def take_back(state: FlowState, intent: intents.TakeBack) -> Transition:
    if state.history is None or not can_take_back(state, intent.number):
        return state, ()
    setup = state.history.setup(intent.number)
    return run(state, jobs.DoBack(setup)) if setup is not None else (state, ())
