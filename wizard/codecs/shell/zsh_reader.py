"""The commands of a profile of zsh (see `reader`): what its grammar has more than that of sh (zshmisc(1), COMPLEX
COMMANDS and ALTERNATE FORMS)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from wizard.codecs.shell.nodes import Statement
from wizard.codecs.shell.reader import LOOPS, ShReader
from wizard.codecs.shell.tree import Block
from wizard.codecs.shell.words import Token, tokens
from wizard.model.override import override

_LISTED: Final = frozenset({"for", "select", "foreach"})
_CONDITIONED: Final = frozenset({"if", "while", "until"})


def statements(text: str) -> tuple[Statement, ...]:
    """All simple commands of *text*, and an opener for each compound one."""
    return _read(text)[0]


def tree(text: str) -> Block:
    """The commands of *text* as a tree."""
    return _read(text)[1]


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[tuple[Statement, ...], Block]:
    return _ZshReader(text).all(tokens(text, is_zsh=True))


class _ZshReader(ShReader):
    """zsh closes a brace anywhere, and has braces in place of ``then … fi`` and ``do … done``."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.listed: list[Token] | None = None

    @override
    def take(self, token: Token) -> None:
        if self.top.brace == "}":
            self._go_on(token)
        if self.listed is not None:
            self._take_listed(token)
        else:
            super().take(token)

    def _go_on(self, token: Token) -> None:
        """What follows ``}`` of a braced ``if``."""
        if token.text in ("else", "elif"):
            self.top.brace = "braced"
        else:
            self.close(self.top.opener, token=token)

    @override
    def end(self) -> None:
        super().end()
        if self.top.brace == "}":
            self.close(self.top.opener, token=Token("", len(self.text), len(self.text), True))

    @override
    def end_statement(self, after: str) -> None:
        is_whole = bool(self.words) and self.top.brace == "one"
        super().end_statement(after)
        if is_whole and after in ("\n", ";", "&"):
            self.close(self.top.opener, token=Token(after, self.last, self.last, True))

    @override
    def keyword(self, word: str) -> Callable[[ShReader, Token], None] | None:
        return super().keyword(word) or _KEYWORDS.get(word)

    @override
    def take_word(self, token: Token) -> None:
        if token.text == "{" and [word.text for word in self.words] == ["function"]:
            self.function, self.words = ("",), []
        if token.text == "}" and self.open["{"]:
            self._end_brace(token)
        elif token.text != "{" or not self._begin_brace(token):
            self._begin_short(token)
            super().take_word(token)

    @override
    def parenthesis(self, token: Token) -> None:
        is_header = self.top.opener in _LISTED and not self.top.stage and len(self.words) == 2
        if is_header:
            self.listed = []
        else:
            super().parenthesis(token)

    def _take_listed(self, token: Token) -> None:
        """``for x (a b)``."""
        if token.text != ")":
            self.listed = [*(self.listed or ()), *([] if token.text == "\n" else [token])]
            return
        where = Token("in", token.start, token.start, False)
        self.words = [*self.words, where, *(self.listed or ())]
        self.last, self.listed = token.end, None
        self.end_statement(";")
        self.top.brace = "awaited"

    def _begin_short(self, token: Token) -> None:
        """``for x (a b) command``; with a ``do`` it is long all the same."""
        is_counted = self.top.opener == "repeat" and not self.top.stage and len(self.words) == 2
        if is_counted:
            self.end_statement(";")
        is_awaited = self.top.brace == "awaited"
        if is_awaited and token.text == "do":
            self.top.brace = ""
        elif is_awaited or is_counted:
            self.do(token)
            self.top.brace = "one"

    def _begin_brace(self, token: Token) -> bool:
        top = self.top
        is_after = bool(self.words) and self.words[0].text.startswith(("[[", "(("))
        is_condition = top.opener in _CONDITIONED and top.stage in ("", "elif") and is_after
        is_header = not self.words or (top.opener == "repeat" and len(self.words) == 2)
        is_list = top.opener in LOOPS and not top.stage and is_header and top.opener not in _CONDITIONED
        is_else = top.opener == "if" and top.stage == "else" and top.brace == "braced" and not self.words
        if not (is_condition or is_list or is_else):
            return False
        self.end_statement(";")
        if not is_else:
            (self.then if top.opener == "if" else self.do)(token)
        top.brace = "{"
        self.open["{"] += 1
        return True

    def _end_brace(self, token: Token) -> None:
        """The innermost brace closes, that of a braced ``if`` or loop too."""
        self.end_statement(";")
        while self.top.opener != "{" and self.top.brace != "{":
            self.tree.broken(token.start)
            self.pop()
            self.tree.close()
        if self.top.opener == "{":
            self.close("{", token=token)
            return
        self.open["{"] -= 1
        self.top.brace = "}"
        if self.top.opener != "if":
            self.close(self.top.opener, token=token)


_KEYWORDS: Final[dict[str, Callable[[ShReader, Token], None]]] = {
    "foreach": ShReader.loop,
    "repeat": ShReader.loop,
    "always": ShReader.prefix,
    "end": lambda reader, token: reader.close("foreach", token=token),
}
