"""The file operations that the direct hand needs in a directory tree, one method each, with paths of the site.

A *path of the site* is absolute and normal (no ``.``, ``..``, empty or trailing component) and means a place below
the root of the tree. Every operation refuses to pass through a symlink: what has to be resolved is resolved by who
asks. Two floors exist: `wizard.transports.direct.floor_linux` and the plain one for Windows,
`wizard.transports.direct.floor_plain`. All operations raise `OSError`.
"""

from __future__ import annotations

import functools
import os
import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Literal, Protocol

import msgspec

CHUNK: Final = 1 << 20

FileKind = Literal["file", "symlink", "directory", "fifo", "socket", "block", "char", "other"]
"""What a name is, nothing followed."""
_KINDS: Final[dict[int, FileKind]] = {
    stat.S_IFREG: "file",
    stat.S_IFDIR: "directory",
    stat.S_IFLNK: "symlink",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
    stat.S_IFBLK: "block",
    stat.S_IFCHR: "char",
}


class Stat(msgspec.Struct, frozen=True):
    """What is known of a name, nothing followed. *mode* is the permission bits; *inode* tells two names of
    one file from two files."""

    kind: FileKind
    mode: int
    uid: int
    gid: int
    size: int
    mtime_ns: int
    atime_ns: int
    inode: tuple[int, int]


def stat_of(raw: os.stat_result) -> Stat:
    """A `Stat` of what the system says."""
    return Stat(
        _KINDS.get(stat.S_IFMT(raw.st_mode), "other"),
        stat.S_IMODE(raw.st_mode),
        raw.st_uid,
        raw.st_gid,
        raw.st_size,
        raw.st_mtime_ns,
        raw.st_atime_ns,
        (raw.st_dev, raw.st_ino),
    )


@functools.lru_cache(4096)
def parts_of(path: str) -> tuple[str, ...]:
    """The components of a path of the site; none for ``/``. Raises `ValueError` if it is not one."""
    parts = tuple(path.split("/")[1:])
    if path == "/":
        return ()
    if not path.startswith("/") or "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"not an absolute, normal path: {path!r}")
    return parts


def normal(path: str) -> str:
    """*path* without empty and ``.`` components, as others write them: ``/home//me/``."""
    return "/" + "/".join(part for part in path.split("/") if part not in ("", "."))


def parent_of(path: str) -> str:
    """The folder a path of the site lies in; ``/`` for ``/``."""
    return path.rpartition("/")[0] or "/"


def below(folder: str, name: str) -> str:
    """The path of *name* in *folder*."""
    return f"{folder.rstrip('/')}/{name}"


class OpenFile(Protocol):
    """A new file, held open: whoever swaps its name meanwhile does not get our bytes, owner or mode."""

    def write(self, data: bytes) -> None: ...
    def chown(self, uid: int, gid: int) -> None: ...
    def chmod(self, mode: int) -> None: ...
    def utime(self, atime_ns: int, mtime_ns: int) -> None: ...
    def attributes(self) -> dict[str, bytes]: ...
    def set_attributes(self, wanted: dict[str, bytes]) -> None: ...
    def sync(self) -> None: ...
    def close(self) -> None: ...


class Floor(Protocol):
    """The bare operations. `move` never replaces; `replace` does; `swap` exchanges two names at once and
    raises ``EINVAL`` or ``ENOSYS`` where that does not exist; `link` never follows."""

    @property
    def keeps_owners(self) -> bool:
        """Whether modes and owners mean anything here (on Windows they do not)."""
        ...

    def stat(self, path: str) -> Stat: ...
    def names(self, path: str) -> list[str]: ...
    def readlink(self, path: str) -> str: ...
    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of a regular file, in pieces of at most `CHUNK` bytes."""
        ...

    def attributes(self, path: str) -> dict[str, bytes]:
        """The extended attributes of a regular file, ACLs among them (xattr(7)); none where there are none."""
        ...

    def newest(self, path: str) -> int:
        """The latest mtime (ns) of a folder and everything in it."""
        ...

    def is_append_only(self, path: str) -> bool:
        """Whether names can be made in a folder, but never taken away (``chattr +a``)."""
        ...

    def create(self, path: str) -> OpenFile: ...
    def sync(self, path: str) -> None:
        """Make a folder's entries durable."""
        ...

    def sync_all(self, path: str) -> None:
        """Make everything on the filesystem of a folder durable."""
        ...

    def link(self, path: str, to: str) -> None: ...
    def swap(self, path: str, to: str) -> None: ...
    def replace(self, path: str, to: str) -> None: ...
    def move(self, path: str, to: str) -> None: ...
    def symlink(self, path: str, target: str, uid: int, gid: int) -> None: ...
    def unlink(self, path: str) -> None: ...
    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None: ...
    def rmdir(self, path: str) -> None: ...
    def erase(self, path: str) -> None:
        """Remove a name, and what is below it."""
        ...

    def filled(self, path: str, uid: int, gid: int) -> AbstractContextManager[Path]:
        """A new folder, to be filled from outside, by a path of this computer that means that folder as long as
        the context is open, whatever becomes of its name. Until then nobody else can enter it; if all went well,
        it and everything in it belong to an owner at last (0755)."""
        ...
