"""git's configuration files, read as git reads them (git-config(1), SYNTAX); they are never written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.codecs.lines import BOM, bytes_of, text_of
from wizard.patterns import lazy_pattern

_HEADER: Final = lazy_pattern(r'\s*\[(?P<section>[\w.-]+)(?:[ \t]+"(?P<sub>(?:[^"\\]|\\.)*)")?\]')
_KEY: Final = lazy_pattern(r"\s*(?P<key>[A-Za-z][\w-]*)[ \t]*(?:=[ \t]*(?P<value>.*))?", re.DOTALL)
_PIECE: Final = lazy_pattern(r'(?P<escaped>\\.)|(?P<quote>")|(?P<comment>[#;])|(?P<text>.)', re.DOTALL)
_ASKED: Final = frozenset({"credential", "include", "includeif", "safe", "url", "http"})
"""Sections that rules speak of."""
_ESCAPES: Final = {"n": "\n", "t": "\t", "b": "\b", '"': '"', "\\": "\\"}


class GitSetting(msgspec.Struct, frozen=True):
    """A setting on *line* (from 1): *section* and *key* in small letters, *sub* as written. A key without a value
    is ``true``."""

    line: int
    section: str
    sub: str
    key: str
    value: str


def parse(data: bytes) -> tuple[GitSetting, ...]:
    """All settings in order, up to a line that git cannot read: there it stops with an error."""
    return tuple(_settings(text_of(data.removeprefix(BOM))))


def asked_of(data: bytes) -> bytes:
    """What is recorded of a file with the content *data*: sections that rules speak of, each on its lines."""
    kept, is_asked = [], False
    for line in text_of(data).split("\n"):
        header = _HEADER.match(line)
        if header is not None:
            is_asked = header["section"].lower() in _ASKED
            line = line if is_asked else f"[{header['section']}]"
        kept.append(line if is_asked or header is not None or not line.strip() else "#")
    return bytes_of("\n".join(kept))


def _settings(text: str) -> Iterator[GitSetting]:
    section = sub = ""
    for number, line in _lines(text):
        rest = line
        header = _HEADER.match(rest)
        if header is not None:
            section, sub = header["section"].lower(), re.sub(r"\\(.)", r"\1", header["sub"] or "")
            rest = rest[header.end() :]
        if not rest.strip() or rest.lstrip()[0] in "#;":
            continue
        found = _KEY.fullmatch(rest)
        if found is None:
            return
        value = "true" if found["value"] is None else _value(found["value"])
        if value is None:
            return
        yield GitSetting(number, section, sub, found["key"].lower(), value)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with those that they go on in, and the number of the first."""
    whole, start = "", 0
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        start = start or number
        if _goes_on(whole + line):
            whole += line[:-1]
            continue
        yield start, whole + line
        whole, start = "", 0
    if whole:
        yield start, whole


def _goes_on(line: str) -> bool:
    """Whether it ends with a backslash that is in no comment and does not stand for itself."""
    is_quoted, last = False, ""
    for piece in _PIECE.finditer(line):
        if piece["comment"] and not is_quoted:
            return False
        is_quoted ^= piece["quote"] is not None
        last = piece[0]
    return last == "\\"


def _value(text: str) -> str | None:
    """Without quotes, comment, and blanks at the end that no quotes hold; None if git cannot read it."""
    parts: list[str] = []
    kept, is_quoted = 0, False
    for piece in _PIECE.finditer(text):
        if piece["quote"]:
            is_quoted = not is_quoted
        elif piece["comment"] and not is_quoted:
            break
        elif piece["escaped"]:
            letter = _ESCAPES.get(piece[0][1])
            if letter is None:
                return None
            parts.append(letter)
        else:
            parts.append(piece[0])
        if is_quoted or not piece[0].isspace():
            kept = len(parts)
    return None if is_quoted else "".join(parts[:kept])
