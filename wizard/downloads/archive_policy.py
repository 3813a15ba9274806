"""Which entries of a Go archive may be unpacked. Decides from names and kinds alone; touches nothing.

What is let through unpacks to the same tree below one new folder with every tar there is: GNU's, busybox', bsdtar,
Python's. Where they might differ, the entry is refused. An official archive has plain files and folders below
``go/`` and nothing else (cmd/distpack, archive.go), so being strict refuses no real one.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field
from typing import Final

import msgspec

from wizard.model.shown.words import shown
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

TOP: Final = "go"
MAX_ENTRIES: Final = 40_000
MAX_BYTES: Final = 3 << 29
"""1.5 GiB. Go 1.27 has 14 000 entries and 220 MB."""

_MAX_PART: Final = 255
_MAX_NAME: Final = 1024
_MAX_TIME: Final = 1 << 33
_SPECIAL_BITS: Final = 0o7000
_RESERVED: Final = lazy_pattern(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.DOTALL)


class Unsafe(Exception):
    """Not to be unpacked. *why* is a phrase about the archive that names the entry."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.render())
        self.why = why


class ArchiveEntryKind(enum.Enum):
    """What an entry is. A *twin* is a hard link."""

    FILE = enum.auto()
    FOLDER = enum.auto()
    LINK = enum.auto()
    TWIN = enum.auto()


class ArchiveEntry(msgspec.Struct, frozen=True):
    """One entry as the archive states it: name with ``/``, permission bits, seconds, what a link points to."""

    name: str
    kind: ArchiveEntryKind
    mode: int
    mtime: float
    target: str = ""

    @property
    def below_top(self) -> str:
        """The name without ``go/``; empty for the top folder itself."""
        return self.name.partition("/")[2]


@dataclass(slots=True)
class ArchivePolicy:
    """Lets the entries of one archive pass in their order, or raises `Unsafe`.

    *is_portable*: they must also stand on a disk that does not tell capitals apart, with Windows' names.
    """

    is_portable: bool = False
    count: int = 0
    _seen: dict[str, ArchiveEntryKind] = field(default_factory=dict)
    _parents: set[str] = field(default_factory=set)

    def admit(self, entry: ArchiveEntry) -> None:
        """Let *entry* pass. Raises `Unsafe`."""
        self.count += 1
        if self.count > MAX_ENTRIES:
            raise Unsafe(say("it has more than {limit} entries", limit=MAX_ENTRIES))
        parts = self._parts(entry.name, entry.name)
        if parts[0] != TOP or (len(parts) == 1 and entry.kind is not ArchiveEntryKind.FOLDER):
            raise _refused(entry.name, say("is not in the folder go"))
        self._check_place(entry, parts)
        if entry.mode & _SPECIAL_BITS:
            raise _refused(
                entry.name, say("would run with another user's permissions (setuid, setgid, sticky)")
            )
        if not 0 <= entry.mtime < _MAX_TIME:
            raise _refused(entry.name, say("has an invalid date"))
        if entry.kind is ArchiveEntryKind.LINK:
            self._check_link(entry, parts)
        if (
            entry.kind is ArchiveEntryKind.TWIN
            and self._seen.get(self._key(entry.target)) is not ArchiveEntryKind.FILE
        ):
            raise _refused(
                entry.name, say("is a link to something other than an earlier file in the archive")
            )
        self._seen[self._key(entry.name)] = entry.kind

    def _parts(self, name: str, owner: str) -> list[str]:
        """*name* split at ``/`` if it is plain; else the entry *owner* is refused."""
        parts = name.split("/")
        if not name.isprintable() or "\\" in name or ":" in name:
            raise _refused(owner, say("has a name with characters that Go does not use in file names"))
        if not all(parts):
            raise _refused(owner, say("has an absolute path, or a path with an empty part"))
        if ".." in parts or "." in parts:
            raise _refused(owner, say("points outside its folder"))
        if len(name.encode()) > _MAX_NAME or any(len(part.encode()) > _MAX_PART for part in parts):
            raise _refused(owner, say("has a name that is too long"))
        if self.is_portable and any(_RESERVED.fullmatch(part) or part[-1] in ". " for part in parts):
            raise _refused(owner, say("has a name that Windows reserves"))
        return parts

    def _key(self, name: str) -> str:
        return name.casefold() if self.is_portable else name

    def _check_place(self, entry: ArchiveEntry, parts: list[str]) -> None:
        key = self._key(entry.name)
        if key in self._seen:
            raise _refused(entry.name, say("occurs twice"))
        if entry.kind is not ArchiveEntryKind.FOLDER and key in self._parents:
            raise _refused(entry.name, say("is both a folder and something else"))
        for depth in range(1, len(parts)):
            parent = self._key("/".join(parts[:depth]))
            if self._seen.get(parent, ArchiveEntryKind.FOLDER) is not ArchiveEntryKind.FOLDER:
                raise _refused(entry.name, say("is inside something other than a folder"))
            self._parents.add(parent)

    def _check_link(self, entry: ArchiveEntry, parts: list[str]) -> None:
        """Up from the link's own folder, not above ``go``, then only down: whatever the names on the way
        down turn out to be, links of this archive among them, that stays inside."""
        if self.is_portable:
            raise _refused(entry.name, say("is a link, which Windows may not be able to create"))
        down = entry.target
        ups = 0
        while down == ".." or down.startswith("../"):
            down, ups = down[3:], ups + 1
        if ups > len(parts) - 2:
            raise _refused(entry.name, say("is a link to outside the folder go"))
        if down or not ups:
            self._parts(down, entry.name)


def short(name: str) -> str:
    """*name* as it may be shown: on one line, not too long, what does not print escaped."""
    escaped = shown(name).replace("\t", "\\t")
    return escaped if len(escaped) <= 100 else f"{escaped[:97]}..."


def _refused(name: str, why: Text) -> Unsafe:
    return Unsafe(say("the entry “{name}” {why}", name=short(name), why=why))
