"""What the lines of a file of WSL's grammar are: headers, pairs, and lines WSL cannot read.

All places are byte offsets into the text as WSL's reader gets it: without a byte order mark if the C library
takes it away, and as UTF-8 where the file is UTF-16.
"""

from __future__ import annotations

import enum
import re
from typing import Final

import msgspec

from wizard.patterns import lazy_pattern


class Span(msgspec.Struct, frozen=True):
    """The bytes from *start* up to, not including, *end*."""

    start: int
    end: int


class Fault(enum.Enum):
    """What WSL finds wrong: with a line, or with the file."""

    KEY_NAME = "key-name"
    SECTION_NAME = "section-name"
    NO_BRACKET = "no-bracket"
    AFTER_HEADER = "after-header"
    NO_EQUALS = "no-equals"
    NO_QUOTE = "no-quote"
    ESCAPE = "escape"
    BACKSLASH_AT_END = "backslash-at-end"
    FATAL_VALUE = "fatal-value"
    CONTROL_Z = "control-z"
    UNOPENED = "unopened"


class Header(msgspec.Struct, frozen=True):
    """``[name]``. *span* is the whole line with its indentation, comment and line end."""

    span: Span
    line: int
    name: str


class Pair(msgspec.Struct, frozen=True):
    """``key = value``. *span* as of a header; *written* is the value as it stands, without outer blanks.

    *section* and *key* are as a person reads them; *name* is what WSL makes of them. They differ only in
    `.wslconfig` below a malformed header, which WSL skips, or which garbles the section's name in its memory
    (WSL §1.4).
    """

    span: Span
    written: Span
    line: int
    wsl_line: int
    section: str
    key: str
    name: str
    value: str


class Broken(msgspec.Struct, frozen=True):
    """A line WSL cannot read, and *says* so in its own English words (without file and line).

    *section* is where a person reads the line; if it is a malformed header, what that is meant to begin.
    """

    span: Span
    line: int
    wsl_line: int
    section: str
    fault: Fault
    says: str


Node = Header | Pair | Broken


def full_name(section: str, key: str) -> str:
    """``section.key``, or the bare key where there is no section, as WSL names settings."""
    return f"{section}.{key}" if section else key


class MeantHeader(msgspec.Struct, frozen=True):
    """What a malformed header is meant to be: ``[name]`` for *written*, and the *rest* of the line."""

    name: str
    written: bytes
    rest: bytes


_CLOSED: Final = lazy_pattern(rb"(?:\xef\xbb\xbf)*[ \t]*(\[([^\]#\r\n]*)\]+)[ \t]*([^\r\n]*)")
_OPEN: Final = lazy_pattern(rb"""[ \t]*(\[[\[ \t"']*([A-Za-z0-9]+)["']?)[ \t]*([^\r\n]*)""")


def meant_header(line: bytes) -> MeantHeader | None:
    """What a person sees in a *line* like ``[ boot ]``, ``["boot"]``, ``[my-tool]``, ``[boot] x``, ``[boot``."""
    match = _CLOSED.match(line) or _OPEN.match(line)
    name = re.sub(rb"[^A-Za-z0-9]", b"", match[2]).decode() if match else ""
    return MeantHeader(name, match[1], match[3]) if match and name[:1].isalpha() else None
