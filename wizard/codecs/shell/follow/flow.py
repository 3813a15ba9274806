"""How a list of commands ends, whose shell it is, and what is learnt on the way."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from wizard.codecs.shell.follow.state import Place, ShellState

ANY: Final = "*"
"""Stands for the name of a variable that is read and whose name cannot be told."""


class Flow(enum.Enum):
    """How a list of commands ended."""

    NEXT = "next"
    BREAK = "break"
    CONTINUE = "continue"
    RETURN = "return"
    EXIT = "exit"


class Unclear(msgspec.Struct, frozen=True):
    """A command that could not be followed. With *only_in_terminal*, what it does shows only where somebody works: it
    starts another shell, runs before a prompt, or stands for a program. A shell that is asked shows none of that."""

    file: str
    line: int
    text: str
    only_in_terminal: bool = False


class ShellOwner(msgspec.Struct, frozen=True):
    """Whose shell it is, and of which kind."""

    name: str
    uid: int
    home: str
    shell: str
    is_login: bool
    is_interactive: bool


class RanCommand(msgspec.Struct, frozen=True):
    """A command that was run: where it stands, its *words* as written, how it ended. *path* is PATH then, if it may
    have ended as it did for what is in there; else empty."""

    place: Place
    words: str
    status: bool | None
    path: str


class Notes:
    """What is learnt on the way, in all forks together. *ran* is None if nobody asks for it."""

    def __init__(self) -> None:
        self.ran: dict[RanCommand, None] | None = None
        self.unclear: dict[Unclear, None] = {}
        self.wanted: dict[str, bool] = {}
        self.patterns: dict[str, None] = {}
        self.files: dict[str, None] = {}
        self.reads: dict[tuple[str, Place], None] = {}
        self.asked: dict[str, None] = {}
        self.defined: dict[str, Place] = {}
        """Where a function or an alias was made last."""
        self.hooks: dict[str, None] = {}
        """Functions that zsh runs before a prompt."""
        self.steps = 0
        self.sourced = 0


class FlowFrame:
    """A file, function or loop that may be left early, with the states in which it perhaps was."""

    __slots__ = ("exits", "is_function", "is_loop", "level", "name")

    def __init__(self, name: str = "", *, is_function: bool = False, is_loop: bool = False) -> None:
        self.name = name
        self.is_function = is_function
        self.is_loop = is_loop
        self.level = 0
        self.exits: list[tuple[ShellState, Place]] = []
