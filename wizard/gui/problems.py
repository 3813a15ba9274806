"""What went wrong, as the window shows it: the one place where errors become a `Problem`. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wizard.app.faults import bugs
from wizard.app.faults.damage import missing_part
from wizard.gui.flow.jobs import Problem, ProblemKind
from wizard.model.errors import OpenError, StaleError, Stopped, WizardError
from wizard.model.shown.words import shown_lines
from wizard.model.text import say

T = TypeVar("T")


def attempt(act: Callable[[], T]) -> T | Problem:
    """What *act* returns, or what went wrong with it. Never raises."""
    try:
        return act()
    except WizardError as error:
        return problem_of(error)
    except Exception as bug:  # a fault of ours must reach the user as a sentence, whatever it is
        return _fault(bug)


def problem_of(error: WizardError) -> Problem:
    """What went wrong, as the window shows it."""
    return Problem(error.code, _kind(error), error.sentences(), _causes(error))


def _kind(error: WizardError) -> ProblemKind:
    match error:
        case StaleError():
            return ProblemKind.STALE
        case Stopped():
            return ProblemKind.STOPPED
        case OpenError():
            return ProblemKind.OPEN
        case _:
            return ProblemKind.FAILED


def _causes(error: BaseException) -> str:
    """What a developer wants to see: the code, and what lay beneath."""
    lines = [str(getattr(error, "code", type(error).__name__))]
    cause = error.__cause__
    while cause is not None:
        lines.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__
    return shown_lines("\n".join(lines))


def _fault(bug: Exception) -> Problem:
    says = bugs.says_of(bug)
    if missing_part(bug) is not None:
        return Problem("damaged", ProblemKind.FAILED, (says,), type(bug).__name__)
    again = say("Check again to see the current state of the machine.")
    return Problem("bug", ProblemKind.FAILED, (says, again), type(bug).__name__)
