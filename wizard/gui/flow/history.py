"""The History window's part of the flow."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, History, OutcomeKind
from wizard.gui.flow.steps import Page
from wizard.model.diffs import DiffView
from wizard.model.orders import Phase
from wizard.model.plans import Record, Setup


def open_window(state: FlowState, intent: intents.OpenHistory) -> Transition:
    if state.shells is not None:
        return state, ()
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
    left = left_edits(state)
    return (
        setup is not None
        and setup.record is not None
        and (setup.phase is Phase.ACCEPTED or (left is not None and left.number == setup.number))
        and state.open is None
    )


def left_edits(state: FlowState) -> Setup | None:
    """The setup that was undone just now, if it left files that somebody had edited."""
    outcome = state.outcome
    if outcome is None or outcome.ending is not OutcomeKind.UNDONE or outcome.plan is None:
        return None
    if outcome.number is None or outcome.receipt is None or not outcome.receipt.foreign:
        return None
    return Setup(outcome.number, Phase.UNDONE, Record(outcome.plan, "", ""))


def take_back(state: FlowState, intent: intents.TakeBack) -> Transition:
    if state.history is None or not can_take_back(state, intent.number):
        return state, ()
    setup = state.history.setup(intent.number)
    return run(state, jobs.DoBack(setup)) if setup is not None else (state, ())


def keep_edits(state: FlowState, intent: intents.KeepEdits) -> Transition:
    chosen = (None, intent.on)
    if state.page is not Page.REVIEW or state.back_from is None or state.keeps_edits in chosen:
        return state, ()
    return run(state, jobs.DoBack(state.back_from, intent.on))


def undo_lines(state: FlowState, intent: intents.UndoLines) -> Transition:
    setup = left_edits(state)
    return (state, ()) if setup is None or state.open is not None else run(state, jobs.DoBack(setup))
