"""The first page: which machine, what waits there, and three ways on."""

from __future__ import annotations

import msgspec

from wizard.app.words import PHASES
from wizard.gui import intents
from wizard.gui.intents import Intent
from wizard.gui.state import Ending, Outcome, State, Waits
from wizard.gui.views.buttons import Button
from wizard.gui.views.words import KINDS, files, paths
from wizard.model.text import Text, plain, say


class Row(msgspec.Struct, frozen=True):
    """A line about the machine. *at* is a moment (ISO 8601) to be shown behind *value*."""

    label: Text
    value: Text
    at: str = ""


class WaitsView(msgspec.Struct, frozen=True):
    """The setup that is offered before anything else: what it is, what it changed, what can be done."""

    title: Text
    says: Text
    files: tuple[str, ...]
    at: str
    actions: tuple[Button, ...]


class Way(msgspec.Struct, frozen=True):
    """A way on from the first page."""

    icon: str
    title: Text
    says: Text
    intent: Intent
    enabled: bool


class MachineView(msgspec.Struct, frozen=True):
    rows: tuple[Row, ...]
    waits: WaitsView | None
    outcome: Text | None
    ways: tuple[Way, ...]

    @classmethod
    def of(cls, state: State) -> MachineView:
        idle = state.working is None and state.waiting is None
        return cls(
            rows=_rows(state),
            waits=waits_view(state.open, enabled=idle) if state.open is not None else None,
            outcome=outcome_text(state.outcome) if state.outcome is not None else None,
            ways=_ways(state, free=idle and state.open is None),
        )


def _rows(state: State) -> tuple[Row, ...]:
    glance = state.glance
    rows = [Row(say("Machine"), plain(state.site.name))]
    rows.append(Row(say("What it is"), KINDS.get(state.site.kind) or plain(state.site.kind)))
    if glance is None:
        return tuple(rows)
    rows.append(Row(say("System"), plain(glance.release) if glance.release else say("not known")))
    if glance.user:
        rows.append(Row(say("For the user"), plain(glance.user)))
    if glance.memory is not None:
        rows.append(Row(say("Memory"), say("{size} GiB", size=f"{glance.memory / (1 << 30):.1f}")))
    rows.append(_last(state))
    return tuple(rows)


def _last(state: State) -> Row:
    setups = state.glance.setups if state.glance is not None else ()
    if not setups:
        return Row(say("Last setup"), say("none by this wizard yet"))
    newest = setups[0]
    value = say("number {number}, {phase}", number=newest.number, phase=PHASES[newest.phase])
    return Row(say("Last setup"), value, newest.record.at if newest.record is not None else "")


def waits_view(waits: Waits, *, enabled: bool) -> WaitsView:
    """What is offered for an open setup."""
    touched = paths(waits.plan)
    keep = Button(say("&Keep it"), intents.Keep(), enabled)
    undo = Button(say("&Undo it"), intents.Undo(), enabled)
    if not waits.is_interrupted:
        look = Button(say("Look &again first"), intents.Verify(), enabled)
        return WaitsView(
            title=say("Setup {number} waits for your word", number=waits.number),
            says=say("All of its changes were made. Keep them, or put every file back as it was."),
            files=touched,
            at=waits.at,
            actions=(look, keep, undo),
        )
    actions = [Button(say("&Undo it"), intents.Recover(), enabled, say("Put all files back as they were."))]
    if waits.plan is not None:
        tip = say("Puts all files back, then shows the same changes again, ready to apply.")
        actions.insert(0, Button(say("&Finish it"), intents.Recover(again=True), enabled, tip))
    return WaitsView(
        title=say("Setup {number} was interrupted", number=waits.number),
        says=say("Some of its changes may be made, others not. Finish it, or put every file back as it was."),
        files=touched,
        at=waits.at,
        actions=tuple(actions),
    )


def outcome_text(outcome: Outcome) -> Text:
    """How it ended, in one sentence."""
    match outcome.ending:
        case Ending.NOTHING:
            return say("Nothing was changed.")
        case Ending.KEPT:
            return say("Setup {number} is kept.", number=outcome.number or 0)
        case Ending.UNDONE:
            receipt = outcome.receipt
            if receipt is not None and receipt.foreign:
                return say(
                    "Setup {number} is undone, except for {files} that somebody else changed meanwhile.",
                    number=outcome.number or 0,
                    files=files(len(receipt.foreign)),
                )
            return say("Setup {number} is undone; all files are as before.", number=outcome.number or 0)


def _ways(state: State, *, free: bool) -> tuple[Way, ...]:
    past = bool(state.glance is not None and state.glance.setups)
    return (
        Way(
            "setup",
            say("Set up"),
            say("Choose what you need, see what differs, and repair it."),
            intents.SetUp(),
            free,
        ),
        Way(
            "drift",
            say("Check for drift and repair"),
            say("Something broke after an update? Look at once, for what the last setup was for."),
            intents.CheckDrift(),
            free,
        ),
        Way(
            "undo",
            say("Undo an earlier setup"),
            say("See what earlier setups changed, and take one back.")
            if past or state.glance is None
            else say("There is none yet."),
            intents.OpenHistory(),
            free and past,
        ),
    )
