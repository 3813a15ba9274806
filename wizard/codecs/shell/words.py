"""Words and operators of sh, bash and zsh, without running any: where each begins and ends.

Quotes, substitutions and here-documents are stepped over as a whole; what never ends, ends with the file.
Every step is linear and nothing recurses, so that no file can hang or break a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.patterns import lazy_pattern

_COMMENT: Final = lazy_pattern(r"#[^\n]*")
_SKIPPED: Final = lazy_pattern(r"(?:[ \t]|\\\n)+|#[^\n]*")
_MARK: Final = lazy_pattern(
    r"\(\([^\n]{0,500}?\)\)|(?P<operator>\n|;;&|;;|;&|;\||;|&&|&>>|&>|&|\|\||\|&|\||<<<|<<-|<<|<>|<&|<(?!\()|>>|>&|>\||>(?!\()|\(|\))"
)
_PLAIN: Final = lazy_pattern(r"[^ \t\n;&|()<>'\"\\$`]+")
_ARRAY: Final = lazy_pattern(r"[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=", re.ASCII)
_SINGLE: Final = lazy_pattern(r"[^']*'?")
_SIMPLE_DOUBLE: Final = lazy_pattern(r'"(?:[^"\\$`]|\\.|\$(?![({]))*"', re.DOTALL)
_ANSI: Final = lazy_pattern(r"(?:[^'\\]|\\.)*'?", re.DOTALL)
_INERT: Final = lazy_pattern(r"[^'\"\\$`(){}#\n \t;&|]+")
_OPENERS: Final = {"$(": ")", "${": "}", "<(": ")", ">(": ")"}
_HEREDOCS: Final = ("<<", "<<-")
_HERE: Final = lazy_pattern(r"<<(?!<)(-?)[ \t]*('[^'\n]*'|\"[^\"\n]*\"|\\?[\w.+-]+)")
_EMPTY_PARENTHESES: Final = lazy_pattern(r"\([ \t]*\)")
_CASE_WORD: Final = lazy_pattern(r"case(?=[ \t]+[^\n]{1,300}?[ \t\n]in(?:[ \t\n]))|esac(?![\w-])")
_ESAC: Final = "esac"
_MOST_BODIES: Final = 50
"""Here-documents that are looked for within one substitution; hostile files must not cost time."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]``; an operator (a line end is one) or a word."""

    text: str
    start: int
    end: int
    is_operator: bool


def tokens(text: str, *, is_zsh: bool = False) -> Iterator[Token]:
    """All tokens of *text*; comments and the bodies of here-documents are none. In zsh a word may hold
    parentheses (glob qualifiers)."""
    at = 0
    delimiters: list[tuple[str, bool]] = []
    heredoc = ""
    while at < len(text):
        token = _token(text, at, is_zsh)
        at = token.end
        if not token.text:
            continue
        yield token
        if token.text == "\n":
            at = after_bodies(text, at, delimiters)
            delimiters = []
        elif heredoc and not token.is_operator:
            delimiters.append((re.sub(r"['\"\\]", "", token.text), heredoc == "<<-"))
        heredoc = token.text if token.is_operator and token.text in _HEREDOCS else ""


def quoted_end(text: str, at: int) -> int:
    """Where the quote, substitution or escape that begins at *at* ends; just after *at* if none does."""
    character = text[at]
    if character == "'":
        return _past(_SINGLE, text, at + 1)
    if character == "\\":
        return min(at + 2, len(text))
    if text.startswith("$'", at):
        return _past(_ANSI, text, at + 2)
    simple = _SIMPLE_DOUBLE.match(text, at)
    if simple is not None:
        return simple.end()
    if character in '"`':
        return _closed(text, at + 1, character)
    closer = _OPENERS.get(text[at : at + 2])
    return at + 1 if closer is None else _closed(text, at + 2, closer)


def _token(text: str, at: int, is_zsh: bool) -> Token:
    """The token at *at*; an empty one for blanks and comments."""
    skipped = _SKIPPED.match(text, at)
    if skipped is not None:
        return Token("", at, skipped.end(), False)
    mark = _MARK.match(text, at)
    if mark is not None:
        return Token(mark[0], at, mark.end(), mark["operator"] is not None)
    end = _word_end(text, at, is_zsh)
    return Token(text[at:end], at, end, False)


def _word_end(text: str, start: int, is_zsh: bool) -> int:
    at = start
    while at < len(text):
        character = text[at]
        plain = _PLAIN.match(text, at)
        if plain is not None:
            at = plain.end()
        elif character in "'\"\\$`":
            at = quoted_end(text, at)
        elif character == "(" and at > start and _is_within_word(text, start, at, is_zsh):
            at = _closed(text, at + 1, ")")
        elif character in "<>" and at == start:
            at = quoted_end(text, at)
        else:
            break
    return at


def _is_within_word(text: str, start: int, at: int, is_zsh: bool) -> bool:
    """Whether the parenthesis at *at* goes on with the word that begins at *start*: the values of an array, an
    extended pattern, a qualifier of zsh. ``name()`` is a function's."""
    if _ARRAY.fullmatch(text, start, at):
        return True
    is_empty = _EMPTY_PARENTHESES.match(text, at) is not None
    return not is_empty and (is_zsh or text[at - 1] in "?*+@!")


def _closed(text: str, at: int, closer: str) -> int:
    """Where the construct that *closer* closes ends, everything nested in it included."""
    inside = _Inside(text, [closer])
    while at < len(text) and inside.closers:
        at = inside.step(at)
    return at


class _Inside:
    """A way through quotes and substitutions that are still open: *closers*, the innermost last."""

    def __init__(self, text: str, closers: list[str]) -> None:
        self.text = text
        self.closers = closers
        self.delimiters: list[tuple[str, bool]] = []
        self.bodies = 0

    def step(self, at: int) -> int:
        text, closers = self.text, self.closers
        character, inside = text[at], closers[-1]
        if character == inside:
            closers.pop()
            return at + 1
        if character == "\\":
            return min(at + 2, len(text))
        if inside == "`":
            return at + 1
        opened = text[at : at + 2] if text[at : at + 2] in _OPENERS else character
        if opened in _OPENERS and (inside != '"' or character == "$"):
            closers.append(_OPENERS[opened])
            return at + 2
        if character in '"`':
            closers.append(character)
            return at + 1
        return self._step_plain(at)

    def _step_plain(self, at: int) -> int:
        """One step over what opens no quote or substitution of its own."""
        text, closers = self.text, self.closers
        character, inside = text[at], closers[-1]
        # Within double quotes a "'" is a letter, in ${…} there too, but not in $(…).
        is_literal = inside == '"' or (inside == "}" and closers[-2:-1] == ['"'])
        if not is_literal and text.startswith("$'", at):
            return _past(_ANSI, text, at + 2)
        if character == "'" and not is_literal:
            return _past(_SINGLE, text, at + 1)
        if inside in (")", _ESAC):
            end = self._step_command(at)
            if end is not None:
                return end
        return max(at + 1, _past(_INERT, text, at))

    def _step_command(self, at: int) -> int | None:
        """One step over what only commands have: parentheses, comments, ``case``, here-documents."""
        text, closers = self.text, self.closers
        character, inside = text[at], closers[-1]
        if character == "\n":
            end = after_bodies(text, at + 1, self.delimiters)
            self.delimiters = []
            return end
        if character == "(" and inside == ")":
            closers.append(")")
            return at + 1
        is_first = text[at - 1] in " \t\n;&|("
        if character == "#" and is_first:
            return _past(_COMMENT, text, at)
        here = _HERE.match(text, at) if character == "<" else None
        if here is not None:
            self._await_body(here)
            return here.end()
        word = _CASE_WORD.match(text, at) if is_first else None
        if word is not None and (word[0] != _ESAC or inside == _ESAC):
            self.closers = closers[:-1] if word[0] == _ESAC else [*closers, _ESAC]
            return word.end()
        return None

    def _await_body(self, here: re.Match[str]) -> None:
        """``<<`` in arithmetic shifts; a here-document has its last line somewhere below."""
        delimiter = re.sub(r"['\"\\]", "", here[2])
        self.bodies += 1
        if self.bodies <= _MOST_BODIES and lazy_pattern(rf"^\t*{re.escape(delimiter)}$", re.MULTILINE).search(
            self.text, here.end()
        ):
            self.delimiters.append((delimiter, here[1] == "-"))


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return at if match is None else match.end()


def after_bodies(text: str, at: int, delimiters: list[tuple[str, bool]]) -> int:
    """Where the here-documents that begin at *at* end."""
    for delimiter, is_indented in delimiters:
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line = text[at:end]
            at = min(end + 1, len(text))
            if (line.lstrip("\t") if is_indented else line) == delimiter:
                break
    return at
