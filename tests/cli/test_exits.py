"""Exit codes are an interface for scripts: their numbers never change, and every error has the right one."""

from __future__ import annotations

import pytest

from wizard.cli.exits import Exit, exit_of
from wizard.model.errors import (
    BusyError,
    InputError,
    MachineError,
    OpenError,
    StaleError,
    Stopped,
    WizardError,
)
from wizard.model.text import say

X = say("x")


def test_the_numbers_stay() -> None:
    numbers = {name: int(code) for name, code in Exit.__members__.items()}
    assert numbers == {
        "NOTHING_TO_DO": 0,
        "DONE": 0,
        "ERROR": 1,
        "PENDING": 2,
        "STALE": 3,
        "BUSY": 4,
        "TRIAL": 5,
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StaleError("x", X), Exit.STALE),
        (BusyError("x", X), Exit.BUSY),
        (OpenError("x", X), Exit.TRIAL),
        (MachineError("x", X), Exit.ERROR),
        (InputError("x", X), Exit.ERROR),
        (Stopped(), Exit.ERROR),
    ],
)
def test_every_error_has_its_code(error: WizardError, code: Exit) -> None:
    assert exit_of(error) is code
