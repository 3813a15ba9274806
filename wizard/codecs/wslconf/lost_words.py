"""Words of a value that do not reach WSL as they are written: cut off at ``#``, without their quotes, or with the next
line in them (WSL §1.2)."""

from __future__ import annotations

import enum
from typing import Final

import msgspec

from wizard.codecs.wslconf.document import Document
from wizard.codecs.wslconf.edit import Splice
from wizard.codecs.wslconf.key import Key, ValueType
from wizard.codecs.wslconf.keys import find
from wizard.codecs.wslconf.nodes import Pair, Span, full_name
from wizard.patterns import lazy_pattern

COMMAND: Final = "boot.command"
_PATHS: Final = (ValueType.PATH, ValueType.FOLDER)
_CONTINUED: Final = lazy_pattern(rb"\\\r?\n[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=")
_QUOTED: Final = lazy_pattern(r'(?<!\\)"((?:[^"\\]|\\.)*)"')
_NEEDS_QUOTES: Final = lazy_pattern(r"[^\w./:=,@%+-]")
_AFTER_PORT: Final = lazy_pattern(r"\A\s*[+]?[0-9]+(?:[^0-9 \t]|[ \t]+[^ \t])")
"""A number of which WSL takes the digits, and nothing of what follows (WSL §1.6)."""


class Loss(enum.Enum):
    """What became of words; the names are those of `DefectKind`."""

    NEXT_LINE = "next-line"
    CUT_OFF = "cut-off"
    QUOTES = "quotes"
    HALF_READ = "half-read"


class LostWords(msgspec.Struct, frozen=True):
    """*loss* is the fate of words of a value; *repair* makes the line mean what it says, where that is certain."""

    loss: Loss
    repair: tuple[Splice, ...] | None = None


def lost_words(document: Document, key: Key, pair: Pair) -> LostWords | None:
    """What is lost of the value of *pair*, a line of *key*; None if all of it reaches WSL."""
    written = document.body[pair.written.start : pair.written.end]
    for match in _CONTINUED.finditer(written):
        if find(document.dialect, full_name(pair.section, match[1].decode())) is not None:
            backslash = pair.written.start + match.start()
            return LostWords(Loss.NEXT_LINE, (Splice(Span(backslash, backslash + 1), b""),))
    rest = document.body[pair.written.end : pair.span.end].decode("utf-8", "replace").rstrip("\r\n")
    if _is_cut(key, pair.value, rest):
        return LostWords(Loss.CUT_OFF)
    if key.name == COMMAND and _loses_quotes(written.decode("utf-8", "replace")):
        return LostWords(Loss.QUOTES)
    if key.kind is ValueType.PORTS and any(map(_AFTER_PORT.search, pair.value.split(","))):
        return LostWords(Loss.HALF_READ)
    return None


def _is_cut(key: Key, value: str, rest: str) -> bool:
    """Whether the comment *rest* was meant to be part of *value*. To a shell ``#`` is one only at the start of a word,
    and not between quotes; in a path it is a character like any other."""
    before, mark, after = rest.partition("#")
    if not mark:
        return False
    if key.name == COMMAND:
        return (not before and bool(value)) or value.count("'") % 2 == 1
    first = after.split(" ", 1)[0]
    return key.kind in _PATHS and bool(value) and (not before or "\\" in first)


def _loses_quotes(written: str) -> bool:
    """Whether a shell needs quotes that WSL takes away. Around the whole value nobody misses them."""
    found = list(_QUOTED.finditer(written))
    if len(found) == 1 and found[0].span() == (0, len(written)):
        return False
    return any(_NEEDS_QUOTES.search(each[1]) for each in found)
