"""``.dockerignore``: which files of a folder Docker does not see."""

from __future__ import annotations

import posixpath
import re
from typing import Final

import msgspec

from wizard.codecs.lines import text_of

_ESCAPED: Final = ".$^+{}()|"


class IgnoreLine(msgspec.Struct, frozen=True):
    """A pattern, its line (from 1), and whether it brings back (``!``) what an earlier one hides."""

    pattern: str
    line: int
    text: str
    is_exception: bool = False


def parse(data: bytes) -> tuple[IgnoreLine, ...]:
    """The patterns in their order. Only a ``#`` that begins the line makes it a comment."""
    return tuple(
        found
        for number, line in enumerate(text_of(data).removeprefix("\ufeff").splitlines(), 1)
        if not line.startswith("#") and (found := _line(line, number)) is not None
    )


def _line(line: str, number: int) -> IgnoreLine | None:
    text = line.strip()
    is_exception = text.startswith("!")
    pattern = text[1:].strip() if is_exception else text
    pattern = posixpath.normpath(pattern).lstrip("/") if pattern else ""
    return IgnoreLine(pattern, number, text, is_exception) if pattern not in ("", ".") else None


def hidden_by(path: str, lines: tuple[IgnoreLine, ...]) -> IgnoreLine | None:
    """The line that hides *path* (relative to the folder) or a folder it is in: the last one that matches decides."""
    parts = path.split("/")
    names = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    matching = (line for line in lines if any(_matches(line.pattern, name) for name in names))
    last = None
    for line in matching:
        last = line
    return last if last is not None and not last.is_exception else None


def _matches(pattern: str, name: str) -> bool:
    try:
        return re.fullmatch(_expression(pattern), name) is not None
    except re.error:
        return False


def _expression(pattern: str) -> str:
    """As Docker makes one: ``*`` and ``?`` stop at a slash, ``**`` does not."""
    found, place = "", 0
    while place < len(pattern):
        if pattern.startswith("**", place):
            place += 2
            if pattern.startswith("/", place):
                found, place = f"{found}(?:.*/)?", place + 1
            else:
                found += ".*"
            continue
        found += _piece(pattern[place])
        place += 1
    return found


def _piece(letter: str) -> str:
    if letter == "*":
        return "[^/]*"
    if letter == "?":
        return "[^/]"
    return f"\\{letter}" if letter in _ESCAPED else letter
