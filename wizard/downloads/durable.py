"""Makes files and names durable: after these calls they survive a power failure."""

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
    """Make the names in *folder* durable, where a system can (Windows does that automatically)."""
    if sys.platform != "win32":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
