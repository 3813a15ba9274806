"""What a check of the acceptance suite is."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from wizard.model.text import Text

WORK: Final = "@work"
"""In a word of a row: the private folder of the run."""


class StepPlace(enum.Enum):
    """Where a check runs."""

    SAMPLE = "@work/sample"
    EMPTY = "@work/empty"
    PROJECT = ""


class Step(msgspec.Struct, frozen=True):
    """A check: its stable *id* and *group*, its *title* (what is so if it passes), and what runs.

    *argv* is a command, or the words of the *verb* of ``suite.sh``; *settings* are variables that it gets besides those
    of the user's login shell. It passes if it ends with one of *codes* and its output has the pattern *good*, whose
    group ``seen`` is what was measured. *uses_go* and *after* (the id of another check) name what it cannot do
    without. If its output has *absent*, it does not apply, for the reason *why_absent*; nor if its program is missing.
    """

    id: str
    group: str
    title: Text
    argv: tuple[str, ...] = ()
    verb: str = "run"
    place: StepPlace = StepPlace.SAMPLE
    settings: tuple[str, ...] = ()
    good: str = ""
    codes: tuple[int, ...] = (0,)
    seconds: int = 300
    uses_go: bool = True
    after: str = ""
    absent: str = ""
    why_absent: Text | None = None
