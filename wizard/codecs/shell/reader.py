"""The commands of a profile of sh, bash or zsh, in order, each with what it hangs on. Nothing is run.

Not a full grammar: enough to tell a command that always runs from one that may not, and a line that can go
from one that cannot. Broken files give the commands up to where they make sense.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import msgspec

from wizard.codecs.shell.nodes import Frame, Guard, GuardKind, Statement, excerpt
from wizard.codecs.shell.words import Token, tokens

_JOINS: Final = {"&&": GuardKind.AND, "||": GuardKind.OR, "|": GuardKind.GROUP, "|&": GuardKind.GROUP}
_APART: Final = frozenset({"|", "|&", "&"})
_LOOPS: Final = ("while", "until", "for", "select")
_CASE_ENDS: Final = frozenset({";;", ";&", ";;&", ";|"})
_REDIRECTIONS: Final = frozenset({"<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">", "&>", "&>>"})
_PATTERN: Final = "case pattern"
_SUBJECT: Final = "case subject"
_GROUP: Final = Guard(GuardKind.GROUP, "")


@lru_cache(maxsize=32)
def statements(text: str) -> tuple[Statement, ...]:
    """All simple commands of *text*, and an opener for each compound one."""
    reader = _ShReader(text)
    for token in tokens(text):
        reader.take(token)
    reader.end_statement("\n")
    return tuple(reader.found)


class _ShReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Statement] = []
        self.frames = [Frame("", (), 0)]
        self.open: Counter[str] = Counter()
        self.words: list[Token] = []
        self.end = 0
        self.before = "\n"
        self.left = ""
        self.bodies = 0
        self.redirection = False
        self.function: str | None = None

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    def take(self, token: Token) -> None:
        if self.top.opener in (_SUBJECT, _PATTERN):
            self._take_in_case(token)
        elif self.redirection and not token.is_operator:
            self.redirection, self.end = False, token.end
        elif token.is_operator:
            self._take_operator(token)
        else:
            self._take_word(token)

    def end_statement(self, after: str) -> None:
        """A command ends at the operator *after*."""
        if self.words:
            words = tuple(word.text for word in self.words)
            start = self.words[0].start
            joined = _JOINS.get(self.before)
            guards = self.top.guards
            guards = guards if joined is None else (*guards, Guard(joined, self.left))
            guards = (*guards, _GROUP) if after in _APART else guards
            is_joined = joined is not None or after in _JOINS or after == "&"
            body = self.top.body
            self.found.append(Statement(words, start, self.end, guards, body, is_joined=is_joined))
            self.left = excerpt(self.text, start, self.end)
        elif self.before in _JOINS and after == "\n":
            return
        self.words, self.before, self.redirection = [], after, False

    def _take_word(self, token: Token) -> None:
        if token.text == "{" and len(self.words) == 2 and self.words[0].text == "function":
            self.function, self.words = self.words[1].text, []
        keyword = None if self.words else _KEYWORDS.get(token.text.rstrip("\r"))
        if keyword is None:
            self.words.append(token)
            self.end = token.end
        else:
            keyword(self, token)

    def _take_operator(self, token: Token) -> None:
        if token.text in _REDIRECTIONS:
            self._redirect(token)
        elif token.text == "(":
            self._parenthesis(token)
        elif token.text == ")":
            self._close("(")
        elif token.text in _CASE_ENDS:
            self._end_branch()
        else:
            self.end_statement(token.text)

    def _redirect(self, token: Token) -> None:
        """The next word is a file; a number just before is the descriptor. Neither is a word of the command."""
        if self.words and self.words[-1].text.isdecimal() and self.words[-1].end == token.start:
            self.words.pop()
        self.redirection, self.end = True, token.end

    def _parenthesis(self, token: Token) -> None:
        """A subshell, or the ``()`` after the name of a function."""
        name = self.words[-1].text if self.words else ""
        self.words = []
        self._open(token)
        self.top.subject = name
        self.top.guard(_GROUP)

    def _take_in_case(self, token: Token) -> None:
        top = self.top
        word = token.text.strip("\r\n")
        if top.opener == _SUBJECT:
            if word == "in" and top.subject:
                self._await_pattern()
            elif word:
                top.subject = excerpt(f"{top.subject} {word}")
        elif word == "esac" and not top.pattern:
            self._close(_PATTERN)
        elif word == ")":
            self._begin_branch()
        elif word != "(":
            top.pattern = excerpt(top.pattern + word)

    def _await_pattern(self) -> None:
        self._rename(_PATTERN)
        self.top.pattern = ""

    def _begin_branch(self) -> None:
        self._rename("case")
        self.top.body = 0
        self.top.guard(Guard(GuardKind.CASE, f"{self.top.subject} in {self.top.pattern}"))

    def _end_branch(self) -> None:
        self.end_statement(";")
        if self.top.opener == "case":
            self._await_pattern()

    def _open(self, token: Token) -> None:
        """A compound command begins with *token*."""
        self.words, self.end = [token], token.end
        self.end_statement("\n")
        opener = msgspec.structs.replace(self.found.pop(), is_opener=True)
        self.found.append(opener)
        self._push(Frame(token.text, opener.guards, token.end))
        self._begin_body()
        if self.function is not None:
            self.top.passed = (Guard(GuardKind.FUNCTION, self.function),)
            self.function = None

    def _begin_body(self) -> None:
        self.bodies += 1
        self.top.body, self.before = self.bodies, "\n"

    def _close(self, *openers: str) -> None:
        """The innermost compound command that began with one of *openers* ends, and all in it."""
        is_empty = not self.words
        self.end_statement(";")
        if not any(self.open[opener] for opener in openers):
            return
        closed = self._pop()
        while closed.opener not in openers:
            closed = self._pop()
        self.before, self.left = "\n", ""
        if closed.opener == "(" and closed.subject and is_empty:
            self.function = closed.subject

    def _push(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.open[frame.opener] += 1

    def _pop(self) -> Frame:
        frame = self.frames.pop()
        self.open[frame.opener] -= 1
        return frame

    def _rename(self, opener: str) -> None:
        """The innermost compound command goes on to its next stage, which is called *opener*."""
        frame = self._pop()
        frame.opener = opener
        self._push(frame)

    def _group(self, token: Token) -> None:
        self._open(token)
        self.top.guard(_GROUP)

    def _for(self, token: Token) -> None:
        self._group(token)
        self.words = [token]

    def _case(self, token: Token) -> None:
        self._open(token)
        self._rename(_SUBJECT)

    def _then(self, token: Token) -> None:
        if self.top.opener == "if":
            self.top.guard(Guard(GuardKind.IF, excerpt(self.text, self.top.mark, token.start)))
            self._begin_body()

    def _elif(self, token: Token) -> None:
        if self.top.opener == "if":
            self.top.passes()
            self.top.guard(_GROUP)
            self.top.mark = token.end
            self._begin_body()

    def _else(self, _: Token) -> None:
        if self.top.opener == "if":
            self.top.passes()
            self.top.guard()
            self._begin_body()

    def _do(self, token: Token) -> None:
        if self.top.opener in _LOOPS:
            self.top.guard(Guard(GuardKind.LOOP, excerpt(self.text, self.top.mark, token.start)))
            self._begin_body()

    def _prefix(self, _: Token) -> None:
        """A word before a command that changes nothing about where it stands."""


_KEYWORDS: Final[dict[str, Callable[[_ShReader, Token], None]]] = {
    "if": _ShReader._group,
    "then": _ShReader._then,
    "elif": _ShReader._elif,
    "else": _ShReader._else,
    "fi": lambda reader, _: reader._close("if"),
    "while": _ShReader._group,
    "until": _ShReader._group,
    "for": _ShReader._for,
    "select": _ShReader._for,
    "do": _ShReader._do,
    "done": lambda reader, _: reader._close(*_LOOPS),
    "case": _ShReader._case,
    "esac": lambda reader, _: reader._close("case"),
    "{": _ShReader._group,
    "}": lambda reader, _: reader._close("{"),
    "!": _ShReader._prefix,
    "time": _ShReader._prefix,
}
