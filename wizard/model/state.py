"""What is, or shall be, at a path: full states, pairs of them, and the one function that compares (law 1)."""

from __future__ import annotations

import enum
import hashlib
from typing import Annotated

import msgspec

MARKER = ".unpacked-success"
"""Written last into a folder that is unpacked: it says that all is there, and holds the archive's digest."""


Id = Annotated[int, msgspec.Meta(ge=0, lt=2**32 - 1)]
"""The number of a user or a group; the last one means "leave it" to Linux."""
Mode = Annotated[int, msgspec.Meta(ge=0, le=0o7777)]


def digest(content: bytes) -> str:
    """SHA-256, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


class Absent(msgspec.Struct, frozen=True, tag="absent"):
    """Nothing is there."""


class File(msgspec.Struct, frozen=True, tag="file"):
    """A regular file: its bytes, permission bits, and owner."""

    content: bytes
    mode: Mode
    uid: Id
    gid: Id

    @property
    def sha256(self) -> str:
        """Digest of the content, 64 hex digits."""
        return digest(self.content)


class Sealed(msgspec.Struct, frozen=True, tag="sealed"):
    """A regular file that holds passwords: the digest of its bytes in their place, so that no plan, picture or note has
    them."""

    sha256: str
    mode: Mode
    uid: Id
    gid: Id


class Link(msgspec.Struct, frozen=True, tag="link"):
    """A symbolic link, with its target as written."""

    target: str


class UnpackedTree(msgspec.Struct, frozen=True, tag="tree"):
    """A folder unpacked from the archive with this digest, which its ``.unpacked-success`` records."""

    sha256: str


class Registered(msgspec.Struct, frozen=True, tag="registered"):
    """A value of the Windows registry: its type, by number (*kind*, see `wizard.model.registry`), and its data as
    *text*.

    Text (REG_SZ, REG_EXPAND_SZ) is itself; a list of texts has a NUL after each; a number (REG_DWORD, REG_QWORD)
    is decimal; anything else is its bytes in hex.
    """

    kind: int
    text: str


class Other(msgspec.Struct, frozen=True, tag="other"):
    """Something else: a folder, device, fifo, socket, or a file that could not be read."""

    kind: str


State = Absent | File | Sealed | Link | UnpackedTree | Registered | Other


def sealed(state: State) -> State:
    """*state* without the bytes of a file."""
    return Sealed(state.sha256, state.mode, state.uid, state.gid) if isinstance(state, File) else state


class Origin(msgspec.Struct, frozen=True):
    """Where the bytes of an *after* state are stored, if they are not in the change itself.

    ``archive`` is a file on the wizard's own computer (for a `UnpackedTree`); ``batch`` and ``item`` name an
    original in the machine's journal, which is copied with its times (for going back in history).
    """

    archive: str | None = None
    batch: int | None = None
    item: int | None = None


class Change(msgspec.Struct, frozen=True):
    """One path's way from *before* to *after*.

    *path* is absolute and free of symlinks, or names a value of the registry (`wizard.model.registry.path_of`).
    *asked* is the name that people know it by (``~/.profile``), if that differs. The hand acts with the ids
    *uid* and *gid*: the user's in a home, else root's.
    """

    path: str
    before: State
    after: State
    uid: Id
    gid: Id
    asked: str | None = None
    origin: Origin | None = None

    @property
    def shown(self) -> str:
        """The name to show to people."""
        return self.asked or self.path


class Standing(enum.Enum):
    """Where a path stands between the two states of its change."""

    BEFORE = "before"
    AFTER = "after"
    FOREIGN = "foreign"


def classify(change: Change, actual: State) -> Standing:
    """Where *actual* stands. Equal means equal in bytes, mode and owner, of a value in type and data; an `Other`
    equals nothing."""
    if isinstance(actual, Other):
        return Standing.FOREIGN
    if _is_same(actual, change.after):
        return Standing.AFTER
    return Standing.BEFORE if _is_same(actual, change.before) else Standing.FOREIGN


def _is_same(one: State, other: State) -> bool:
    if isinstance(one, Sealed) or isinstance(other, Sealed):
        return sealed(one) == sealed(other)
    return one == other
