"""Lines of a file that print back byte for byte: what a line says, and how it ends.

A line ends with LF or CRLF; a lone CR is text, as it is for the programs that own the files we edit.
The last line may lack its end. Bytes are not decoded here, so every file can be split.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from wizard.model.errors import InputError
from wizard.model.text import Text, say

BOM = b"\xef\xbb\xbf"


class Unwritable(InputError):
    """An edit that its file cannot take; *reason* is a sentence that says why."""

    def __init__(self, reason: Text) -> None:
        super().__init__("line-unwritable", reason)
        self.reason = reason


class Line(msgspec.Struct, frozen=True, gc=False):
    """*content* without its *end*, which is LF, CRLF or, on a last line only, nothing."""

    content: bytes
    end: bytes

    @property
    def raw(self) -> bytes:
        return self.content + self.end


def split(data: bytes) -> tuple[Line, ...]:
    """All lines of *data*; no line for no bytes. ``join(split(data)) == data``."""
    *whole, rest = data.split(b"\n")
    if b"\r\n" in data:
        lines = [
            Line(content[:-1], b"\r\n") if content.endswith(b"\r") else Line(content, b"\n")
            for content in whole
        ]
    else:
        lines = [Line(content, b"\n") for content in whole]
    if rest:
        lines.append(Line(rest, b""))
    return tuple(lines)


def raws(data: bytes) -> list[bytes]:
    """The lines of *data* with their ends: ``raws(data) == [line.raw for line in split(data)]``."""
    *whole, rest = data.split(b"\n")
    lines = [content + b"\n" for content in whole]
    return [*lines, rest] if rest else lines


def join(lines: Iterable[Line]) -> bytes:
    """The bytes that *lines* were split from."""
    return b"".join([line.content + line.end for line in lines])


def prevailing_end(lines: Iterable[Line]) -> bytes:
    """How most lines end; LF if there are as many of each, or none."""
    ends = [line.end for line in lines]
    return b"\r\n" if ends.count(b"\r\n") > ends.count(b"\n") else b"\n"


def append(lines: Sequence[Line], contents: Iterable[bytes]) -> tuple[Line, ...]:
    """*lines* and then *contents*, in the prevailing end, which a last line without one gets too."""
    end = prevailing_end(lines)
    return (*terminate(lines), *(Line(content, end) for content in contents))


def terminate(lines: Sequence[Line]) -> tuple[Line, ...]:
    """*lines*, the last one with an end (the prevailing one if it has none)."""
    if not lines or lines[-1].end:
        return tuple(lines)
    return (*lines[:-1], Line(lines[-1].content, prevailing_end(lines)))


def drop(data: bytes, numbers: Iterable[int]) -> bytes:
    """*data* without the lines of these *numbers* (from 1); numbers that are not there do not matter."""
    unwanted = frozenset(numbers)
    return join(line for number, line in enumerate(split(data), 1) if number not in unwanted)


def text_of(content: bytes) -> str:
    """Bytes as text to look at; whatever is not UTF-8 comes back through `bytes_of` unharmed."""
    return content.decode("utf-8", "surrogateescape")


def words_of(content: bytes) -> str:
    """Bytes as text that every screen and every JSON can hold: what is not UTF-8 as ``\\xff``. A line is told
    from another by it, but not made of it again."""
    return content.decode("utf-8", "backslashreplace")


def bytes_of(text: str) -> bytes:
    """What `text_of` was given. Raises `Unwritable` for text that no file can hold."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise Unwritable(say("The text contains characters that cannot be saved in a file.")) from None
