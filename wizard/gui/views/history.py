"""The History window: the setups of a machine, newest first, and what each of them changed."""

from __future__ import annotations

import msgspec

from wizard.app.words import PHASES, unread
from wizard.gui.flow.history import can_take_back
from wizard.gui.flow.jobs import DoHistory, Problem
from wizard.gui.flow.state import FlowState
from wizard.gui.views.frame import doing
from wizard.gui.views.words import changed
from wizard.model.diffs import DiffView
from wizard.model.plans import Setup
from wizard.model.text import Text, plain, say


class SetupRow(msgspec.Struct, frozen=True):
    """A setup. *at* is when (ISO 8601), empty if it is not known."""

    number: int
    at: str
    profile: Text
    changed: Text
    phase: Text


class HistoryView(msgspec.Struct, frozen=True):
    rows: tuple[SetupRow, ...]
    diff: DiffView | None
    says: Text
    can_more: bool
    can_undo: bool
    why_not: Text | None
    picked: int | None
    problem: Problem | None
    doing: Text | None

    @classmethod
    def of(cls, state: FlowState) -> HistoryView | None:
        history = state.history
        if history is None:
            return None
        idle = state.working is None and state.waiting is None
        able = can_take_back(state, history.picked)
        setup = history.setup(history.picked)
        return cls(
            rows=tuple(map(_row, history.setups)),
            diff=history.diff,
            says=_says(state, setup),
            can_more=idle and not history.complete and bool(history.setups),
            can_undo=idle and able,
            why_not=None if able or setup is None else _why_not(state, setup),
            picked=history.picked,
            problem=state.problem,
            doing=doing(state),
        )


def _says(state: FlowState, setup: Setup | None) -> Text:
    working = state.working
    if setup is not None:
        return say("Changes in setup {number}", number=setup.number)
    if working is not None and isinstance(working.job, DoHistory):
        return say("Reading the journal…")
    if state.history is not None and not state.history.setups:
        return say("No setups yet. A setup appears here when you apply changes.")
    return say("Select a setup to see what it changed.")


def _row(setup: Setup) -> SetupRow:
    record = setup.record
    if record is None:
        return SetupRow(
            setup.number,
            "",
            say("unknown"),
            unread(setup),
            PHASES[setup.phase],
        )
    undoes = record.plan.undoes
    profile = plain(record.plan.profile) if undoes is None else say("undid setup {number}", number=undoes)
    return SetupRow(setup.number, record.at, profile, changed(record.plan), PHASES[setup.phase])


def _why_not(state: FlowState, setup: Setup) -> Text:
    if state.open is not None:
        return say("Finish, keep or undo the last setup first.")
    if setup.is_newer:
        return say("It was written by a newer version. Update the wizard to undo it.")
    if setup.record is None:
        return say("Its note in the journal is damaged.")
    return say("This setup is already undone.")
