"""What is told while work goes on. Both faces show the same events."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from wizard.model.text import Text


class Doing(msgspec.Struct, frozen=True, tag="doing"):
    """A step begins: what is being done, step *number* of *count* (0 of 0: not known)."""

    what: Text
    number: int = 0
    count: int = 0


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far the step is: *done* of *total* (bytes or files; total 0: not known)."""

    done: int
    total: int


class Note(msgspec.Struct, frozen=True, tag="note"):
    """Something worth a line in the log."""

    text: Text


Event = Doing | Progress | Note
Tell = Callable[[Event], None]
Stop = Callable[[], bool]
"""Asked between steps; true once the user wants to stop."""


def silent(event: Event) -> None:
    """A `Tell` that ignores every event."""


def never() -> bool:
    """A `Stop` that nobody asks for: always false."""
    return False
