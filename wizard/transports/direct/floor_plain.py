"""A directory tree by plain paths, as Windows has to do it: no folder descriptors, owners or modes.

A path is used only if its folder, with all links resolved, is where its name says. That is checked before each
operation: it stops a link that is already there, not one that is swapped in during the operation. Every file
counts as owned by 0 with mode 0644, every folder with 0755.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from wizard.model.override import override
from wizard.transports.direct.floor import CHUNK, Stat, parts_of, stat_of

_NOT_IN_NAMES = frozenset('\\:*?"<>|')


SIGN: Final = ".wsl-go-wizard-links"
"""A file in the root of a tree whose links are notes. It is no part of it."""

_HEAD: Final = b"WSL Go Wizard: this stands for a link to\n"
_TARGET_LIMIT: Final = 4096
_PROGRAMS: Final = (b"\x7fELF", b"#!")


def _failed(number: int) -> OSError:
    return OSError(number, os.strerror(number))


class _PlainFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb", buffering=0)

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]

    def chown(self, uid: int, gid: int) -> None:
        """Does nothing: files have no owners here."""

    def chmod(self, mode: int) -> None:
        """Nor are there modes."""

    def utime(self, atime_ns: int, mtime_ns: int) -> None:
        os.utime(self._path, ns=(atime_ns, mtime_ns))

    def attributes(self) -> dict[str, bytes]:
        return {}

    def set_attributes(self, wanted: dict[str, bytes]) -> None:
        """There are none here."""

    def sync(self) -> None:
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


class PlainFloor:
    """The tree below the folder *root*. Raises `OSError` if there is none."""

    keeps_owners = False

    def __init__(self, root: Path) -> None:
        self._root = Path(os.path.realpath(root, strict=True))

    def _real(self, path: str) -> Path:
        parts = parts_of(path)
        if sys.platform == "win32" and any(_NOT_IN_NAMES & set(part) for part in parts):
            raise _failed(errno.EINVAL)
        place = self._root.joinpath(*parts)
        if parts and os.path.normcase(os.path.realpath(place.parent)) != os.path.normcase(place.parent):
            raise _failed(errno.ELOOP)
        return place

    def stat(self, path: str) -> Stat:
        found = stat_of(os.lstat(self._real(path)))
        return replace(found, mode=0o755 if found.kind == "directory" else 0o644, uid=0, gid=0)

    def names(self, path: str) -> list[str]:
        place = self._real(path)
        if place.is_symlink():
            raise _failed(errno.ELOOP)
        return os.listdir(place)

    def readlink(self, path: str) -> str:
        """The target; as a path of this tree, if it is a whole path of the system that lies below the root."""
        target = os.readlink(self._real(path)).removeprefix("\\\\?\\")
        inner = self._below(target)
        if inner is not None:
            return inner
        return target.replace("\\", "/") if sys.platform == "win32" else target

    def _below(self, target: str) -> str | None:
        here, there = os.path.normcase(self._root), os.path.normcase(target)
        if not os.path.isabs(target) or not there.startswith(os.path.join(here, "")):
            return None
        return target[len(here) :].replace("\\", "/")

    def chunks(self, path: str) -> Iterator[bytes]:
        place = self._real(path)
        if not stat.S_ISREG(os.lstat(place).st_mode):
            raise _failed(errno.EINVAL)
        with place.open("rb", buffering=0) as file:
            while chunk := file.read(CHUNK):
                yield chunk

    def newest(self, path: str) -> int:
        place = self._real(path)
        latest = os.lstat(place).st_mtime_ns
        for folder, folders, names in os.walk(place):
            times = (os.lstat(Path(folder, name)).st_mtime_ns for name in (*folders, *names))
            latest = max(latest, max(times, default=0))
        return latest

    def attributes(self, path: str) -> dict[str, bytes]:
        return {}

    def is_append_only(self, path: str) -> bool:
        return False

    def create(self, path: str) -> _PlainFile:
        return _PlainFile(self._real(path))

    def sync(self, path: str) -> None:
        """Windows makes names durable by itself, and cannot be asked to."""
        self._real(path)

    def sync_all(self, path: str) -> None:
        """Every file in the folder, one by one."""
        for folder, _, names in os.walk(self._real(path)):
            for name in names:
                with Path(folder, name).open("rb+") as file:
                    os.fsync(file.fileno())

    def link(self, path: str, to: str) -> None:
        if sys.platform == "win32":
            os.link(self._real(path), self._real(to))
        else:
            os.link(self._real(path), self._real(to), follow_symlinks=False)

    def swap(self, path: str, to: str) -> None:
        raise _failed(errno.ENOSYS)

    def replace(self, path: str, to: str) -> None:
        self._real(path).replace(self._real(to))

    def move(self, path: str, to: str) -> None:
        place = self._real(to)
        if os.path.lexists(place):
            raise _failed(errno.EEXIST)
        self._real(path).rename(place)

    def symlink(self, path: str, target: str, uid: int, gid: int) -> None:
        folder = self._real(path).parent
        is_folder = (folder / target).is_dir()
        try:
            self._real(path).symlink_to(target, target_is_directory=is_folder)
        except OSError as error:
            # Windows lets only administrators, or a PC in developer mode, make links: error 1314.
            if getattr(error, "winerror", None) == 1314:
                raise _failed(errno.EPERM) from error
            raise

    def unlink(self, path: str) -> None:
        self._real(path).unlink()

    def mkdir(self, path: str, mode: int, uid: int, gid: int) -> None:
        self._real(path).mkdir()

    def rmdir(self, path: str) -> None:
        self._real(path).rmdir()

    def erase(self, path: str) -> None:
        place = self._real(path)
        if stat.S_ISDIR(os.lstat(place).st_mode):
            shutil.rmtree(place)
        else:
            place.unlink()

    @contextlib.contextmanager
    def filled(self, path: str, uid: int, gid: int) -> Iterator[Path]:
        place = self._real(path)
        place.mkdir()
        yield place


def has_links(folder: Path) -> bool:
    """Whether links can be made in *folder*. Some systems say that they made one, and did not."""
    trial = folder / f"{SIGN}.trial"
    try:
        trial.symlink_to("target")
    except OSError:
        return False
    made = trial.is_symlink()
    trial.unlink(missing_ok=True)
    return made


def note(target: str) -> bytes:
    """The content of the file that stands for a link to *target*."""
    return _HEAD + target.encode("utf-8", "surrogateescape")


def noted_target(path: Path) -> str | None:
    """Where the link leads to that the file *path* is, or stands for; None if it is another file. Raises `OSError`."""
    if path.is_symlink():
        return os.readlink(path)
    with path.open("rb") as file:
        return _target_in(file.read(len(_HEAD) + _TARGET_LIMIT))


def _target_in(head: bytes) -> str | None:
    if not head.startswith(_HEAD):
        return None
    return head.removeprefix(_HEAD).decode("utf-8", "surrogateescape")


class ForeignFloor(PlainFloor):
    """The tree of a Linux machine in the folder *root* of Windows, which does not keep all of it. Programs are known by
    how they begin. Where links cannot be made, as without developer mode, a recorded machine is laid out with notes
    instead; the tree says so itself. Raises `OSError` if there is none."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._has_notes = self._real(f"/{SIGN}").exists()

    @override
    def stat(self, path: str) -> Stat:
        found = super().stat(path)
        if found.kind != "file":
            return found
        head = self._head(path)
        if self._has_notes and head.startswith(_HEAD):
            return replace(found, kind="symlink")
        return replace(found, mode=0o755) if head.startswith(_PROGRAMS) else found

    @override
    def names(self, path: str) -> list[str]:
        return [name for name in super().names(path) if path != "/" or name != SIGN]

    @override
    def readlink(self, path: str) -> str:
        if not self._has_notes:
            return super().readlink(path)
        target = self._target(path)
        if target is None:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return target

    @override
    def chunks(self, path: str) -> Iterator[bytes]:
        if self._target(path) is not None:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return super().chunks(path)

    @override
    def symlink(self, path: str, target: str, uid: int, gid: int) -> None:
        if not self._has_notes:
            super().symlink(path, target, uid, gid)
            return
        file = self.create(path)
        file.write(note(target))
        file.close()

    def _target(self, path: str) -> str | None:
        """Where the file *path* stands for a link to; None if it does not."""
        return _target_in(self._head(path)) if self._has_notes else None

    def _head(self, path: str) -> bytes:
        with self._real(path).open("rb") as file:
            return file.read(len(_HEAD) + _TARGET_LIMIT)
