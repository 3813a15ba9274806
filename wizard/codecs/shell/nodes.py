"""What a reader of a shell's language finds in a file: simple commands, and what each hangs on."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Final

import msgspec

DEEPEST: Final = 50
"""Guards that are kept for a command; people do not nest deeper, and hostile files must not cost memory."""

_EXCERPT: Final = 1000


class GuardKind(StrEnum):
    """Why a command may not run, or may not reach the shell itself."""

    IF = "if"
    ELSE = "else"
    CASE = "case"
    LOOP = "loop"
    FUNCTION = "function"
    GROUP = "group"
    """Braces, a subshell, a pipe, the background, or a condition itself."""
    AND = "and"
    OR = "or"


class Guard(msgspec.Struct, frozen=True):
    """One such reason. *text* is the condition, ``subject in pattern`` for a case, the function's name."""

    kind: GuardKind
    text: str


class Statement(msgspec.Struct, frozen=True):
    """A simple command in ``text[start:end]``: its words as written, without redirections.

    *body* numbers the list it stands in if that list must not become empty, else it is 0. An *is_opener* stands
    for a compound command (``if``, ``{``) in the list around it. An *is_joined* one is connected to the command
    beside it by ``&&``, ``||`` or ``|``, or runs in the background.
    """

    words: tuple[str, ...]
    start: int
    end: int
    guards: tuple[Guard, ...] = ()
    body: int = 0
    is_opener: bool = False
    is_joined: bool = False


class Frame:
    """A compound command that is still open, while a reader works on it."""

    __slots__ = (
        "body",
        "brace",
        "guards",
        "mark",
        "opener",
        "outer",
        "passed",
        "pattern",
        "stage",
        "subject",
    )

    def __init__(self, opener: str, outer: tuple[Guard, ...], mark: int) -> None:
        self.opener = opener
        self.outer = outer
        self.guards = outer
        self.mark = mark
        self.body = 0
        self.subject = ""
        self.pattern = ""
        self.passed: tuple[Guard, ...] = ()
        self.stage = ""
        self.brace = ""

    def guard(self, *own: Guard) -> None:
        """What follows hangs on *own*, and on what the whole compound command hangs on."""
        room = max(0, DEEPEST - len(self.outer))
        self.guards = (*self.outer, *(*self.passed, *own)[:room])

    def passes(self) -> None:
        """The condition last guarded did not hold: what follows is an else."""
        failed = [guard.text for guard in self.guards[len(self.outer) :] if guard.kind is GuardKind.IF]
        self.passed = (*self.passed, *(Guard(GuardKind.ELSE, text) for text in failed))[:DEEPEST]


def excerpt(text: str, start: int = 0, end: int = sys.maxsize) -> str:
    """``text[start:end]`` for a guard: trimmed, and cut if it is long."""
    return text[start : min(end, start + _EXCERPT)].strip(" \t\r\n;")
