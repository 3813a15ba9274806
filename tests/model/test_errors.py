"""An error says what was left alone."""

from __future__ import annotations

import pytest

from wizard.model.errors import MachineError, StaleError, WizardError, having_done
from wizard.model.text import say


def test_an_error_says_what_was_left_alone() -> None:
    error = MachineError("full", say("The disk is full."), next_step=say("Make room."))
    assert isinstance(error, WizardError)
    assert [text.render() for text in error.sentences()] == [
        "The disk is full.",
        "Nothing was changed.",
        "Make room.",
    ]


@pytest.mark.parametrize(
    ("error", "unchanged"),
    [
        (MachineError("full", say("The disk is full.")), "The user was made."),
        (
            StaleError("stale", say("It has changed."), say("The wizard changed nothing.")),
            "The user was made.",
        ),
        (
            MachineError("cut", say("Cut off."), say("Some files may be changed.")),
            "Some files may be changed.",
        ),
    ],
    ids=["nothing changed", "stale", "not known"],
)
def test_an_error_after_something_was_done_says_what_was_done(error: WizardError, unchanged: str) -> None:
    with pytest.raises(WizardError) as caught, having_done(say("The user was made.")):
        raise error
    assert caught.value is error
    assert [text.render() for text in error.sentences()][1] == unchanged
