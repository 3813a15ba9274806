"""The managed block of a shell profile: named lines between two markers, everything else left alone.

A line of the block ends with ``# name``, a comment in every shell, so any text can be named, whatever shell
it is for. The block stands where it was found, else at the end of the file after one blank line; if the
last line lacks its end, the block brings that end instead of the blank line. So taking the block away again
gives the very bytes there were before (as long as nobody edited around it).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from wizard.codecs.lines import (
    Line,
    Unwritable,
    append,
    bytes_of,
    join,
    prevailing_end,
    split,
    text_of,
)
from wizard.model.text import say
from wizard.patterns import lazy_pattern

START: Final = b"# >>> wsl-go-wizard >>>"
END: Final = b"# <<< wsl-go-wizard <<<"
_MARK: Final = b" wsl-go-wizard "

_NAME: Final = lazy_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_ENTRY: Final = lazy_pattern(r"(.*\S)[ \t]+# ([A-Za-z0-9][A-Za-z0-9._-]*)[ \t]*", re.ASCII)
_LINE_BREAK: Final = lazy_pattern(r"[\n\r\0]")


class Damage(StrEnum):
    """Why a block cannot be edited; the file's author has to look at it."""

    NO_END = "no-end"
    NO_START = "no-start"
    TWICE = "twice"


class Block(msgspec.Struct, frozen=True):
    """The block's marker lines by number (from 1), and the lines between them, without line ends.

    A damaged block has the numbers of the first and the last marker, and no lines.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    damage: Damage | None = None


class DamagedBlock(Unwritable):
    """The markers at *line* make no block, so nothing can be put into it or taken out."""

    def __init__(self, line: int) -> None:
        super().__init__(say("The block that WSL Go Wizard wrote at line {line} is damaged.", line=line))
        self.line = line


def block(data: bytes) -> Block | None:
    """The block of *data*; None if there is no marker at all."""
    if _MARK not in data:
        return None
    lines = split(data)
    marks = [(n, mark) for n, line in enumerate(lines, 1) if (mark := line.content.rstrip()) in (START, END)]
    if not marks:
        return None
    (first, _), (last, _) = marks[0], marks[-1]
    match [mark for _, mark in marks]:
        case [b"# >>> wsl-go-wizard >>>", b"# <<< wsl-go-wizard <<<"]:
            return Block(first, last, tuple(text_of(line.content) for line in lines[first : last - 1]))
        case kinds if kinds.count(START) == 0:
            return Block(first, last, (), Damage.NO_START)
        case kinds if kinds.count(END) == 0:
            return Block(first, last, (), Damage.NO_END)
        case _:
            return Block(first, last, (), Damage.TWICE)


def read_entries(data: bytes) -> tuple[tuple[str, str], ...]:
    """The named lines of the block as ``(name, line)``, the name's comment left out; none if damaged."""
    found = block(data)
    matches = (_ENTRY.fullmatch(line) for line in (found.lines if found is not None else ()))
    return tuple((match[2], match[1]) for match in matches if match is not None)


def put_block(data: bytes, entries: Mapping[str, str] | Iterable[tuple[str, str]]) -> bytes:
    """*data* with a block of exactly *entries*, in their order; with none, without a block.

    Raises `DamagedBlock`, and `Unwritable` for a name or a line that would not read back.
    """
    pairs = entries.items() if isinstance(entries, Mapping) else entries
    return _put_lines(data, [_written(name, line) for name, line in pairs])


def set_entry(data: bytes, name: str, line: str) -> bytes:
    """*data* with *line* under *name* in the block: in place of the one there is, else before the names that sort
    behind it, so that the order of the calls does not matter.

    All other lines stay, in the block too. Raises `DamagedBlock` and `Unwritable`.
    """
    written = _written(name, line)
    names, contents = _contents(data)
    places = [place for place, other in enumerate(names) if other == name]
    if not places:
        behind = [place for place, other in enumerate(names) if other is not None and other > name]
        place = behind[0] if behind else len(contents)
        return _put_lines(data, [*contents[:place], written, *contents[place:]])
    kept = [
        written if place == places[0] else content
        for place, content in enumerate(contents)
        if place not in places[1:]
    ]
    return data if kept == contents else _put_lines(data, kept)


def drop_entry(data: bytes, name: str) -> bytes:
    """*data* without any line under *name* in the block, and without a block that has no lines left."""
    names, contents = _contents(data)
    if name not in names:
        return data
    return _put_lines(data, [text for other, text in zip(names, contents, strict=True) if other != name])


def _contents(data: bytes) -> tuple[list[str | None], list[bytes]]:
    """What stands in the block: for each line its name, if it has one, and its bytes."""
    found = _sound(data)
    lines = found.lines if found is not None else ()
    matches = [_ENTRY.fullmatch(line) for line in lines]
    names = [None if match is None else match[2] for match in matches]
    return names, [bytes_of(line) for line in lines]


def _written(name: str, line: str) -> bytes:
    content = f"{line}  # {name}"
    match = _ENTRY.fullmatch(content)
    if not _NAME.fullmatch(name) or _LINE_BREAK.search(line) or match is None or match[1] != line:
        raise Unwritable(say("The wizard cannot write {line} to a shell start file.", line=line))
    return bytes_of(content)


def _sound(data: bytes) -> Block | None:
    found = block(data)
    if found is not None and found.damage is not None:
        raise DamagedBlock(found.start)
    return found


def _put_lines(data: bytes, contents: Sequence[bytes]) -> bytes:
    found = _sound(data)
    lines = split(data)
    if found is None:
        return join(_appended(lines, contents)) if contents else data
    if not contents:
        return join(_removed(lines, found))
    end = prevailing_end(lines)
    inside = tuple(Line(content, end) for content in contents)
    return join((*lines[: found.start], *inside, *lines[found.end - 1 :]))


def _appended(lines: Sequence[Line], contents: Sequence[bytes]) -> tuple[Line, ...]:
    is_whole = bool(lines) and lines[-1].end != b""
    return append(lines, [*([b""] if is_whole else []), START, *contents, END])


def _removed(lines: Sequence[Line], found: Block) -> Sequence[Line]:
    """*lines* without the block, and without the blank line or the line end that it brought."""
    above, below = lines[: found.start - 1], lines[found.end :]
    if not above:
        return below
    *before, last = above
    end = prevailing_end(before)
    if last == Line(b"", end):
        return (*before, *below)
    return (*above, *below) if below else (*before, Line(last.raw.removesuffix(end), b""))
