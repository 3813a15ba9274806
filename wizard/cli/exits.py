"""Exit codes: an interface for scripts (README has the table)."""

from __future__ import annotations

import enum

from wizard.model.errors import BusyError, OpenError, StaleError, WizardError


class Exit(enum.IntEnum):
    """The exit code of a run, for the script that started it."""

    NOTHING_TO_DO = 0
    DONE = 0  # the same number on purpose
    ERROR = 1
    PENDING = 2
    STALE = 3
    BUSY = 4
    TRIAL = 5


def exit_of(error: WizardError) -> Exit:
    """The exit code of an error."""
    match error:
        case StaleError():
            return Exit.STALE
        case BusyError():
            return Exit.BUSY
        case OpenError():
            return Exit.TRIAL
        case _:
            return Exit.ERROR
