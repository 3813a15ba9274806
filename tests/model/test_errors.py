"""An error says what was left alone."""

from __future__ import annotations

from wizard.model.errors import MachineError, WizardError
from wizard.model.text import say


def test_an_error_says_what_was_left_alone() -> None:
    error = MachineError("full", say("The disk is full."), next_step=say("Make room."))
    assert isinstance(error, WizardError)
    assert [text.render() for text in error.sentences()] == [
        "The disk is full.",
        "Nothing was changed.",
        "Make room.",
    ]
