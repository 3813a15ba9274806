"""The commands of a fish profile, in order, each with what it hangs on. Nothing is run.

fish has its own grammar: every compound command closes with ``end``, parentheses are substitutions, a quote
within single quotes may be escaped, and ``and`` and ``or`` are words (fishshell.com, "The fish language").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec

from wizard.codecs.shell.nodes import Frame, Guard, GuardKind, Statement, excerpt
from wizard.codecs.shell.tree import Block, Builder
from wizard.codecs.shell.words import Token
from wizard.patterns import lazy_pattern

_BLANK: Final = lazy_pattern(r"(?:[ \t\r]|\\\r?\n(?:[ \t]*#[^\n]*\n)*)+|#[^\n]*")
_OPERATOR: Final = lazy_pattern(r"\n|;|&&|&>>|&>|&\||&|\|\||\||>>\?|>>|>\||>\?|>&|>|<&|<\?|<")
_PIECE: Final = lazy_pattern(
    r"""'(?:[^'\\]|\\.)*'? | \\. | [^ \t\r\n;&|<>()'"\\]+ | \)""", re.VERBOSE | re.DOTALL
)
_INSIDE: Final = lazy_pattern(
    r"""'(?:[^'\\]|\\.)*'? | \\. | (?<=[\s;(])\#[^\n]* | [^()'"\\\#]+ | \#""", re.VERBOSE | re.DOTALL
)
_QUOTED: Final = lazy_pattern(r"""\\. | [^"\\$]+ | \$(?!\()""", re.VERBOSE | re.DOTALL)
_OPENERS: Final = frozenset({"if", "while", "for", "switch", "begin", "function"})
_HEADERS: Final = frozenset({"for", "switch", "function"})
_CONDITIONS: Final = {"if": GuardKind.IF, "while": GuardKind.LOOP, "for": GuardKind.LOOP}
_BODY: Final = "body"
_JOINS: Final = {"&&": GuardKind.AND, "||": GuardKind.OR, "|": GuardKind.GROUP, "&|": GuardKind.GROUP}
_NOT_ALONE: Final = frozenset({"and", "or", "not", "!"})
_WORDS: Final = {"and": GuardKind.AND, "or": GuardKind.OR}
_OPERATORS: Final = {"&&": "&&", "||": "||", "|": "|", "&|": "|", "and": "&&", "or": "||"}
_DENIALS: Final = frozenset({"not", "!"})
_PREFIXES: Final = frozenset({*_WORDS, *_DENIALS})
_APART: Final = frozenset({"|", "&|", "&"})
_SEPARATORS: Final = frozenset({"\n", ";", *_JOINS, *_APART})
_GROUP: Final = Guard(GuardKind.GROUP, "")


def statements(text: str) -> tuple[Statement, ...]:
    """All simple commands of *text*, and an opener for each compound one. Lists may be empty in fish."""
    return _read(text)[0]


def tree(text: str) -> Block:
    """The commands of *text* as a tree."""
    return _read(text)[1]


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[tuple[Statement, ...], Block]:
    reader = _FishReader(text)
    for token in tokens(text):
        reader.take(token)
    reader.end_statement("\n")
    return tuple(reader.found), reader.tree.done()


def tokens(text: str) -> Iterator[Token]:
    """All words and operators of *text*."""
    at = 0
    while at < len(text):
        blank = _BLANK.match(text, at)
        operator = _OPERATOR.match(text, at)
        if blank is not None:
            at = blank.end()
        elif operator is not None:
            yield Token(operator[0], at, operator.end(), True)
            at = operator.end()
        else:
            end = _word_end(text, at)
            yield Token(text[at:end], at, end, False)
            at = end


def nested_end(text: str, at: int) -> int:
    """Where the ``(…)`` or ``"…"`` that begins at *at* ends; ``$(…)`` may stand within quotes."""
    closers: list[str] = []
    while at < len(text):
        inside = closers[-1] if closers else ""
        skipped = (_QUOTED if inside == '"' else _INSIDE).match(text, at) if inside else None
        if skipped is not None:
            at = skipped.end()
            continue
        at += text.startswith("$(", at)
        character = text[at]
        if character == inside:
            closers.pop()
        elif character in '("':
            closers.append(")" if character == "(" else '"')
        at += 1
        if not closers:
            break
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is not None:
            at = piece.end()
        elif text[at] in '("':
            at = nested_end(text, at)
        elif text[at] == "\\":
            at += 1
        else:
            break
    return at


class _FishReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Statement] = []
        self.frames = [Frame("", (), 0)]
        self.words: list[Token] = []
        self.end = 0
        self.before = "\n"
        self.left = ""
        self.redirection = False
        self.tree = Builder()

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    def take(self, token: Token) -> None:
        if not token.is_operator:
            self._take_word(token)
        elif token.text in _SEPARATORS:
            self.end_statement(token.text)
        else:
            if self.words and self.words[-1].text.isdecimal() and self.words[-1].end == token.start:
                self.words.pop()
            self.redirection, self.end = True, token.end

    def end_statement(self, after: str) -> None:
        """A command ends at the operator *after*."""
        if self.words:
            self._go_on(self._emit(after).words)
        elif self.before not in _JOINS or after != "\n":
            self.before = after
        if after == "&":
            self.tree.apart()
        if self.top.opener == "else":
            self._begin_otherwise()

    def _begin_otherwise(self) -> None:
        self.top.opener = _BODY
        self.tree.stage("else")

    def _emit(self, after: str) -> Statement:
        start = self.words[0].start
        joined = _JOINS.get(self.before)
        join = _OPERATORS.get(self.before, "")
        is_denied = False
        while len(self.words) > 1 and self.words[0].text in _PREFIXES:
            prefix = self.words.pop(0).text
            joined = _WORDS.get(prefix, joined)
            join = _OPERATORS.get(prefix, join)
            is_denied ^= prefix in _DENIALS
        if joined is not None and self.found:
            self.found[-1] = msgspec.structs.replace(self.found[-1], is_joined=True)
        guards = self.top.guards
        guards = guards if joined is None else (*guards, Guard(joined, self.left))
        guards = (*guards, _GROUP) if after in _APART else guards
        is_joined = joined is not None or after in _JOINS or after == "&"
        words = tuple(word.text for word in self.words)
        if words[0] in _NOT_ALONE and len(words) == 1:
            self.tree.broken(start)  # fish reads nothing of the file
        statement = Statement(words, start, self.end, guards, is_joined=is_joined)
        self.found.append(statement)
        self.left = excerpt(self.text, start, self.end)
        self._build(words, start, join, is_denied)
        self.words, self.before, self.redirection = [], after, False
        return statement

    def _build(self, words: tuple[str, ...], start: int, join: str, is_denied: bool) -> None:
        """The command just read, as part of the tree. A condition goes on with ``and`` and ``or``."""
        if self.top.stage == "condition" and join not in ("&&", "||"):
            self._begin_body()
        if words[0] in _OPENERS and self.top.opener != words[0]:
            self.tree.open(words[0], start, join, is_denied)
        elif self.top.opener in _HEADERS and words[0] == self.top.opener:
            self.tree.header(words if words[0] == "for" else words[1:])
        elif self.top.subject and words[0] == "case":
            self.tree.stage("case", " ".join(words[1:]))
        else:
            self.tree.command(words, start, join, is_denied)

    def _begin_body(self) -> None:
        if self.top.stage == "condition":
            self.tree.stage("do" if self.top.brace == "while" else "then")
            self.top.stage = ""

    def _take_word(self, token: Token) -> None:
        self.end = token.end
        if self.redirection:
            self.redirection = False
        elif any(word.text not in _PREFIXES for word in self.words):
            self.words.append(token)
        elif self.top.opener == "else" and token.text == "if":
            self.top.opener = "if"
            self.top.guard(_GROUP)
            self.tree.stage("elif")
        else:
            self._take_first(token)

    def _take_first(self, token: Token) -> None:
        """A word where a command begins."""
        if self.top.opener == "else":
            self._begin_otherwise()
        if token.text in _OPENERS:
            self._open(token)
        elif token.text == "end":
            self._close(token)
        elif token.text == "else":
            self._begin_body()
            self.top.opener = "else"
            self.top.passes()
            self.top.guard()
        else:
            self.words.append(token)

    def _open(self, token: Token) -> None:
        self.words.append(token)
        opener = msgspec.structs.replace(self._emit("\n"), is_opener=True)
        self.found[-1] = opener
        self.frames.append(Frame(token.text, opener.guards, token.end))
        self.top.guard(_GROUP)
        if token.text in _HEADERS:
            self.words = [token]

    def _close(self, token: Token) -> None:
        self._begin_body()
        if len(self.frames) > 1:
            self.frames.pop()
            self.tree.close()
        else:
            self.tree.broken(token.start)
        self.words, self.before, self.left = [], "\n", ""

    def _go_on(self, words: tuple[str, ...]) -> None:
        """The first command within a compound one is its condition or header; then comes its body."""
        top = self.top
        if top.opener == "switch":
            top.subject = excerpt(" ".join(words[1:]))
        elif words[0] == "case" and top.subject:
            top.guard(Guard(GuardKind.CASE, excerpt(f"{top.subject} in {' '.join(words[1:])}")))
        elif top.opener == "function":
            top.guard(Guard(GuardKind.FUNCTION, " ".join(words[1:2])))
        elif top.opener in _CONDITIONS:
            top.guard(Guard(_CONDITIONS[top.opener], self.left))
            if top.opener != "for":
                top.stage, top.brace = "condition", top.opener
        if top.opener == "for":
            self.tree.stage("do")
        top.opener = _BODY if top.opener in _OPENERS else top.opener
