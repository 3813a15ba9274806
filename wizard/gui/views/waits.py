"""What is offered before anything else: a setup that waits for the user's decision, was interrupted, or waits for
a restart."""

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
    keep = Button(say("&Keep changes"), intents.Keep(), enabled)
    undo = Button(say("&Undo changes"), intents.UndoSetup(), enabled)
    if not waits.is_interrupted:
        look = Button(say("Check &again"), intents.Verify(), enabled)
        return WaitsView(
            title=say("Keep or undo setup {number}?", number=waits.number),
            says=say("All of its changes are applied. Keep them, or undo them to restore all files."),
            files=touched,
            at=waits.at,
            actions=(look, keep, undo),
        )
    actions = [
        Button(
            say("&Undo changes"),
            intents.RecoverSetup(),
            enabled,
            say("Restore all files to their state before the setup."),
        )
    ]
    if waits.plan is not None:
        tip = say("Restores all files, then shows the same changes again so that you can apply them.")
        actions.insert(0, Button(say("&Finish setup"), intents.RecoverSetup(again=True), enabled, tip))
    return WaitsView(
        title=say("Setup {number} was interrupted", number=waits.number),
        says=say(
            "Some of its changes may not be applied. Finish the setup, or undo it to restore all files."
        ),
        files=touched,
        at=waits.at,
        actions=tuple(actions),
    )


def due_view(state: FlowState, *, enabled: bool) -> WaitsView | None:
    """None if nothing waits for a restart."""
    if not restarts.is_due(state):
        return None
    machine, waits = name(state), state.open
    now = Button(
        say("Restart {machine} &now…", machine=machine),
        intents.AskRestart(),
        enabled,
        say("First shows what will be closed."),
    )
    if waits is None:
        return WaitsView(
            say("{machine} is waiting for a restart", machine=machine),
            say("The saved changes take effect after it restarts."),
            (),
            "",
            (now,),
        )
    look = Button(say("Check &again"), intents.Verify(), enabled)
    undo = Button(say("&Undo changes"), intents.UndoSetup(), enabled)
    return WaitsView(
        say("Setup {number} is waiting for {machine} to restart", number=waits.number, machine=machine),
        say("All of its changes are applied and take effect after the restart. Restart now or later."),
        paths(waits.plan),
        waits.at,
        (now, look, undo),
    )
