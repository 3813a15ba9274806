"""`/etc/fstab` line by line, and the disks whose names its lines may give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs import fstab
from wizard.codecs.lines import split, words_of
from wizard.facts.shapes import file_fact
from wizard.facts.tmp import FSTAB_PATH
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import Answers, GlobProbe, Matches
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern


class FstabLine(msgspec.Struct, frozen=True):
    """A line that is no comment: its number, its words, its *entry* (None for a malformed one), and whether it can
    be written again."""

    line: int
    text: str
    entry: fstab.FstabEntry | None
    is_utf8: bool


def _all_lines(data: bytes | None) -> tuple[FstabLine, ...]:
    read, lines = fstab.parse(data or b""), split(data or b"")
    found: list[tuple[int, fstab.FstabEntry | None]] = [(line, None) for line in read.malformed]
    found += [(each.line, each) for each in read.entries]
    return tuple(
        FstabLine(number, words := words_of(content), entry, words.encode() == content)
        for number, entry in sorted(found, key=lambda pair: pair[0])
        for content in (lines[number - 1].content,)
    )


FSTAB_LINES: Fact[tuple[FstabLine, ...]] = file_fact("lines of fstab", FSTAB_PATH, _all_lines)

_KINDS: Final = {
    "UUID": "by-uuid",
    "LABEL": "by-label",
    "PARTUUID": "by-partuuid",
    "PARTLABEL": "by-partlabel",
}
_TAG: Final = lazy_pattern(rf"(?:({'|'.join(_KINDS)})=|/dev/disk/(by-[a-z]+)/)\"?(.+?)\"?", re.DOTALL)
_ESCAPED: Final = lazy_pattern(r"\\x([0-9a-fA-F]{2})")


class DiskName(msgspec.Struct, frozen=True):
    """A disk as a line names it: the *folder* of ``/dev/disk`` that lists such names, and the *name*."""

    folder: str
    name: str


def disk_of(source: str) -> DiskName | None:
    """The disk that *source* names by a label or an id; None if it names none so."""
    match = _TAG.fullmatch(source)
    if match is None:
        return None
    folder = _KINDS.get(match[1] or "", match[2])
    return DiskName(folder, _plain(match[3]) if folder else "")


def _plain(name: str) -> str:
    """*name* as people write it: udev writes a blank as ``\\\\x20``."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), name).lower()


def _folders(see: Snapshot) -> Iterator[str]:
    for line in see[FSTAB_LINES]:
        disk = disk_of(line.entry.source) if line.entry is not None else None
        if disk is not None:
            yield disk.folder


def _probe(folder: str) -> GlobProbe:
    return GlobProbe(f"/dev/disk/{folder}/*", limit=1)


def _ask(want: Wanted, see: Snapshot) -> tuple[GlobProbe, ...]:
    return tuple(_probe(folder) for folder in dict.fromkeys(_folders(see)))


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for folder in _folders(see):
        answer = answers[_probe(folder)]
        if isinstance(answer, Matches) and answer.entries:
            found[folder] = frozenset(_plain(path.rpartition("/")[2]) for path, _ in answer.entries)
    return found


DISKS: Fact[Mapping[str, frozenset[str]]] = Fact("disks", _ask, _read, fleeting=True, needs=(FSTAB_LINES,))
"""By folder of ``/dev/disk``, the names in it that lines of fstab may mean. A folder that lists nothing is not in it:
without udev, and in an image, nobody can see which disks there are."""
