"""The first page: which machine, what waits there, and what can be done there."""

from __future__ import annotations

import msgspec

from wizard.app.words import PHASES
from wizard.gui.flow import intents
from wizard.gui.flow.intents import Intent
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind
from wizard.gui.views.first_time import FirstView
from wizard.gui.views.machines import MachinesView
from wizard.gui.views.waits import WaitsView, due_view, waits_view
from wizard.gui.views.words import KINDS, files
from wizard.model.text import Text, plain, say


class MachineRow(msgspec.Struct, frozen=True):
    """A line about the machine. *at* is a moment (ISO 8601) to be shown behind *value*."""

    label: Text
    value: Text
    at: str = ""


class StartOption(msgspec.Struct, frozen=True):
    """What can be chosen on the first page."""

    title: Text
    says: Text
    intent: Intent
    enabled: bool


class MachineView(msgspec.Struct, frozen=True):
    """*first* comes before all else: there is no machine yet. *machines* is what there is to choose from; with only
    one machine, *rows* say all about it."""

    first: FirstView | None
    machines: MachinesView | None
    rows: tuple[MachineRow, ...]
    waits: WaitsView | None
    outcome: Text | None
    options: tuple[StartOption, ...]

    @classmethod
    def of(cls, state: FlowState) -> MachineView:
        idle = state.working is None and state.waiting is None
        first, machines = FirstView.of(state), MachinesView.of(state)
        waits = due_view(state, enabled=idle)
        if waits is None and state.open is not None:
            waits = waits_view(state.open, enabled=idle)
        return cls(
            first=first,
            machines=machines,
            rows=_rows(state) if machines is None and first is None else (),
            waits=waits if first is None else None,
            outcome=outcome_text(state.outcome) if state.outcome is not None else None,
            options=_options(state, free=idle and state.is_open and state.open is None),
        )


def _rows(state: FlowState) -> tuple[MachineRow, ...]:
    glance = state.glance
    if not state.is_open:
        return ()
    rows = [MachineRow(say("Machine"), plain(state.site.name))]
    rows.append(MachineRow(say("Type"), KINDS.get(state.site.kind) or plain(state.site.kind)))
    if glance is None:
        return tuple(rows)
    rows.append(MachineRow(say("System"), plain(glance.release) if glance.release else say("unknown")))
    if glance.user:
        rows.append(MachineRow(say("User"), plain(glance.user)))
    if glance.memory is not None:
        rows.append(MachineRow(say("Memory"), say("{size} GiB", size=f"{glance.memory / (1 << 30):.1f}")))
    rows.append(_last(state))
    return tuple(rows)


def _last(state: FlowState) -> MachineRow:
    setups = state.glance.setups if state.glance is not None else ()
    if not setups:
        return MachineRow(say("Last setup"), say("none yet"))
    newest = setups[0]
    value = say("number {number}, {phase}", number=newest.number, phase=PHASES[newest.phase])
    return MachineRow(say("Last setup"), value, newest.record.at if newest.record is not None else "")


def outcome_text(outcome: Outcome) -> Text:
    """How it ended, in one sentence."""
    match outcome.ending:
        case OutcomeKind.NOTHING:
            return say("Nothing was changed.")
        case OutcomeKind.KEPT:
            return say("Setup {number} is kept.", number=outcome.number or 0)
        case OutcomeKind.UNDONE:
            receipt = outcome.receipt
            if receipt is not None and receipt.lost:
                return say(
                    "Setup {number} is undone, except for {files}.",
                    number=outcome.number or 0,
                    files=files(len(receipt.foreign)),
                )
            if receipt is not None and receipt.foreign:
                return say(
                    "Setup {number} is undone, except for {files} edited by another user or program.",
                    number=outcome.number or 0,
                    files=files(len(receipt.foreign)),
                )
            return say("Setup {number} is undone. All files are as before.", number=outcome.number or 0)


def _options(state: FlowState, *, free: bool) -> tuple[StartOption, ...]:
    # Of a machine that does not run nothing is known; to look there is to start it.
    unknown = state.glance is None and state.is_open
    past = unknown or bool(state.glance is not None and state.glance.setups)
    return (
        StartOption(
            say("Set up"),
            say("Choose a profile, then review and repair what differs."),
            intents.SetUp(),
            free,
        ),
        StartOption(
            say("Check for drift and repair"),
            say("Something broke after an update? Check everything the last setup covered."),
            intents.CheckDrift(),
            free,
        ),
        StartOption(
            say("Undo an earlier setup"),
            say("See what earlier setups changed, and undo one of them.")
            if past or state.glance is None
            else say("No setups yet."),
            intents.OpenHistory(),
            free and past,
        ),
    )
