"""Official Go archives: looked through from end to end before anything is unpacked, then unpacked so that
nothing can land outside one new folder.

The whole archive is judged by `policy`, entry by entry, and counted while it is read. Unpacking judges it once
more, makes every file exclusively, follows no link, and makes links when all else is there.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.downloads import tarball, zipball
from wizard.downloads.archive_policy import (
    MAX_BYTES,
    TOP,
    ArchiveEntry,
    ArchiveEntryKind,
    ArchivePolicy,
    Unsafe,
    short,
)
from wizard.downloads.durable import FULL_DISK
from wizard.model.errors import MachineError, Stopped
from wizard.model.events import Progress, Stop, Tell, never
from wizard.model.text import reason_of, say

_TOLD_BYTES: Final = 1 << 20
_VERSION: Final = f"{TOP}/VERSION"
_MAX_VERSION: Final = 1024
_FOLDER_MODE: Final = 0o755
_PROGRAM_MODE: Final = 0o755
_FILE_MODE: Final = 0o644


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: how many entries, how many bytes unpacked, which Go (``1.25.5``)."""

    entries: int
    bytes: int
    version: str


def digest(path: Path) -> str:
    """The SHA-256 of the file *path*, 64 hex digits. Raises `MachineError` (``archive-unreadable``)."""
    with _judging(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inspect(path: Path, expected_version: str, stop: Stop = never) -> Contents:
    """Read the archive *path* (``.tar.gz`` or ``.zip``) to its end, and unpack nothing.

    Raises `MachineError`: ``archive-unsafe`` with one sentence that names the entry and what is wrong with
    it, or if it does not hold Go *expected_version*; ``archive-unreadable``. `Stopped`.
    """
    contents = _looked_through(path, stop)
    version = expected_version.removeprefix("go")
    with _judging(path):
        if contents.version != version:
            raise Unsafe(
                say(
                    "it contains Go {found}, not Go {version}", found=short(contents.version), version=version
                )
            )
    return contents


def fill(path: Path, folder: Path, stop: Stop, tell: Tell, *, shown: str | None = None) -> None:
    """Unpack what is below ``go/`` in the archive *path* into the empty *folder*, of somebody who removes it if
    this fails, makes it durable and adds the marker. *tell* is told of `Progress` in bytes. People know the folder
    as *shown*.

    Raises `MachineError`: ``archive-unsafe`` before anything is written, ``archive-unreadable``,
    ``folder-exists``, ``disk-full``, ``folder-unwritable``; `Stopped`.
    """
    contents = _looked_through(path, stop)
    with _writing(shown or str(folder)):
        if any(folder.iterdir()):
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))
        if shutil.disk_usage(folder).free < contents.bytes:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        reading = _ArchivePass(path, ArchivePolicy(is_portable=sys.platform != "linux"), stop)
        tree = _UnpackTarget(folder)
        reported = 0
        for entry, content in reading.entries():
            tree.add(entry, content)
            if reading.size - reported >= _TOLD_BYTES:
                reported = reading.size
                tell(Progress(reported, contents.bytes))
        tree.finish()
        tell(Progress(contents.bytes, contents.bytes))


@dataclass(slots=True)
class _ArchivePass:
    """An archive read once, from its beginning to its end; *size* in bytes and *version* grow on it."""

    path: Path
    policy: ArchivePolicy
    stop: Stop
    size: int = 0
    version: bytes | None = None

    def entries(self) -> Iterator[tuple[ArchiveEntry, Iterator[bytes]]]:
        """Each entry that may pass, with its content. Raises `MachineError`, `Stopped`."""
        source = zipball if self.path.suffix == ".zip" else tarball
        with _judging(self.path), self.path.open("rb") as file:
            for entry, content in source.entries(file):
                self.policy.admit(entry)
                counted = self._counted(entry, content)
                yield entry, counted
                # What nobody asked for is read all the same: it may be damaged, or endless.
                for _ in counted:
                    pass
            if self.version is None:
                raise Unsafe(say("the file {name} is missing from it", name=_VERSION))

    def _counted(self, entry: ArchiveEntry, content: Iterator[bytes]) -> Iterator[bytes]:
        if self.stop():
            raise Stopped
        if entry.name == _VERSION:
            self.version = b""
        with _judging(self.path):
            for chunk in content:
                if self.stop():
                    raise Stopped
                self.size += len(chunk)
                if self.size > MAX_BYTES:
                    raise Unsafe(say("it unpacks to more than {size} MiB", size=MAX_BYTES >> 20))
                if entry.name == _VERSION:
                    self.version = ((self.version or b"") + chunk)[:_MAX_VERSION]
                yield chunk

    def contents(self) -> Contents:
        """What was read."""
        lines = (self.version or b"").split(b"\n")
        version = lines[0].decode("ascii", "backslashreplace").strip().removeprefix("go")
        return Contents(self.policy.count, self.size, version)


def _looked_through(path: Path, stop: Stop) -> Contents:
    reading = _ArchivePass(path, ArchivePolicy(), stop)
    for _ in reading.entries():
        pass
    return reading.contents()


class _UnpackTarget:
    """A folder that fills. Links are made when all else is there, so nothing is ever written through one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = {""}
        self._folders: list[ArchiveEntry] = []
        self._links: list[ArchiveEntry] = []

    def add(self, entry: ArchiveEntry, content: Iterator[bytes]) -> None:
        """Make the entry, which the policy let pass. Raises `OSError`."""
        if entry.kind is ArchiveEntryKind.FOLDER:
            self._make(entry.below_top)
            self._folders.append(entry)
        elif entry.kind is ArchiveEntryKind.FILE:
            self._make(entry.below_top.rpartition("/")[0])
            self._write(self._folder / entry.below_top, content, entry)
        else:
            self._links.append(entry)

    def finish(self) -> None:
        """Make the links, and give the folders their times, for nothing changes in them any more."""
        for entry in self._links:
            self._make(entry.below_top.rpartition("/")[0])
            place = self._folder / entry.below_top
            if entry.kind is ArchiveEntryKind.TWIN:
                place.hardlink_to(self._folder / entry.target.partition("/")[2])
            else:
                place.symlink_to(entry.target)
                os.utime(place, (entry.mtime, entry.mtime), follow_symlinks=False)
        self._folder.chmod(_FOLDER_MODE)
        for entry in self._folders:
            os.utime(self._folder / entry.below_top, (entry.mtime, entry.mtime))

    def _make(self, name: str) -> None:
        if name in self._made:
            return
        self._make(name.rpartition("/")[0])
        place = self._folder / name
        place.mkdir()
        place.chmod(_FOLDER_MODE)
        self._made.add(name)

    def _write(self, place: Path, content: Iterator[bytes], entry: ArchiveEntry) -> None:
        with place.open("xb", buffering=0) as file:
            for chunk in content:
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
        place.chmod(_PROGRAM_MODE if entry.mode & 0o111 else _FILE_MODE)
        os.utime(place, (entry.mtime, entry.mtime))


@contextlib.contextmanager
def _judging(path: Path) -> Iterator[None]:
    """Say what is wrong with the archive itself."""
    try:
        yield
    except Unsafe as unsafe:
        raise MachineError(
            "archive-unsafe",
            say("{name} was not unpacked: {why}.", name=path.name, why=unsafe.why),
            next_step=say("Download the archive again from go.dev or a mirror that you trust."),
        ) from None
    except OSError as error:
        raise MachineError(
            "archive-unreadable",
            say(
                "Could not read {file}: {why}.",
                file=str(path),
                why=reason_of(error),
            ),
        ) from None


@contextlib.contextmanager
def _writing(folder: str) -> Iterator[None]:
    """Say what is wrong with the folder that is written to."""
    try:
        yield
    except OSError as error:
        why = reason_of(error)
        if error.errno in FULL_DISK:
            text = say("The disk is full. Go could not be unpacked in {folder}.", folder=folder)
            raise MachineError("disk-full", text, next_step=say("Free some space, then try again.")) from None
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            text = say("{folder} already exists, so nothing was unpacked there.", folder=folder)
            raise MachineError("folder-exists", text) from None
        text = say("Could not unpack Go in {folder}: {why}.", folder=folder, why=why)
        raise MachineError("folder-unwritable", text) from None
