"""The last page: what changed, in a few lines, and what is left to do."""

from __future__ import annotations

import msgspec

from wizard.app.words import not_restored, restart
from wizard.gui.flow import intents, restarts
from wizard.gui.flow.history import left_edits
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind, newest_look
from wizard.gui.views.buttons import Button
from wizard.gui.views.machine import outcome_text
from wizard.gui.views.restarts import name
from wizard.gui.views.words import paths
from wizard.model.commands.command import left_in_effect
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.shown.words import shown
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
    undo_lines: Button | None

    @classmethod
    def of(cls, state: FlowState) -> DoneView:
        outcome = state.outcome or Outcome(OutcomeKind.NOTHING)
        plan, receipt = outcome.plan, outcome.receipt
        foreign = receipt.edited if receipt is not None else ()
        return cls(
            icon="advice" if receipt is not None and receipt.foreign else "ok",
            headline=outcome_text(outcome),
            files=paths(plan),
            notes=_notes(state, outcome),
            kept=tuple(map(shown, receipt.kept)) if receipt is not None else (),
            foreign=tuple(map(shown, foreign)),
            now=Button(say("Restart {machine} &now…", machine=name(state)), intents.AskRestart())
            if restarts.is_due(state)
            else None,
            undo_lines=Button(
                say("Undo the setup's &lines…"),
                intents.UndoLines(),
                tip=say("In edited files, undo only the setup's lines. Shows the changes first."),
            )
            if left_edits(state) is not None
            else None,
            can_report=newest_look(state) is not None and state.working is None,
        )


def _notes(state: FlowState, outcome: Outcome) -> tuple[Text, ...]:
    notes: list[Text] = []
    plan = outcome.plan
    if outcome.ending is OutcomeKind.KEPT:
        if plan is not None and plan.restart is not Restart.NONE and not _is_over(state, plan):
            notes.append(restart(plan.restart, state.can, state.site))
        notes.append(say("You can undo this setup at any time in History."))
    if outcome.ending is OutcomeKind.UNDONE and outcome.receipt is not None:
        notes += map(not_restored, outcome.receipt.lost)
        notes += filter(None, map(left_in_effect, outcome.receipt.ran))
    running = state.can.commands and plan is not None and plan.restart > Restart.SHELL
    if outcome.ending is OutcomeKind.UNDONE and running and restarts.is_due(state):
        text = say(
            "{machine} restarted with these changes. Restart it again to complete the undo.",
            machine=name(state),
        )
        notes.append(text)
    elif outcome.ending is OutcomeKind.UNDONE and running and not state.can.restart:
        notes.append(say("If the distro restarted in the meantime, restart it again."))
    if outcome.ending is OutcomeKind.NOTHING:
        notes.append(say("If something breaks later, open the wizard again. It finds what has drifted."))
    return tuple(notes)


def _is_over(state: FlowState, plan: Plan) -> bool:
    """Whether the machine restarted with these changes."""
    return plan.restart > Restart.SHELL and state.can.restart and not restarts.is_due(state)
