"""Making files and names durable: after these calls a plugged-out machine still has them."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

FULL_DISK: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a disk, a quota or a limit without room answers."""


def sync_file(path: Path) -> None:
    """Make the bytes of the file *path* durable. Raises `OSError`."""
    _sync(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)


def sync_folder(folder: Path) -> None:
    """Make the names in *folder* durable, where a system can (Windows does so by itself)."""
    if sys.platform != "win32":
        _sync(folder, os.O_RDONLY)


def sync_tree(folder: Path) -> None:
    """Make all files and names below *folder* durable. Raises `OSError`."""
    if sys.platform.startswith("linux"):
        # sync(2) waits for all writing on Linux; 12 000 files asked for one by one take ten times as long.
        os.sync()
        return
    for place, folders, files in os.walk(folder):
        for name in files:
            if not (Path(place) / name).is_symlink():
                sync_file(Path(place) / name)
        for name in folders:
            sync_folder(Path(place) / name)
    sync_folder(folder)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
