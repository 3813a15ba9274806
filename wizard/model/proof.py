"""What the acceptance suite found: one result a check, and how fast Go builds where."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.model.text import Text, plain, say, say_n


class StepOutcome(enum.Enum):
    """How a check of the suite ended. What is missing is never red: it does not apply, or could not be checked."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "unchecked"
    NOT_APPLICABLE = "not-applicable"


OUTCOMES: Final[Mapping[StepOutcome, Text]] = {
    StepOutcome.PASSED: say("passed"),
    StepOutcome.FAILED: say("failed"),
    StepOutcome.UNCHECKED: say("could not check"),
    StepOutcome.NOT_APPLICABLE: say("does not apply"),
}

GROUPS: Final[Mapping[str, Text]] = {
    "build": say("Build and test"),
    "cgo": plain("CGO"),
    "environment": say("Go environment"),
    "system": say("Linux"),
    "cloud": say("Cloud-native tools"),
    "project": say("Your project"),
}
"""The headings of the suite, in the order of its checks."""


class StepResult(msgspec.Struct, frozen=True):
    """What one check of the suite came to. *id* and *group* are stable names, *title* says what is so if it passes.
    *detail* is what a check measured; *says* and *do* are a sentence and a next step of any other outcome, *quote* the
    lines of output that show it. *command* is what ran, *seconds* how long. *project* is the folder of a user's
    project."""

    id: str
    group: str
    title: Text
    outcome: StepOutcome
    command: str = ""
    seconds: float = 0.0
    detail: str = ""
    says: Text | None = None
    do: Text | None = None
    quote: tuple[str, ...] = ()
    project: str = ""


class DiskKind(enum.Enum):
    """Where build time is measured."""

    HOME = "home"
    TMP = "tmp"
    WINDOWS = "windows"


PLACES: Final[Mapping[DiskKind, Text]] = {
    DiskKind.HOME: say("Home folder"),
    DiskKind.TMP: plain("/tmp"),
    DiskKind.WINDOWS: say("Windows drive"),
}


class BuildSpeed(msgspec.Struct, frozen=True):
    """How long it took to build a package of 100 files again after one of them changed, in *folder*, which is on a
    *filesystem*: the median of several builds, in seconds."""

    place: DiskKind
    folder: str
    filesystem: str
    seconds: float


class SuiteResult(msgspec.Struct, frozen=True):
    """A whole run on the machine *site*: *go* is the program that a new terminal finds, *version* what it says of
    itself; both are empty if there is none. *began* is a time (ISO 8601, UTC)."""

    site: str
    began: str
    seconds: float
    go: str
    version: str
    results: tuple[StepResult, ...]
    speeds: tuple[BuildSpeed, ...] = ()

    def count(self, outcome: StepOutcome) -> int:
        """How many checks ended so."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def well(self) -> bool:
        """Whether every check that applies was made, and passed."""
        return not (self.count(StepOutcome.FAILED) or self.count(StepOutcome.UNCHECKED))

    @property
    def verdict(self) -> Text:
        """The run in one sentence."""
        if failed := self.count(StepOutcome.FAILED):
            return say_n("{count} check failed.", "{count} checks failed.", count=failed)
        if unchecked := self.count(StepOutcome.UNCHECKED):
            return say_n(
                "No check failed, but {count} check could not be made.",
                "No check failed, but {count} checks could not be made.",
                count=unchecked,
            )
        passed = self.count(StepOutcome.PASSED)
        return say_n(
            "{count} check applies here, and it passed.",
            "All {count} checks that apply here passed.",
            count=passed,
        )
