"""What a look saw of setups: the phase of the open one, where it is known."""

from __future__ import annotations

from tests.gui.states import look, setup
from wizard.model.orders import Phase


def test_the_phase_of_the_open_setup_is_told() -> None:
    seen = look(setup(7, Phase.SWITCHING), setup(6), open=7)
    assert seen.open_phase is Phase.SWITCHING


def test_without_an_open_setup_or_its_note_there_is_none() -> None:
    assert look(setup(6)).open_phase is None
    assert look(setup(6), open=7).open_phase is None


def test_careful_repairs_are_not_recommended() -> None:
    assert look().recommended == ("one", "two")
