"""A tree whose links are notes: a recorded machine that was laid out where no links can be made, as on Windows without
developer mode. The tree says so itself, so that whoever opens it sees the links of the machine.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from wizard.model.override import override
from wizard.transports.direct.floor import Stat
from wizard.transports.direct.floor_plain import PlainFloor

SIGN: Final = ".wsl-go-wizard-links"
"""A file in the root of such a tree, which is no part of it."""

_HEAD: Final = b"WSL Go Wizard: this stands for a link to\n"
_TARGET_LIMIT: Final = 4096


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


class NotesFloor(PlainFloor):
    """The tree below the folder *root*. Raises `OSError` if there is none."""

    @override
    def stat(self, path: str) -> Stat:
        found = super().stat(path)
        if found.kind == "file" and self._target(path) is not None:
            return replace(found, kind="symlink")
        return found

    @override
    def names(self, path: str) -> list[str]:
        return [name for name in super().names(path) if path != "/" or name != SIGN]

    @override
    def readlink(self, path: str) -> str:
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
        file = self.create(path)
        file.write(note(target))
        file.close()

    def _target(self, path: str) -> str | None:
        """Where the file *path* stands for a link to; None if it is a file."""
        with self._real(path).open("rb") as file:
            content = file.read(len(_HEAD) + _TARGET_LIMIT)
        if not content.startswith(_HEAD):
            return None
        return content.removeprefix(_HEAD).decode("utf-8", "surrogateescape")
