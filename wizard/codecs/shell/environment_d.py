"""Files of variables that no shell reads: ``environment.d/*.conf`` (environment.d(5)), as systemd reads it, and
``~/.pam_environment`` (pam_env.conf(5)), as far as that has a plain value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from wizard.codecs.lines import text_of
from wizard.patterns import lazy_pattern

_HEAD: Final = lazy_pattern(r"\s*(?:[#;][^\n]*|(?P<name>[^=\n]*)(?P<equals>=?))")
_NAME: Final = lazy_pattern(r"[A-Za-z_]\w*", re.ASCII)
_PIECE: Final = lazy_pattern(
    r"""[ \t\r]*(?:'(?P<single>[^']*)(?:'|\Z)|"(?P<double>(?:[^"\\]|\\.)*)(?:"|\Z)|(?P<plain>(?:[^\n\\]|\\.)+))""",
    re.DOTALL,
)
_ESCAPED: Final = lazy_pattern(r"\\(.)", re.DOTALL)
_QUOTED_ESCAPE: Final = lazy_pattern(r'\\(["\\`$\n])')
_REFERENCE: Final = lazy_pattern(
    r"\$(?:\$|\{(?P<name>\w+)(?::(?P<how>[-+])(?P<words>(?:[^{}]|\$\{[^{}]*\})*))?\}"
    r"|(?P<bare>\w+))",
    re.ASCII,
)
_PAM: Final = lazy_pattern(r"(?P<name>[A-Za-z_]\w*)(?:=|[ \t]+DEFAULT=)(?P<value>.*)")


class EnvironmentLine(msgspec.Struct, frozen=True):
    """One assignment: its *line* (from 1), and its *value* without quotes and before anything is expanded."""

    line: int
    name: str
    value: str
    quote: str


def read(data: bytes) -> Iterator[EnvironmentLine]:
    """The assignments of a file of ``environment.d``. systemd passes over what is none, and over an empty value."""
    text, at = text_of(data), 0
    while (head := _HEAD.match(text, at)) is not None and head.end() > at:
        at, name = head.end(), (head["name"] or "").rstrip()
        value, end = _value(text, at) if head["equals"] else ("", at)
        if value and _NAME.fullmatch(name):
            start = head.start("name")
            yield EnvironmentLine(text.count("\n", 0, start) + 1, name, value, text[start:end].strip())
        at = end


def read_pam(data: bytes) -> Iterator[EnvironmentLine]:
    """The assignments of ``~/.pam_environment``: ``NAME=value``, or ``NAME DEFAULT=value``."""
    for number, line in enumerate(text_of(data).split("\n"), 1):
        found = _PAM.fullmatch(line.strip())
        if found is not None:
            yield EnvironmentLine(number, found["name"], found["value"].strip("\"'"), line.strip())


def expand(value: str, known: Callable[[str], str]) -> str:
    """*value* with its ``$A``, ``${A}``, ``${A:-words}`` and ``${A:+words}``, each by what is *known* of the name."""

    def becomes(found: re.Match[str]) -> str:
        name = found["name"] or found["bare"]
        if not name:
            return "$"
        text = known(name)
        if found["how"] is None:
            return text
        words = expand(found["words"], known)
        return (text or words) if found["how"] == "-" else (words if text else "")

    return _REFERENCE.sub(becomes, value)


def _value(text: str, at: int) -> tuple[str, int]:
    """The value that begins at *at*, and where it ends. Quoted pieces one behind the other lose their quotes, and may
    hold line ends. From the first that is not quoted on, a backslash takes the next character as it is."""
    parts: list[str] = []
    while (piece := _PIECE.match(text, at)) is not None:
        at = piece.end()
        if piece["plain"] is not None:
            parts.append(_ESCAPED.sub(_plain, piece["plain"].rstrip()))
            break
        single, double = piece["single"], piece["double"]
        parts.append(single if single is not None else _QUOTED_ESCAPE.sub(_plain, double))
    return "".join(parts), at


def _plain(found: re.Match[str]) -> str:
    return "" if found[1] == "\n" else found[1]
