"""The last page: what changed, in a few lines, and what is left to do."""

from __future__ import annotations

import msgspec

from wizard.app.words import restart
from wizard.gui.flow import intents, restarts
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind
from wizard.gui.flow.transitions import newest_look
from wizard.gui.views.buttons import Button
from wizard.gui.views.machine import outcome_text
from wizard.model.findings import Restart
from wizard.model.text import Text, say


class DoneView(msgspec.Struct, frozen=True):
    """*headline* with *icon*; *files* that were written or put back; *notes* are worth knowing; *kept* are
    paths at which bytes of others were put aside."""

    icon: str
    headline: Text
    files: tuple[str, ...]
    notes: tuple[Text, ...]
    kept: tuple[str, ...]
    foreign: tuple[str, ...]
    can_report: bool
    now: Button | None

    @classmethod
    def of(cls, state: FlowState) -> DoneView:
        outcome = state.outcome or Outcome(OutcomeKind.NOTHING)
        plan, receipt = outcome.plan, outcome.receipt
        foreign = receipt.foreign if receipt is not None else ()
        return cls(
            icon="advice" if foreign else "ok",
            headline=outcome_text(outcome),
            files=tuple(change.shown for change in plan.changes) if plan is not None else (),
            notes=_notes(state, outcome),
            kept=receipt.kept if receipt is not None else (),
            foreign=foreign,
            now=Button(say("Restart &now …"), intents.AskRestart()) if restarts.is_due(state) else None,
            can_report=newest_look(state) is not None and state.working is None,
        )


def _notes(state: FlowState, outcome: Outcome) -> tuple[Text, ...]:
    notes: list[Text] = []
    plan = outcome.plan
    if outcome.ending is OutcomeKind.KEPT:
        if plan is not None and plan.restart is not Restart.NONE:
            notes.append(restart(plan.restart, state.can))
        notes.append(say("History keeps what was there before; you can take this setup back at any time."))
    running = state.can.commands and plan is not None and plan.restart > Restart.SHELL
    if outcome.ending is OutcomeKind.UNDONE and running and restarts.is_due(state):
        notes.append(say("It was restarted with these changes in force; restart it once more."))
    elif outcome.ending is OutcomeKind.UNDONE and running and not state.can.restart:
        notes.append(say("If the distro was restarted meanwhile, restart it once more."))
    if outcome.ending is OutcomeKind.NOTHING:
        notes.append(say("Come back when something breaks: the wizard finds what drifted."))
    return tuple(notes)
