"""Commands that a plan runs: what, as whom, what takes them back, and what the journal knows of each."""

from __future__ import annotations

import enum
import shlex
from typing import Final

import msgspec

from wizard.model.text import Text, say

Argv = tuple[str, ...]


class Command(msgspec.Struct, frozen=True):
    """Words to be run as they are, through no shell. *undo* takes it back; None: it cannot be undone. *why* it
    is run, in one sentence. It is given up after *limit_s* seconds. No word of it is ever a secret."""

    argv: Argv
    as_root: bool
    undo: Argv | None
    why: Text
    limit_s: int = 900

    @property
    def line(self) -> str:
        """The command as a person would type it."""
        return line_of(self.argv)


_UNLIKE: Final = frozenset('"$`!%')
"""What cmd, PowerShell and shells of Linux do not read alike between double quotes."""


def line_of(argv: Argv) -> str:
    """*argv* as one line of a shell; programs of Windows without their ``.exe``, as people name them."""
    first, *rest = argv
    return shlex.join((first.removesuffix(".exe"), *rest))


def line_anywhere(argv: Argv) -> str:
    """*argv* as one line that cmd, PowerShell and a shell of Linux take alike, as far as they agree: between double
    quotes. What they do not read alike there is quoted for Linux."""
    first, *rest = argv
    return " ".join((first.removesuffix(".exe"), *map(_quoted_anywhere, rest)))


def _quoted_anywhere(word: str) -> str:
    if shlex.quote(word) == word:
        return word
    if word.endswith("\\") or not _UNLIKE.isdisjoint(word):
        return shlex.quote(word)
    return f'"{word}"'


class Stage(enum.Enum):
    """How far a command is, as far as the journal knows. It is written down before each step."""

    WAITING = "waiting"
    BEGUN = "begun"
    ENDED = "ended"


class Attempt(msgspec.Struct, frozen=True):
    """One run of a command: its exit *code* if it ended, and the end of what it wrote, without secrets."""

    stage: Stage = Stage.WAITING
    code: int | None = None
    output: str = ""

    @property
    def is_done(self) -> bool:
        """It ran, and ended well."""
        return self.stage is Stage.ENDED and self.code == 0

    @property
    def is_in_doubt(self) -> bool:
        """It began, and nobody knows how it ended."""
        return self.stage is Stage.BEGUN


class Ran(msgspec.Struct, frozen=True):
    """What the journal knows of a command: *did* is the run of *argv*, *undid* that of *undo*."""

    argv: Argv
    as_root: bool
    limit_s: int
    undo: Argv | None
    did: Attempt = Attempt()
    undid: Attempt = Attempt()

    @property
    def can_be_undone(self) -> bool:
        """It is known to have ended well, and what takes it back has not been tried."""
        return self.undo is not None and self.did.is_done and self.undid.stage is Stage.WAITING


def waiting(command: Command) -> Ran:
    """*command* before it is run."""
    return Ran(command.argv, command.as_root, command.limit_s, command.undo)


def words_on(ran: Ran) -> Text:
    """What became of a command, in one sentence."""
    line = line_of(ran.argv)
    if ran.undo is not None and ran.undid.stage is not Stage.WAITING:
        return _on_undo(ran, line, line_of(ran.undo))
    match ran.did.stage:
        case Stage.WAITING:
            return say("The command was not run: {command}", command=line)
        case Stage.BEGUN:
            return say("The command may have run, completely or in part: {command}", command=line)
        case Stage.ENDED if ran.did.code == 0:
            return say("The command ran: {command}", command=line)
        case Stage.ENDED:
            return say(
                "The command failed (exit code {code}): {command}", code=ran.did.code or 0, command=line
            )


def _on_undo(ran: Ran, line: str, undo: str) -> Text:
    if ran.undid.is_done:
        return say("The command was undone: {command}", command=line)
    if ran.undid.is_in_doubt:
        return say("The command may still be in effect. It was being undone by: {command}", command=undo)
    return say(
        "The command is still in effect: {command} (undoing it failed with exit code {code}: {undo})",
        command=line,
        code=ran.undid.code or 0,
        undo=undo,
    )


def left_in_effect(ran: Ran) -> Text | None:
    """What a person has to know of a command whose files are back as they were; None if it left nothing."""
    if ran.did.stage is Stage.WAITING or ran.undid.is_done:
        return None
    if ran.did.is_done and ran.undo is None:
        return say("The command ran and cannot be undone: {command}", command=line_of(ran.argv))
    return words_on(ran)
