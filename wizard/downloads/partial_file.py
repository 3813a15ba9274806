"""The file an archive grows in, ``<filename>.part``, until it is whole and may have its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from wizard.downloads.durable import sync_folder
from wizard.model.errors import Stopped
from wizard.model.events import Stop

_BLOCK_BYTES: Final = 1 << 20
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Part:
    """*length* bytes of at most *limit*, and their digest so far. The caller holds the lock on it.

    Every method raises `OSError`; an empty one leaves no file behind.
    """

    def __init__(self, path: Path, file: int, limit: int) -> None:
        self.path = path
        self.limit = limit
        self.length = 0
        self._file = file
        self._digest = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """SHA-256 of the bytes so far, 64 hex digits."""
        return self._digest.hexdigest()

    def resume(self, stop: Stop) -> None:
        """Take up what an earlier run left, however much that is. Raises `Stopped`."""
        os.lseek(self._file, 0, os.SEEK_SET)
        while block := os.read(self._file, _BLOCK_BYTES):
            if stop():
                raise Stopped
            self._digest.update(block)
            self.length += len(block)

    def restart(self) -> None:
        """Drop all bytes."""
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        self.length = 0
        self._digest = hashlib.sha256()

    def append(self, chunk: bytes) -> None:
        """Add *chunk*; if it cannot be written all bytes are dropped, so that a full disk gets them back.

        Raises `OverflowError` before a byte is written if that were more than *limit*.
        """
        if self.length + len(chunk) > self.limit:
            raise OverflowError
        rest = memoryview(chunk)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError:
            with contextlib.suppress(OSError):
                self.restart()
            raise
        self._digest.update(chunk)
        self.length += len(chunk)

    def become(self, target: Path) -> None:
        """Take the name *target*, durably. What has that name is put aside as ``<name>.aside-N``."""
        os.fsync(self._file)
        self.close()
        if os.path.lexists(target):
            target.rename(_unused(target))
        self.path.replace(target)
        sync_folder(target.parent)

    def close(self) -> None:
        """Let go of the file; an empty one is removed. Safe to repeat."""
        if self._file < 0:
            return
        os.close(self._file)
        self._file = -1
        if not self.length:
            self.path.unlink(missing_ok=True)


@contextlib.contextmanager
def part_of(target: Path, limit: int, stop: Stop) -> Iterator[Part]:
    """The `Part` that *target* grows in, with what is there of it. Raises `OSError`, `Stopped`."""
    path = target.with_name(f"{target.name}.part")
    part = Part(path, os.open(path, _FLAGS, 0o644), limit)
    try:
        part.resume(stop)
        yield part
    finally:
        part.close()


def digest_of(path: Path, size: int, stop: Stop) -> str | None:
    """The SHA-256 of the file *path* if it has exactly *size* bytes. Raises `OSError`, `Stopped`."""
    if not path.is_file() or path.stat().st_size != size:
        return None
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            if stop():
                raise Stopped
            digest.update(block)
    return digest.hexdigest()


def _unused(target: Path) -> Path:
    number = 1
    while os.path.lexists(aside := target.with_name(f"{target.name}.aside-{number}")):
        number += 1
    return aside
