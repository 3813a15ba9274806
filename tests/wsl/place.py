"""Where the things of one world lie, for the world itself and for every process of its `wsl.exe`."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A world's *folder*."""

    folder: Path

    @property
    def drive(self) -> Path:
        """What is `C:\\` there."""
        return self.folder / "c"

    @property
    def profile(self) -> Path:
        """The user's folder, `C:\\Users\\me`."""
        return self.drive / "Users/me"

    @property
    def exe(self) -> Path:
        return self.drive / "Windows/System32/wsl.exe"

    @property
    def state(self) -> Path:
        return self.folder / "state.json"

    @property
    def closed(self) -> Path:
        """Where the state lies once the world is closed: nothing starts any more."""
        return self.folder / "closed.json"

    @property
    def faults(self) -> Path:
        return self.folder / "faults.json"

    @property
    def calls(self) -> Path:
        return self.folder / "calls.jsonl"

    @property
    def machine(self) -> Path:
        """What the virtual machine of all WSL 2 distros has: `/mnt/wslg` and `/mnt/wsl` are shared by them."""
        return self.folder / "vm"

    def distro(self, guid: str) -> Path:
        return self.folder / "distros" / guid.strip("{}")

    def root(self, guid: str) -> Path:
        """The distro's files, as an overlay that is mounted when they are first asked for."""
        return self.distro(guid) / "root"

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Nobody else of this world is in the part called *name*."""
        handle = os.open(self.folder / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def to_windows(place: Place, path: Path) -> str | None:
    """*path* of this machine as one of the world's Windows, None if it is not on its drive."""
    try:
        inner = path.relative_to(place.drive)
    except ValueError:
        return None
    return "C:\\" + "\\".join(inner.parts)


def from_windows(place: Place, path: str) -> Path | None:
    """Where a Windows path lies on this machine, None if there is no such drive."""
    if path[:2].lower() != "c:" or path[2:3] not in ("\\", "/", ""):
        return None
    return place.drive.joinpath(*[part for part in path[2:].replace("/", "\\").split("\\") if part])
