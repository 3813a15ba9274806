"""What can go wrong, as values a person can read: what happened, what was left alone, what to do next.

Three kinds: the machine's (`MachineError`), the user's (`InputError`), ours (any other
exception is a bug, and the faces show it as one sentence with a saved report).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from wizard.model.text import Text, say

NOTHING_CHANGED = say("Nothing was changed.")
NO_BOOT: Final = "no-boot"
"""The code of the error that a distro does not start."""
UPDATE = say("Update the wizard, then try again.")


class WizardError(Exception):
    """An error with a stable *code*, one sentence, what was and was not changed, and the next step."""

    def __init__(
        self, code: str, text: Text, unchanged: Text | None = NOTHING_CHANGED, next_step: Text | None = None
    ) -> None:
        super().__init__(text.render())
        self.code = code
        self.text = text
        self.unchanged = unchanged
        self.next_step = next_step

    def sentences(self) -> tuple[Text, ...]:
        """All there is to say, in reading order."""
        return tuple(text for text in (self.text, self.unchanged, self.next_step) if text is not None)


class MachineError(WizardError):
    """The machine's fault: a full disk, a read-only mount, no network, a connection that was lost."""


class InputError(WizardError):
    """The user's: a profile, plan, archive or argument that cannot be used."""


def newer(path: str) -> InputError:
    """The refusal to read the file at *path*, which a newer wizard wrote."""
    text = say("{path} was written by a newer version of WSL Go Wizard.", path=path)
    return InputError("newer-version", text, next_step=UPDATE)


class StaleError(WizardError):
    """The machine has changed since the plan was made (law 2): the plan is refused, never recomputed."""


class BusyError(WizardError):
    """Another wizard is at work on this machine."""


class OpenError(WizardError):
    """An earlier setup is still open: in trial, or interrupted."""


class Stopped(WizardError):
    """The user asked to stop, and nothing half-done is left."""

    def __init__(self, text: Text | None = None) -> None:
        super().__init__("stopped", text or say("Stopped."))


@contextmanager
def having_done(done: Text) -> Iterator[None]:
    """Errors within come after something was *done*, and say so instead of that nothing was changed."""
    try:
        yield
    except WizardError as error:
        if error.unchanged in (None, NOTHING_CHANGED) or isinstance(error, StaleError):
            error.unchanged = done
        raise
