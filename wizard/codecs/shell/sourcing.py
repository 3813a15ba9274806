"""Which files a command of a profile reads in its own place."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

from wizard.codecs.shell.nodes import GuardKind, Statement
from wizard.codecs.shell.values import UNKNOWN

SOURCE: Final = frozenset({".", "source"})
RUNNERS: Final = SOURCE | {"eval", "emulate"}
"""Commands that run other text in the shell itself."""
_FEWEST_WORDS: Final = 2


class Sourced:
    """Files by their names (``~/…`` in the home); None for one that does not exist, and for a pattern of which all
    files are among them."""

    def __init__(self, files: Mapping[str, bytes | None], home: str) -> None:
        self._files = files
        self._home = home

    def files(self, statement: Statement, path: str) -> tuple[tuple[str, bytes], ...] | None:
        """What ``. path`` reads, name and content, nothing if that does not exist. *path* may be the variable of a loop
        over patterns. None if it cannot be told."""
        if statement.words[0] not in SOURCE:
            command, _, path = path.partition(" ")  # emulate sh -c 'source /etc/profile'
            if command not in SOURCE:
                return None
        elif len(statement.words) != _FEWEST_WORDS:
            return None
        elif path == UNKNOWN:
            return self._of_a_loop(statement)
        name = self._name(path)
        if name not in self._files:
            return None
        data = self._files[name]
        return ((name, data),) if data is not None else ()

    def _of_a_loop(self, statement: Statement) -> tuple[tuple[str, bytes], ...] | None:
        loops = [guard.text for guard in statement.guards if guard.kind is GuardKind.LOOP]
        variable, _, words = loops[-1].removeprefix("for ").partition(" in ") if loops else ("", "", "")
        if not words or statement.words[1].strip('"${}') != variable:
            return None
        found = [self._matching(word) for word in words.split()]
        if any(each is None for each in found):
            return None
        return tuple(pair for each in found for pair in each or ())

    def _matching(self, pattern: str) -> list[tuple[str, bytes]] | None:
        """The files of *pattern*; None if not all of them are known."""
        if pattern not in self._files:
            return None
        names = (name for name in self._files if fnmatchcase(name, pattern))
        return [(name, data) for name in names if (data := self._files[name]) is not None]

    def _name(self, path: str) -> str:
        return f"~/{path[len(self._home) + 1 :]}" if path.startswith(f"{self._home}/") else path
