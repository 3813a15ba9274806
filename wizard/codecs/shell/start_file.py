"""Profiles of sh, bash, zsh and fish, read as text and never run: who sets which variable, and where.

The managed block in them is `block`'s; its functions are offered here too, as a profile's editor needs both. What
a file sources, and what functions do when called, is not followed here: a real shell has to be asked for that.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from wizard.codecs.lines import drop as drop_lines
from wizard.codecs.lines import text_of
from wizard.codecs.shell.block import (
    END,
    START,
    Block,
    Damage,
    DamagedBlock,
    block,
    drop_entry,
    put_block,
    read_entries,
    set_entry,
)
from wizard.codecs.shell.declarations import ADD_PATH, FISH, SH, Declaration, Grammar, grammar_of, value_of
from wizard.codecs.shell.nodes import Guard, GuardKind, Statement
from wizard.codecs.shell.values import UNKNOWN
from wizard.patterns import lazy_pattern

__all__ = [
    "END",
    "FISH",
    "SH",
    "START",
    "Assignment",
    "Block",
    "Damage",
    "DamagedBlock",
    "assignments",
    "block",
    "drop_entry",
    "drop_lines",
    "grammar_of",
    "leaves_noninteractive",
    "put_block",
    "read_entries",
    "returns_early_for_noninteractive",
    "set_entry",
]

_UNRULY: Final = frozenset({".", "source", "eval"})
_DETACHED: Final = frozenset({GuardKind.FUNCTION, GuardKind.LOOP})
_SEMICOLON: Final = lazy_pattern(r"[ \t]*;[ \t]*")
_TO_LINE_END: Final = lazy_pattern(r"[ \t]*;?[ \t\r]*(?:(?<=[ \t;\r])#[^\n]*)?(?:\n|\Z)")
_MOST_BESIDE: Final = 20
_LEAVERS: Final = frozenset({"return", "exit"})
_ABOUT_INTERACTIVE: Final = lazy_pattern(
    r"\$\{?PS1\b|\$-|\$\{-\}|-o interactive\b|\bstatus (?:is-|--is-)interactive\b"
)
_DENIED: Final = lazy_pattern(r"(?:^|[\s\[])!\s|!=|(?:^|\s)-z\s|^not\s")


class Assignment(msgspec.Struct, frozen=True):
    """One variable that a command sets, or only exports (then *raw* is None).

    *line* to *last_line* (from 1) is all that the command stands on, with any beside it about the same
    variable (``A=b; export A``). *raw* is the value as written, *literal* what it comes to, None if that
    cannot be known. An *is_exported* variable is exported somewhere in the file. *whole_line*: those lines
    hold nothing else and can go without breaking the file, in any company of other such lines.
    *conditional*: it hangs on a condition, a function, a loop or a subshell.
    """

    line: int
    last_line: int
    name: str
    raw: str | None
    literal: str | None
    is_exported: bool
    whole_line: bool
    conditional: bool
    operator: str = "="
    """``+=`` appends, ``=+`` puts in front."""


def assignments(
    data: bytes, names: Collection[str], grammar: Grammar = SH, *, home: str | None = None
) -> tuple[Assignment, ...]:
    """All assignments to *names* in file order, in a profile whose language is *grammar*. *home* is what ``~`` and
    ``$HOME`` are, if that is known."""
    text = text_of(data)
    if not any(name in text for name in (*names, ADD_PATH)):
        return ()
    return _StartFilePass(text, grammar, home).assignments(names)


def returns_early_for_noninteractive(data: bytes, grammar: Grammar = SH) -> bool:
    """Whether the file ends early for shells that are not interactive, as Ubuntu's ``~/.bashrc`` does.

    Known forms: ``case $- in *i*) ;; *) return;; esac``, ``[ -z "$PS1" ] && return``, the same with
    ``if``, ``[[ $- == *i* ]] || return``, ``status is-interactive; or exit``.
    """
    return any(map(leaves_noninteractive, grammar.statements(text_of(data))))


def leaves_noninteractive(statement: Statement) -> bool:
    """Whether *statement* ends the file for shells that nobody types into."""
    return (
        statement.words[0] in _LEAVERS
        and any(_excludes_noninteractive(guard) for guard in statement.guards)
        and not any(guard.kind is GuardKind.FUNCTION for guard in statement.guards)
    )


def _excludes_noninteractive(guard: Guard) -> bool:
    match guard.kind:
        case GuardKind.CASE:
            subject, _, pattern = guard.text.rpartition(" in ")
            return _ABOUT_INTERACTIVE.search(subject) is not None and pattern == "*"
        case GuardKind.IF | GuardKind.AND:
            is_wanted_denied = True
        case GuardKind.ELSE | GuardKind.OR:
            is_wanted_denied = False
        case _:
            return False
    is_denied = _DENIED.search(guard.text) is not None
    return _ABOUT_INTERACTIVE.search(guard.text) is not None and is_denied == is_wanted_denied


class _StartFilePass:
    """One pass over a profile, with what its variables are known to hold so far."""

    def __init__(self, text: str, grammar: Grammar, home: str | None) -> None:
        self.text = text
        self.home = home
        self.grammar = grammar
        self.statements = grammar.statements(text)
        self.declarations = [grammar.declarations(statement) for statement in self.statements]
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        both = zip(self.statements, self.declarations, strict=True)
        self.firm = {s.body for s, d in both if not d or s.words[0] == ADD_PATH}
        self.known = self._at_first()
        self.volatile: set[str] = set()

    def _at_first(self) -> dict[str, str]:
        return {"HOME": self.home} if self.home is not None else {}

    def assignments(self, names: Collection[str]) -> tuple[Assignment, ...]:
        exported = {d.name for found in self.declarations for d in found if d.exports}
        result: list[Assignment] = []
        for index, statement in enumerate(self.statements):
            self._forget(statement, self.declarations[index])
            for declaration in self.declarations[index]:
                value = self._learn(statement, declaration)
                if declaration.name in names:
                    result.append(self._assignment(index, declaration, value, declaration.name in exported))
        return tuple(result)

    def _forget(self, statement: Statement, declarations: Sequence[Declaration]) -> None:
        """A command that names a variable may change it; one that runs other text may change any."""
        if declarations:
            return
        if statement.words[0] in _UNRULY:
            self.known = self._at_first()
        for word in statement.words[1:]:
            self.known.pop(word, None)

    def _learn(self, statement: Statement, declaration: Declaration) -> str:
        is_detached = any(guard.kind in _DETACHED for guard in statement.guards)
        value = value_of(
            declaration, self.grammar, self._at_first() if is_detached else self.known, self.home
        )
        if is_detached:
            self.volatile.add(declaration.name)
        if statement.guards or UNKNOWN in value or declaration.name in self.volatile:
            self.known.pop(declaration.name, None)
        else:
            self.known[declaration.name] = value
        return value

    def _assignment(self, index: int, declaration: Declaration, value: str, is_exported: bool) -> Assignment:
        statement = self.statements[index]
        group = self._group(index)
        is_whole_line = self._is_whole_line(group)
        span = group if is_whole_line else (statement,)
        return Assignment(
            self._line(span[0].start),
            self._line(span[-1].end - 1),
            declaration.name,
            None if declaration.words is None else " ".join(declaration.words),
            None if declaration.words is None or UNKNOWN in value else value,
            is_exported,
            is_whole_line,
            bool(statement.guards),
            declaration.operator,
        )

    def _line(self, offset: int) -> int:
        return bisect.bisect_right(self.line_starts, offset)

    def _is_whole_line(self, group: Sequence[Statement]) -> bool:
        """Whether the lines that *group* stands on can go. An empty one cannot."""
        if not group:
            return False
        start, end = group[0].start, group[-1].end
        line_start = self.line_starts[self._line(start) - 1]
        is_alone = (
            not self.text[line_start:start].strip(" \t")
            and not self.text.endswith("\\\n", 0, line_start)
            and _TO_LINE_END.match(self.text, end) is not None
            and "<<" not in self.text[start:end]
        )
        return is_alone and not any(s.is_joined or not self._may_go(s) for s in group)

    def _may_go(self, statement: Statement) -> bool:
        """Whether the list it stands in stays a list without any of its assignments."""
        return statement.body == 0 or statement.body in self.firm

    def _group(self, index: int) -> tuple[Statement, ...]:
        """The command with all right beside it, a ``;`` between, that are about the same one variable."""
        if len(self._names(index)) != 1:
            return ()
        first = last = index
        while index - first < _MOST_BESIDE and self._is_beside(first - 1, first):
            first -= 1
        while last - index < _MOST_BESIDE and self._is_beside(last, last + 1):
            last += 1
        return self.statements[first : last + 1]

    def _is_beside(self, left: int, right: int) -> bool:
        if left < 0 or right >= len(self.statements) or self._names(left) != self._names(right):
            return False
        gap = self.text[self.statements[left].end : self.statements[right].start]
        return _SEMICOLON.fullmatch(gap) is not None

    def _names(self, index: int) -> set[str]:
        return {declaration.name for declaration in self.declarations[index]}
