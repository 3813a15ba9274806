"""Patterns of shells: ``*``, ``?`` and ``[…]``, with which parts are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from wizard.patterns import lazy_pattern

_MOST_WORK: Final = 100_000
_MOST_STARS: Final = 6

Piece = tuple[str, bool]
"""A text, and whether it was quoted."""


def regex(pieces: Sequence[Piece]) -> str:
    """The regular expression of a pattern that is made of *pieces*."""
    return "".join(re.escape(text) if is_quoted else _translated(text) for text, is_quoted in pieces)


def has_wildcard(pieces: Sequence[Piece]) -> bool:
    """Whether anything in it is more than a letter."""
    return any(not is_quoted and re.search(r"[*?]|\[.+\]", text) for text, is_quoted in pieces)


def is_extended(pieces: Sequence[Piece]) -> bool:
    """Whether it has what only some shells know, or only with an option: groups, alternatives, ``#``, ``~``, ``^``."""
    return any(not is_quoted and re.search(r"[(|#~]|^\^", text) for text, is_quoted in pieces)


def matches(pieces: Sequence[Piece], text: str) -> bool | None:
    """Whether the pattern fits the whole *text*; None for what would take too long to find out."""
    expression = regex(pieces)
    if expression.count(".*") * len(text) > _MOST_WORK or expression.count(".*") > _MOST_STARS:
        return None
    return _compiled(expression).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(expression: str) -> re.Pattern[str]:
    return lazy_pattern(expression, re.DOTALL)


_CLASSES = {
    "alpha": "A-Za-z",
    "digit": "0-9",
    "alnum": "A-Za-z0-9",
    "upper": "A-Z",
    "lower": "a-z",
    "space": r"\s",
}


def _translated(text: str) -> str:
    found: list[str] = []
    at = 0
    while at < len(text):
        character = text[at]
        bracket = (
            lazy_pattern(r"\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]").match(text, at) if character == "[" else None
        )
        if bracket is not None:
            found.append(_bracket(bracket[0]))
            at = bracket.end()
            continue
        found.append({"*": ".*", "?": "."}.get(character) or re.escape(character))
        at += 1
    return re.sub(r"(?:\.\*)+", ".*", "".join(found))


def _bracket(text: str) -> str:
    inner = text[1:-1]
    denied = inner[:1] in ("!", "^")
    inner = re.sub(r"\[:(\w+):\]", lambda match: _CLASSES.get(match[1], ""), inner[denied:])
    inner = inner.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("&&", "&\\&")
    expression = f"[{'^' if denied else ''}{inner}]"
    try:
        lazy_pattern(expression)
    except re.error:
        return re.escape(text)
    return expression
