"""The commands of a profile of sh or bash, in order, each with what it hangs on. Nothing is run.

Not a full grammar: enough to tell a command that always runs from one that may not, and a line that can go
from one that cannot. Broken files give the commands up to where they make sense, and say so in the tree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

from wizard.codecs.shell.nodes import Frame, Guard, GuardKind, Statement, excerpt
from wizard.codecs.shell.tree import Block, Builder
from wizard.codecs.shell.words import Token, tokens

_JOINS: Final = {"&&": GuardKind.AND, "||": GuardKind.OR, "|": GuardKind.GROUP, "|&": GuardKind.GROUP}
_APART: Final = frozenset({"|", "|&", "&"})
LOOPS: Final = ("while", "until", "for", "select", "foreach", "repeat")
_CASE_ENDS: Final = frozenset({";;", ";&", ";;&", ";|"})
_REDIRECTIONS: Final = frozenset({"<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">", "&>", "&>>"})
_PATTERN: Final = "case pattern"
_SUBJECT: Final = "case subject"
_GROUP: Final = Guard(GuardKind.GROUP, "")
_EXPRESSION: Final = 2000
"""Characters in which ``[[`` that goes on in the next line must find its end."""


def statements(text: str) -> tuple[Statement, ...]:
    """All simple commands of *text*, and an opener for each compound one."""
    return _read(text)[0]


def tree(text: str) -> Block:
    """The commands of *text* as a tree."""
    return _read(text)[1]


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[tuple[Statement, ...], Block]:
    return ShReader(text).all(tokens(text))


class ShReader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = Builder()
        self.found: list[Statement] = []
        self.frames = [Frame("", (), 0)]
        self.open: Counter[str] = Counter()
        self.words: list[Token] = []
        self.last = 0
        self.before = "\n"
        self.left = ""
        self.bodies = 0
        self.redirection = False
        self.is_denied = False
        self.in_condition = False
        self.function: tuple[str, ...] = ()

    @property
    def top(self) -> Frame:
        return self.frames[-1]

    def take(self, token: Token) -> None:
        if self.top.opener in (_SUBJECT, _PATTERN):
            self._take_in_case(token)
        elif self.in_condition:
            self._take_in_condition(token)
        elif self.redirection and not token.is_operator:
            self.redirection, self.last = False, token.end
        elif token.is_operator:
            self._take_operator(token)
        else:
            self.take_word(token)

    def all(self, tokens: Iterable[Token]) -> tuple[tuple[Statement, ...], Block]:
        """The commands that *tokens* make, as a list and as a tree."""
        for token in tokens:
            self.take(token)
        self.end()
        return tuple(self.found), self.tree.done()

    def end(self) -> None:
        """The text is at its end: so is its last command."""
        self.end_statement("\n")

    def end_statement(self, after: str) -> None:
        """A command ends at the operator *after*."""
        if after == "\n" and len(self.words) > 1 and self.words[0].text == "function":
            self.function, self.words = tuple(word.text for word in self.words[1:]), []
        if self.words:
            self._emit(after)
        elif self.before in _JOINS and after == "\n":
            return
        if after == "&":
            self.tree.apart()
        self.words, self.before, self.redirection, self.is_denied = [], after, False, False

    def _emit(self, after: str) -> None:
        words = tuple(word.text for word in self.words)
        start = self.words[0].start
        joined = _JOINS.get(self.before)
        guards = self.top.guards
        guards = guards if joined is None else (*guards, Guard(joined, self.left))
        guards = (*guards, _GROUP) if after in _APART else guards
        is_joined = joined is not None or after in _JOINS or after == "&"
        self.found.append(Statement(words, start, self.last, guards, self.top.body, is_joined=is_joined))
        self.left = excerpt(self.text, start, self.last)
        if self.top.opener in LOOPS and words[0] == self.top.opener and not self.top.stage:
            self.tree.header(words)
            return
        if self.function:
            self.tree.open("{", start, self._join, functions=self.function)
        self.tree.command(words, start, "" if self.function else self._join, self.is_denied)
        if self.function:
            self.tree.close()
            self.function = ()

    @property
    def _join(self) -> str:
        return {"|&": "|"}.get(self.before, self.before) if self.before in _JOINS else ""

    def take_word(self, token: Token) -> None:
        if token.text == "{" and len(self.words) > 1 and self.words[0].text == "function":
            self.function, self.words = tuple(word.text for word in self.words[1:]), []
        keyword = None if self.words else self.keyword(token.text.rstrip("\r"))
        if keyword is not None:
            keyword(self, token)
            return
        self.in_condition = token.text == "[[" and not self.words
        self.words.append(token)
        self.last = token.end

    def keyword(self, word: str) -> Callable[[ShReader, Token], None] | None:
        return _KEYWORDS.get(word)

    def _take_in_condition(self, token: Token) -> None:
        """Within ``[[ … ]]`` operators are words."""
        if token.text == "\n":
            self.in_condition = "]]" in self.text[token.end : token.end + _EXPRESSION]
            if not self.in_condition:
                self.end_statement("\n")
            return
        self.words.append(token)
        self.last = token.end
        self.in_condition = token.text.rstrip("\r") != "]]"

    def _take_operator(self, token: Token) -> None:
        if token.text in _REDIRECTIONS:
            self._redirect(token)
        elif token.text == "(":
            self.parenthesis(token)
        elif token.text == ")":
            self.close("(", token=token)
        elif token.text in _CASE_ENDS:
            self._end_branch(token)
        else:
            self.end_statement(token.text)

    def _redirect(self, token: Token) -> None:
        """The next word is a file; a number just before is the descriptor. Neither is a word of the command."""
        if self.words and self.words[-1].text.isdecimal() and self.words[-1].end == token.start:
            self.words.pop()
        self.redirection, self.last = True, token.end

    def parenthesis(self, token: Token) -> None:
        """A subshell, or the ``()`` after the name of a function."""
        name = self.words[-1].text if self.words else ""
        if len(self.words) > 1 and self.words[0].text != "function":
            self.tree.broken(token.start)
        self.words = []
        self._open(token)
        self.top.subject = name
        self.top.guard(_GROUP)

    def _take_in_case(self, token: Token) -> None:
        top = self.top
        word = token.text.strip("\r\n")
        if top.opener == _SUBJECT:
            if word == "in" and top.subject:
                self.tree.header((top.subject,))
                self._await_pattern()
            elif word:
                top.subject = excerpt(f"{top.subject} {word}")
        elif word == "esac" and not top.pattern:
            self.close(_PATTERN, token=token)
        elif word == ")" or (self.text[token.end - 2 : token.end] == "))" and word == "))"):
            self._begin_branch()
        elif word != "(":
            top.pattern = excerpt(top.pattern + word)

    def _await_pattern(self) -> None:
        self._rename(_PATTERN)
        self.top.pattern = ""

    def _begin_branch(self) -> None:
        self._rename("case")
        self.top.body = 0
        self.before = "\n"
        self.tree.stage("case", self.top.pattern)
        self.top.guard(Guard(GuardKind.CASE, f"{self.top.subject} in {self.top.pattern}"))

    def _end_branch(self, token: Token) -> None:
        self.end_statement(";")
        if token.text != ";;":
            self.tree.broken(token.start)
        if self.top.opener == "case":
            self._await_pattern()
        elif not self.open["case"]:
            self.tree.broken(token.start)

    def _open(self, token: Token) -> None:
        """A compound command begins with *token*."""
        guards, joined = self.top.guards, _JOINS.get(self.before)
        guards = guards if joined is None else (*guards, Guard(joined, self.left))
        is_joined, body = joined is not None, self.top.body
        self.found.append(Statement((token.text,), token.start, token.end, guards, body, True, is_joined))
        self.tree.open(token.text, token.start, self._join, self.is_denied, self.function)
        self.words, self.last, self.is_denied = [], token.end, False
        self._push(Frame(token.text, guards, token.end))
        if self.function:
            self.top.passed = (Guard(GuardKind.FUNCTION, self.function[0]),)
            self.function = ()
        self.begin_body()

    def begin_body(self, stage: str = "") -> None:
        """The innermost compound command goes on to its next list."""
        self.bodies += 1
        self.top.body, self.before = self.bodies, "\n"
        if stage:
            self.top.stage = stage
            self.tree.stage(stage)

    def close(self, *openers: str, token: Token) -> None:
        """The innermost compound command that began with one of *openers* ends, and all in it."""
        is_empty = not self.words
        self.end_statement(";")
        if not any(self.open[opener] for opener in openers):
            self.tree.broken(token.start)
            return
        closed = self.pop()
        while closed.opener not in openers:
            self.tree.broken(token.start)
            self.tree.close()
            closed = self.pop()
        self.before, self.left = "\n", ""
        if (
            closed.opener == "("
            and is_empty
            and closed.mark + 1 >= token.start
            and not self._has_items(closed)
        ):
            self.function = (closed.subject,)
            self.tree.drop()
        else:
            self.tree.close()

    def _has_items(self, closed: Frame) -> bool:
        return self.found[-1].start >= closed.mark

    def _push(self, frame: Frame) -> None:
        self.frames.append(frame)
        self.open[frame.opener] += 1

    def pop(self) -> Frame:
        frame = self.frames.pop()
        self.open[frame.opener] -= 1
        return frame

    def _rename(self, opener: str) -> None:
        """The innermost compound command goes on to its next stage, which is called *opener*."""
        frame = self.pop()
        frame.opener = opener
        self._push(frame)

    def _group(self, token: Token) -> None:
        self._open(token)
        self.top.guard(_GROUP)

    def loop(self, token: Token) -> None:
        self._group(token)
        self.words = [token]

    def _case(self, token: Token) -> None:
        self._open(token)
        self._rename(_SUBJECT)

    def then(self, token: Token) -> None:
        if self.top.opener == "if":
            self.top.guard(Guard(GuardKind.IF, excerpt(self.text, self.top.mark, token.start)))
            self.begin_body("then")

    def _elif(self, token: Token) -> None:
        if self.top.opener == "if":
            self.top.passes()
            self.top.guard(_GROUP)
            self.top.mark = token.end
            self.begin_body("elif")

    def _else(self, _: Token) -> None:
        if self.top.opener == "if":
            self.top.passes()
            self.top.guard()
            self.begin_body("else")

    def do(self, token: Token) -> None:
        if self.top.opener in LOOPS:
            self.top.guard(Guard(GuardKind.LOOP, excerpt(self.text, self.top.mark, token.start)))
            self.begin_body("do")

    def prefix(self, token: Token) -> None:
        """A word before a command that changes nothing about where it stands."""
        self.is_denied ^= token.text == "!"


_KEYWORDS: Final[dict[str, Callable[[ShReader, Token], None]]] = {
    "if": ShReader._group,
    "then": ShReader.then,
    "elif": ShReader._elif,
    "else": ShReader._else,
    "fi": lambda reader, token: reader.close("if", token=token),
    "while": ShReader._group,
    "until": ShReader._group,
    "for": ShReader.loop,
    "select": ShReader.loop,
    "do": ShReader.do,
    "done": lambda reader, token: reader.close(*LOOPS, token=token),
    "case": ShReader._case,
    "esac": lambda reader, token: reader.close("case", token=token),
    "{": ShReader._group,
    "}": lambda reader, token: reader.close("{", token=token),
    "!": ShReader.prefix,
    "time": ShReader.prefix,
}
