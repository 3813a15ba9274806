"""The first page: what is known of the machine, and what waits there."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui.gallery import pictures
from tests.gui.read import words
from tests.gui.states import (
    fresh,
    glance,
)
from wizard.gui.flow import intents
from wizard.gui.flow.state import Waits
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.frame import SidebarView
from wizard.gui.views.machine import MachineView
from wizard.model.orders import Phase

PICTURES = pictures()


class TestMachine:
    def test_a_waiting_setup_blocks_the_options(self) -> None:
        view = MachineView.of(PICTURES["machine-trial"])
        assert not any(option.enabled for option in view.options)
        assert view.waits is not None
        assert [type(button.intent) for button in view.waits.actions] == [
            intents.Verify,
            intents.Keep,
            intents.UndoSetup,
        ]

    def test_an_interrupted_setup_is_finished_or_undone(self) -> None:
        view = MachineView.of(PICTURES["machine-cut"])
        assert view.waits is not None
        assert [button.intent for button in view.waits.actions] == [
            intents.RecoverSetup(again=True),
            intents.RecoverSetup(),
        ]

    def test_an_unreadable_one_can_only_be_undone(self) -> None:
        state = replace(PICTURES["machine-cut"], open=Waits(7, Phase.PREPARED))
        view = MachineView.of(state)
        assert view.waits is not None
        assert [button.intent for button in view.waits.actions] == [intents.RecoverSetup()]

    def test_what_is_not_known_is_said_so(self) -> None:
        view = MachineView.of(replace(fresh(), glance=replace(glance(), release="", user="")))
        assert "unknown" in [words(row.value) for row in view.rows]

    def test_files_of_others_are_counted_after_an_undo(self) -> None:
        view = MachineView.of(PICTURES["machine-ended"])
        assert words(view.outcome) == (
            "Setup 7 is undone, except for 1 file edited by another user or program."
        )


class TestMachines:
    def test_nothing_can_be_done_until_it_is_open(self) -> None:
        state = PICTURES["machines-opening"]
        assert not Buttons.of(state).next.enabled
        assert not any(option.enabled for option in MachineView.of(state).options)
        assert not SidebarView.of(state).history

    def test_a_setup_that_waits_for_a_restart_offers_it_and_the_way_back(self) -> None:
        waits = MachineView.of(PICTURES["machines-trial"]).waits
        assert waits is not None
        assert words(waits.title) == "Setup 7 is waiting for Debian to restart"
        assert [type(action.intent) for action in waits.actions] == [
            intents.AskRestart,
            intents.Verify,
            intents.UndoSetup,
        ]
        assert words(Buttons.of(PICTURES["machines-trial"]).cancel.label) == "Lat&er"  # type: ignore[union-attr]

    def test_a_folder_that_waits_is_as_ever(self) -> None:
        waits = MachineView.of(PICTURES["machine-trial"]).waits
        assert waits is not None
        assert words(waits.title) == "Keep or undo setup 7?"
