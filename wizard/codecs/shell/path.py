"""The PATH that profiles build, as far as reading them can tell: a guess that explains, and never proof.

Profiles are folded in order; what cannot be known is listed instead of guessed. A file that another one sources is
read in its place if its bytes are given. What is evaluated or called is not followed. Taken are the branches for
everybody but root, and for a shell that nobody types into.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.codecs.shell.declarations import Declaration, Grammar, grammar_of, value_of
from wizard.codecs.shell.nodes import Guard, GuardKind, Statement
from wizard.codecs.shell.sourcing import RUNNERS, Sourced
from wizard.codecs.shell.start_file import leaves_noninteractive
from wizard.codecs.shell.values import UNKNOWN

_PATH: Final = "PATH"
_SO_FAR: Final = "\1"
"""Stands for the whole PATH so far while a value is worked out; no profile holds that character."""

_LEAVERS: Final = frozenset({"return", "exit"})
_ROOT_TEST: Final = re.compile(
    r"(?:\bid -u\b|\bE?UID\b).*?(-eq|-ne|-gt|!=|==?)\s*[\"']?0\b", re.ASCII | re.DOTALL
)
_SAYS_NOT_ROOT: Final = frozenset({"-ne", "!=", "-gt"})
_ZSH_ARRAY: Final = re.compile(r"path\+?=\(.*", re.DOTALL)
_IS_THERE: Final = re.compile(r"(?:\[\[?|test)\s+-[defrsx]\s+(\S+?)(?:\s+\]\]?)?", re.ASCII)
_ALREADY_IN_PATH: Final = re.compile(r"^\W*\$\{?PATH\b.* in \*$", re.DOTALL)
NO_FILES: Final[Mapping[str, bytes | None]] = MappingProxyType({})
_MOST_FILES: Final = 100
"""Files that are read in the place of a command; hostile ones source each other without end."""


class PathEntry(msgspec.Struct, frozen=True):
    """One folder of PATH, and the line that brought it (*file* empty and *line* 0 if it was there before).

    Not *certain*: the line hangs on a condition that may not hold although the folder exists.
    """

    path: str
    file: str
    line: int
    certain: bool


class UnclearCommand(msgspec.Struct, frozen=True):
    """A command that may change PATH in a way that cannot be read off it. One that *runs* other text may change any
    variable."""

    file: str
    line: int
    text: str
    runs: bool = False


class PathGuess(msgspec.Struct, frozen=True):
    """PATH in order of search, with each command that could not be followed where its folders may be; and all such
    commands, in the order in which they run."""

    order: tuple[PathEntry | UnclearCommand, ...]
    unknown: tuple[UnclearCommand, ...]

    @property
    def entries(self) -> tuple[PathEntry, ...]:
        """The folders that are known."""
        return tuple(each for each in self.order if isinstance(each, PathEntry))


def static_path(
    files: Sequence[tuple[str, bytes]],
    *,
    start: str,
    home: str,
    others: Mapping[str, bytes | None] = NO_FILES,
) -> PathGuess:
    """Fold the profiles *files* (name and content; a name in ``.fish`` is fish) in the order a shell reads them.

    *start* is PATH before the first one, *home* what ``~`` and ``$HOME`` are. *others*: what is in files that these
    may source, by their names (``~/…`` in the home); None if there is no such file.
    """
    fold = _Fold(start, home, others)
    for name, data in files:
        fold.read(name, text_of(data))
    return PathGuess(tuple(fold.order), tuple(fold.unknown))


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
    def __init__(self, start: str, home: str, others: Mapping[str, bytes | None]) -> None:
        self.home = home
        self.others = others
        self.followed = 0
        self.variables = {"HOME": _Known(home, ())}
        self.order: list[PathEntry | UnclearCommand] = [
            PathEntry(path, "", 0, True) for path in (start.split(":") if start else ())
        ]
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
            elif _leaves(statement, guards):
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
        elif command in RUNNERS:
            self._run(statement, grammar, guards)
        elif command in self.changers:
            self._leave_out(statement)
        else:
            # A command that names a variable (unset, read, for) may change it.
            for word in words:
                self.variables.pop(word, None)

    def _run(self, statement: Statement, grammar: Grammar, guards: tuple[Guard, ...]) -> None:
        """Other text in the place of *statement*, which hangs on *guards*."""
        path = grammar.expand(statement.words[-1], _Scope(self.variables, guards, UNKNOWN), self.home, False)
        files = Sourced(self.others, self.home).files(statement, path)
        if files is None or self.followed + len(files) > _MOST_FILES:
            self.variables = {"HOME": _Known(self.home, ())}
            self._leave_out(statement, runs=True)
            return
        here = (self.file, self.text, self.line_starts)
        for name, data in files:
            self.followed += 1
            self.read(name, text_of(data))
        self.file, self.text, self.line_starts = here

    def _add_in_fish(
        self, statement: Statement, words: Sequence[str], grammar: Grammar, guards: tuple[Guard, ...]
    ) -> None:
        """``fish_add_path`` puts folders that exist in front, or with ``-a`` at the end."""
        is_append = any(re.fullmatch(r"-\w*a\w*|--append", word) for word in words)
        known = _Scope(self.variables, guards, _SO_FAR)
        folders = [grammar.expand(word, known, self.home, False) for word in words if word[:1] != "-"]
        joined = ":".join([_SO_FAR, *folders] if is_append else [*folders, _SO_FAR])
        self._change(statement, joined, guards, grammar)

    def _declare(
        self, statement: Statement, declaration: Declaration, grammar: Grammar, guards: tuple[Guard, ...]
    ) -> None:
        name = declaration.name
        if declaration.words is None:
            return
        if name == _PATH:
            value = value_of(declaration, grammar, _Scope(self.variables, guards, _SO_FAR), self.home)
            self._change(statement, value, guards, grammar)
        elif name == "path" and _ZSH_ARRAY.match(statement.words[-1]):
            self._leave_out(statement)
        else:
            path = ":".join(each.path if isinstance(each, PathEntry) else UNKNOWN for each in self.order)
            value = value_of(declaration, grammar, _Scope(self.variables, guards, path), self.home)
            self.variables[name] = _Known(value, guards)

    def _change(self, statement: Statement, value: str, guards: tuple[Guard, ...], grammar: Grammar) -> None:
        """PATH becomes *value*; elements that are not wholly known are told where they would be."""
        unclear = self._unclear(statement)
        added: list[PathEntry | UnclearCommand] = []
        for element in value.split(":"):
            if element == _SO_FAR:
                added += self.order
            elif UNKNOWN in element or _SO_FAR in element:
                added += [unclear] if unclear not in added else []
            elif not self._is_added_already(element, guards):
                is_certain = all(self._holds(guard, element, grammar) for guard in guards)
                added.append(PathEntry(element, unclear.file, unclear.line, is_certain))
        if unclear in added:
            self.unknown.append(unclear)
        is_kept = _SO_FAR in value.split(":")
        self.order = added if not guards or is_kept else [*added, *map(_doubted, self.order)]

    def _is_added_already(self, folder: str, guards: tuple[Guard, ...]) -> bool:
        """``case ":$PATH:" in *:folder:*) ;; *) PATH=folder:$PATH`` adds a folder once."""
        is_there = any(isinstance(each, PathEntry) and each.path == folder for each in self.order)
        return is_there and any(map(_asks_path, guards))

    def _holds(self, guard: Guard, folder: str, grammar: Grammar) -> bool:
        """Whether the condition holds if *folder* exists."""
        if _asks_path(guard):
            return True
        match = _IS_THERE.fullmatch(guard.text)
        if match is None or guard.kind not in (GuardKind.IF, GuardKind.AND):
            return False
        path = grammar.expand(match[1], _Scope(self.variables, (), UNKNOWN), self.home, False)
        return folder == path or folder.startswith(path.rstrip("/") + "/")

    def _leave_out(self, statement: Statement, *, runs: bool = False) -> None:
        """A command that may put anything in front of PATH."""
        unclear = self._unclear(statement, runs=runs)
        self.unknown.append(unclear)
        self.order.insert(0, unclear)

    def _unclear(self, statement: Statement, *, runs: bool = False) -> UnclearCommand:
        text = self.text[statement.start : statement.end]
        return UnclearCommand(self.file, self._line(statement), text, runs)

    def _line(self, statement: Statement) -> int:
        return bisect.bisect_right(self.line_starts, statement.start)


def _leaves(statement: Statement, guards: tuple[Guard, ...]) -> bool:
    """Whether nothing after it is read; ``exec`` with redirections alone goes on."""
    command, *words = statement.words
    if guards:
        return leaves_noninteractive(statement)
    return command in _LEAVERS or (command == "exec" and bool(words))


def _asks_path(guard: Guard) -> bool:
    return guard.kind is GuardKind.CASE and _ALREADY_IN_PATH.search(guard.text) is not None


def _doubted(each: PathEntry | UnclearCommand) -> PathEntry | UnclearCommand:
    return msgspec.structs.replace(each, certain=False) if isinstance(each, PathEntry) else each


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
