"""`/etc/hosts`, and the file of Windows that is like it: addresses with their names (hosts(5))."""

from __future__ import annotations

import msgspec

from wizard.codecs.lines import split, words_of
from wizard.codecs.resolv_conf import is_address


class HostEntry(msgspec.Struct, frozen=True):
    """The *address* of *names*, in small letters, on *line* (from 1), which reads *text*."""

    address: str
    names: tuple[str, ...]
    line: int
    text: str


def parse(data: bytes) -> tuple[HostEntry, ...]:
    """All entries in order; other lines count for nobody."""
    found = []
    for number, line in enumerate(split(data), 1):
        text = words_of(line.content)
        words = text.partition("#")[0].lower().split()
        if len(words) > 1 and is_address(words[0]):
            found.append(HostEntry(words[0], tuple(words[1:]), number, text))
    return tuple(found)
