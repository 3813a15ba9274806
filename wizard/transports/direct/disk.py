"""A disk whose effects can be counted (law 14): each is one call of a hook, then one bare operation.

A test that wants a full disk, another writer or a power failure at the k-th effect passes a hook that counts.
Looking is no effect. Errors are `OSError` with the path of the site as their ``filename``.
"""

from __future__ import annotations

import errno
import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from wizard.model.state import MARKER
from wizard.model.text import system_words
from wizard.transports.direct.floor import Floor, OpenFile, Stat, below

_NO_SWAP: Final = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)


class DiskEffect(msgspec.Struct, frozen=True):
    """Something is about to be done to *path* (and *to*); *name* is the method of `Disk` or `NewFile`."""

    name: str
    path: str
    to: str = ""


Hook = Callable[[DiskEffect], None]


def no_hook(effect: DiskEffect) -> None:
    """A hook that does nothing. Tests count or fail effects with others."""


def floor_at(root: Path) -> Floor:
    """The floor this computer's system offers for a machine in the folder *root*. Raises `OSError`."""
    if sys.platform == "win32":
        from wizard.transports.direct.floor_plain import ForeignFloor

        return ForeignFloor(root)
    from wizard.transports.direct.floor_linux import LinuxFloor

    return LinuxFloor(root)


class NewFile:
    """A file being made. What is written to it is ours alone until it gets its name."""

    def __init__(self, path: str, file: OpenFile, do: Callable[[str, str, Callable[[], None]], None]) -> None:
        self._path = path
        self._file = file
        self._do = do

    def write(self, data: bytes) -> None:
        """Append *data*."""
        self._do("write", self._path, lambda: self._file.write(data))

    def chown(self, uid: int, gid: int) -> None:
        """Give it to an owner."""
        self._do("chown", self._path, lambda: self._file.chown(uid, gid))

    def chmod(self, mode: int) -> None:
        """Set its permission bits."""
        self._do("chmod", self._path, lambda: self._file.chmod(mode))

    def utime(self, atime_ns: int, mtime_ns: int) -> None:
        """Set its times."""
        self._do("utime", self._path, lambda: self._file.utime(atime_ns, mtime_ns))

    def set_attributes(self, wanted: dict[str, bytes]) -> bool:
        """Have these extended attributes, and no others. Whether it had others until now."""
        if self._file.attributes() == wanted:
            return False
        self._do("setxattr", self._path, lambda: self._file.set_attributes(wanted))
        return True

    def sync(self) -> None:
        """Make its bytes durable."""
        self._do("sync", self._path, self._file.sync)


class Disk:
    """A directory tree. Paths are paths of the site (`wizard.transports.direct.floor`)."""

    def __init__(self, floor: Floor, hook: Hook = no_hook) -> None:
        self._floor = floor
        self._hook = hook

    @property
    def keeps_owners(self) -> bool:
        """Whether modes and owners mean anything here."""
        return self._floor.keeps_owners

    # Looking.

    def stat(self, path: str) -> Stat | None:
        """What *path* itself is, or None if nothing is there."""
        with _named(path):
            try:
                return self._floor.stat(path)
            except (FileNotFoundError, NotADirectoryError):
                return None

    def names(self, path: str) -> list[str]:
        """The names in a folder, in no order; none if there is no such folder."""
        with _named(path):
            try:
                return self._floor.names(path)
            except (FileNotFoundError, NotADirectoryError):
                return []

    def readlink(self, path: str) -> str:
        """The target of a symlink, as written."""
        with _named(path):
            return self._floor.readlink(path)

    def content(self, path: str, limit: int) -> bytes:
        """The first *limit* bytes of a regular file."""
        with _named(path):
            data = bytearray()
            for chunk in self._floor.chunks(path):
                data += chunk
                if len(data) >= limit:
                    break
            return bytes(data[:limit])

    def chunks(self, path: str) -> Iterator[bytes]:
        """The content of a regular file, piece by piece."""
        with _named(path):
            yield from self._floor.chunks(path)

    def digest(self, path: str) -> str:
        """The SHA-256 of a regular file, 64 hex digits."""
        digest = hashlib.sha256()
        for chunk in self.chunks(path):
            digest.update(chunk)
        return digest.hexdigest()

    def newest(self, path: str) -> int:
        """The latest mtime (ns) of a folder and everything in it."""
        with _named(path):
            return self._floor.newest(path)

    def attributes(self, path: str) -> dict[str, bytes]:
        """The extended attributes of a regular file, ACLs among them."""
        with _named(path):
            return self._floor.attributes(path)

    def is_append_only(self, path: str) -> bool:
        """Whether names can be made in a folder, but never taken away."""
        return self._floor.is_append_only(path)

    # Effects.

    @contextmanager
    def create(self, path: str) -> Iterator[NewFile]:
        """A new, empty file (0600) to be filled. `FileExistsError` if the name is taken, by whatever."""
        self._hook_for("create", path)
        with _named(path):
            file = self._floor.create(path)
        try:
            yield NewFile(path, file, self._do)
        finally:
            file.close()

    def sync(self, path: str) -> None:
        """Make the entries of a folder durable."""
        self._do("sync", path, lambda: self._floor.sync(path))

    def sync_all(self, path: str) -> None:
        """Make everything on the filesystem of a folder durable."""
        self._do("sync_all", path, lambda: self._floor.sync_all(path))

    def link(self, path: str, to: str) -> None:
        """A second name for a file or symlink; never over something."""
        self._do("link", path, lambda: self._floor.link(path, to), to)

    def swap(self, path: str, to: str) -> bool:
        """Exchange two names in one step. Where that cannot be done, *path* replaces *to* and False is
        answered: what *to* was has no name there any more."""
        try:
            self._do("swap", path, lambda: self._floor.swap(path, to), to)
        except OSError as error:
            if error.errno not in _NO_SWAP:
                raise
            self._do("replace", path, lambda: self._floor.replace(path, to), to)
            return False
        return True

    def replace(self, path: str, to: str) -> None:
        """Rename over whatever is there."""
        self._do("replace", path, lambda: self._floor.replace(path, to), to)

    def move(self, path: str, to: str) -> None:
        """Rename to a name that is free. `FileExistsError` if it is not."""
        self._do("move", path, lambda: self._floor.move(path, to), to)

    def symlink(self, path: str, target: str, uid: int, gid: int) -> None:
        """A new symlink. `FileExistsError` if the name is taken."""
        self._do("symlink", path, lambda: self._floor.symlink(path, target, uid, gid))

    def unlink(self, path: str) -> None:
        """Remove a name that is not a folder's."""
        self._do("unlink", path, lambda: self._floor.unlink(path))

    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None:
        """A new folder, whatever the umask. `FileExistsError` if the name is taken."""
        self._do("mkdir", path, lambda: self._floor.mkdir(path, mode, uid, gid))

    def rmdir(self, path: str) -> None:
        """Remove an empty folder."""
        self._do("rmdir", path, lambda: self._floor.rmdir(path))

    def erase(self, path: str) -> None:
        """Remove a file, or a folder with all that is in it; the folder's marker goes last, so that what
        an interruption leaves is still known for what it is."""
        found = self.stat(path)
        if found is None or found.kind != "directory":
            self.unlink(path)
            return
        for name in sorted(self.names(path), key=lambda name: (name == MARKER, name)):
            inner = below(path, name)
            self._do("erase", inner, partial(self._floor.erase, inner))
        self.rmdir(path)

    @contextmanager
    def filled(self, path: str, uid: int, gid: int) -> Iterator[Path]:
        """A new folder to be filled from outside (unpacking), and an owner's when that is done."""
        self._hook_for("mkdir", path)
        with _named(path), self._floor.filled(path, uid, gid) as place:
            yield place
            self._hook_for("adopt", path)

    def _do(self, name: str, path: str, operation: Callable[[], None], to: str = "") -> None:
        with _named(path):
            self._hook(DiskEffect(name, path, to))
            operation()

    def _hook_for(self, name: str, path: str) -> None:
        with _named(path):
            self._hook(DiskEffect(name, path))


class _named:
    """Errors within are about *path*, as the site calls it. (A class: it stands around every single effect.)"""

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise OSError(error.errno or errno.EIO, system_words(error), self._path) from error
