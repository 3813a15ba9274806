"""What is offered before anything else: a setup that waits for the user's word, was cut off, or waits for a
restart."""

from __future__ import annotations

import msgspec

from wizard.gui.flow import intents, restarts
from wizard.gui.flow.state import FlowState, Waits
from wizard.gui.views.buttons import Button
from wizard.gui.views.restarts import name
from wizard.gui.views.words import paths
from wizard.model.text import Text, say


class WaitsView(msgspec.Struct, frozen=True):
    """What it is, what it changed, what can be done."""

    title: Text
    says: Text
    files: tuple[str, ...]
    at: str
    actions: tuple[Button, ...]


def waits_view(waits: Waits, *, enabled: bool) -> WaitsView:
    """What is offered for an open setup."""
    touched = paths(waits.plan)
    keep = Button(say("&Keep it"), intents.Keep(), enabled)
    undo = Button(say("&Undo it"), intents.UndoSetup(), enabled)
    if not waits.is_interrupted:
        look = Button(say("Look &again first"), intents.Verify(), enabled)
        return WaitsView(
            title=say("Setup {number} waits for your word", number=waits.number),
            says=say("All of its changes were made. Keep them, or put every file back as it was."),
            files=touched,
            at=waits.at,
            actions=(look, keep, undo),
        )
    actions = [
        Button(say("&Undo it"), intents.RecoverSetup(), enabled, say("Put all files back as they were."))
    ]
    if waits.plan is not None:
        tip = say("Puts all files back, then shows the same changes again, ready to apply.")
        actions.insert(0, Button(say("&Finish it"), intents.RecoverSetup(again=True), enabled, tip))
    return WaitsView(
        title=say("Setup {number} was interrupted", number=waits.number),
        says=say("Some of its changes may be made, others not. Finish it, or put every file back as it was."),
        files=touched,
        at=waits.at,
        actions=tuple(actions),
    )


def due_view(state: FlowState, *, enabled: bool) -> WaitsView | None:
    """None if nothing waits for a restart."""
    if not restarts.is_due(state):
        return None
    now = Button(
        say("Restart &now …"),
        intents.AskRestart(),
        enabled,
        say("First you see what ends with it."),
    )
    machine, waits = name(state), state.open
    if waits is None:
        return WaitsView(
            say("{machine} waits for a restart", machine=machine),
            say("What stands in its files takes effect when it starts anew."),
            (),
            "",
            (now,),
        )
    look = Button(say("Look &again first"), intents.Verify(), enabled)
    undo = Button(say("&Undo it"), intents.UndoSetup(), enabled)
    return WaitsView(
        say("Setup {number} waits for a restart of {machine}", number=waits.number, machine=machine),
        say("All of its changes are made; they take effect when it starts anew. Restart it now, or later."),
        paths(waits.plan),
        waits.at,
        (now, look, undo),
    )
