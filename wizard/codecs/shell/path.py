"""The PATH that profiles build, as far as reading them can tell: a guess to explain, never the truth.

Profiles are folded in order; what cannot be known is listed instead of guessed. Commands that are sourced,
evaluated or called are not followed. The branch of ``/etc/profile`` for everybody but root is taken.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.codecs.shell.declarations import Declaration, Grammar, grammar_of, value_of
from wizard.codecs.shell.nodes import Guard, GuardKind, Statement
from wizard.codecs.shell.values import UNKNOWN

_PATH: Final = "PATH"
_SO_FAR: Final = "\1"
"""Stands for the whole PATH so far while a value is worked out; no profile holds that character."""

_UNFOLLOWED: Final = frozenset({".", "source", "eval"})
_LEAVERS: Final = frozenset({"return", "exit"})
_ROOT_TEST: Final = re.compile(
    r"(?:\bid -u\b|\bE?UID\b).*?(-eq|-ne|-gt|!=|==?)\s*[\"']?0\b", re.ASCII | re.DOTALL
)
_SAYS_NOT_ROOT: Final = frozenset({"-ne", "!=", "-gt"})
_ZSH_ARRAY: Final = re.compile(r"path\+?=\(.*", re.DOTALL)


class PathEntry(msgspec.Struct, frozen=True):
    """One folder of PATH, and the line that brought it (*file* empty and *line* 0 if it was there before).

    Not *certain*: the line hangs on a condition that may not hold.
    """

    path: str
    file: str
    line: int
    certain: bool


class UnclearCommand(msgspec.Struct, frozen=True):
    """A command that may change PATH in a way that cannot be read off it."""

    file: str
    line: int
    text: str


class PathGuess(msgspec.Struct, frozen=True):
    """PATH in order of search, and what was left out."""

    entries: tuple[PathEntry, ...]
    unknown: tuple[UnclearCommand, ...]


def static_path(files: Sequence[tuple[str, bytes]], *, start: str, home: str) -> PathGuess:
    """Fold the profiles *files* (name and content; a name in ``.fish`` is fish) in the order a shell reads them.

    *start* is PATH before the first one, *home* what ``~`` and ``$HOME`` are.
    """
    fold = _Fold(start, home)
    for name, data in files:
        fold.read(name, text_of(data))
    return PathGuess(tuple(fold.entries), tuple(fold.unknown))


class _Known(msgspec.Struct, frozen=True):
    """A variable's value, and the guards under which it has it."""

    value: str
    guards: tuple[Guard, ...]


class _Scope:
    """The variables as a command under *guards* finds them: those set for all, or in its own branch."""

    def __init__(self, known: Mapping[str, _Known], guards: tuple[Guard, ...], path: str) -> None:
        self.known = known
        self.guards = guards
        self.path = path

    def get(self, name: str, default: str, /) -> str:
        if name == _PATH:
            return self.path
        known = self.known.get(name)
        is_seen = known is not None and self.guards[: len(known.guards)] == known.guards
        return known.value if known is not None and is_seen else default


class _Fold:
    def __init__(self, start: str, home: str) -> None:
        self.home = home
        self.variables = {"HOME": _Known(home, ())}
        self.entries = [PathEntry(path, "", 0, True) for path in start.split(":")] if start else []
        self.unknown: list[UnclearCommand] = []
        self.changers: set[str] = set()
        self.file = ""
        self.text = ""
        self.line_starts = [0]

    def read(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        grammar = grammar_of(file)
        for statement in grammar.statements(text):
            guards = _open_guards(statement.guards)
            declarations = grammar.declarations(statement)
            if guards is None:
                continue
            if any(guard.kind is GuardKind.FUNCTION for guard in guards):
                self._define(guards, declarations)
            elif not guards and _leaves(statement):
                return
            elif declarations:
                for declaration in declarations:
                    self._declare(statement, declaration, grammar, guards)
            else:
                self._command(statement, grammar, guards)

    def _define(self, guards: Sequence[Guard], declarations: Sequence[Declaration]) -> None:
        """A function that sets PATH: calls of it will be unknown."""
        if any(declaration.name == _PATH for declaration in declarations):
            self.changers |= {guard.text for guard in guards if guard.kind is GuardKind.FUNCTION}

    def _command(self, statement: Statement, grammar: Grammar, guards: tuple[Guard, ...]) -> None:
        command, *words = statement.words
        if command == "fish_add_path":
            self._add_in_fish(statement, words, grammar, guards)
        elif command in _UNFOLLOWED or command in self.changers:
            self._leave_out(statement)
        else:
            # A command that names a variable (unset, read, for) may change it.
            for word in words:
                self.variables.pop(word, None)

    def _add_in_fish(
        self, statement: Statement, words: Sequence[str], grammar: Grammar, guards: tuple[Guard, ...]
    ) -> None:
        """``fish_add_path`` puts folders that exist in front, or with ``-a`` at the end."""
        is_append = any(re.fullmatch(r"-\w*a\w*|--append", word) for word in words)
        known = _Scope(self.variables, guards, _SO_FAR)
        folders = [grammar.expand(word, known, self.home, False) for word in words if word[:1] != "-"]
        joined = ":".join([_SO_FAR, *folders] if is_append else [*folders, _SO_FAR])
        self._change(statement, joined, is_certain=False)

    def _declare(
        self, statement: Statement, declaration: Declaration, grammar: Grammar, guards: tuple[Guard, ...]
    ) -> None:
        name = declaration.name
        if declaration.words is None:
            return
        if name == _PATH:
            value = value_of(declaration, grammar, _Scope(self.variables, guards, _SO_FAR), self.home)
            self._change(statement, value, is_certain=not guards)
        elif name == "path" and _ZSH_ARRAY.match(statement.words[-1]):
            self._leave_out(statement)
        else:
            path = ":".join(entry.path for entry in self.entries)
            value = value_of(declaration, grammar, _Scope(self.variables, guards, path), self.home)
            self.variables[name] = _Known(value, guards)

    def _change(self, statement: Statement, value: str, *, is_certain: bool) -> None:
        """PATH becomes *value*; elements that are not wholly known are left out and told."""
        line = self._line(statement)
        added: list[PathEntry] = []
        is_known = True
        for element in value.split(":"):
            if element == _SO_FAR:
                added += self.entries
            elif UNKNOWN in element or _SO_FAR in element:
                is_known = False
            else:
                added.append(PathEntry(element, self.file, line, is_certain))
        if not is_known:
            self._leave_out(statement)
        is_kept = _SO_FAR in value.split(":")
        self.entries = added if is_certain or is_kept else [*added, *map(_doubted, self.entries)]

    def _leave_out(self, statement: Statement) -> None:
        text = self.text[statement.start : statement.end]
        self.unknown.append(UnclearCommand(self.file, self._line(statement), text))

    def _line(self, statement: Statement) -> int:
        return bisect.bisect_right(self.line_starts, statement.start)


def _leaves(statement: Statement) -> bool:
    """Whether nothing after it is read; ``exec`` with redirections alone goes on."""
    command, *words = statement.words
    return command in _LEAVERS or (command == "exec" and bool(words))


def _doubted(entry: PathEntry) -> PathEntry:
    return msgspec.structs.replace(entry, certain=False)


def _open_guards(guards: Sequence[Guard]) -> tuple[Guard, ...] | None:
    """*guards* without those that hold for everybody but root; None if one is for root alone."""
    left: list[Guard] = []
    for guard in guards:
        match = _ROOT_TEST.search(guard.text)
        if match is None or guard.kind not in (GuardKind.IF, GuardKind.ELSE, GuardKind.AND, GuardKind.OR):
            left.append(guard)
            continue
        says_root = match[1] not in _SAYS_NOT_ROOT
        if says_root == (guard.kind in (GuardKind.IF, GuardKind.AND)):
            return None
    return tuple(left)
