"""The files in the log folder: where they are, and how many are kept. Needs only Python's own library and, to find the
folder, platformdirs: what it is needed for may be that something else is missing."""

from __future__ import annotations

import contextlib
import os
import tempfile
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Final

from wizard.transports import private_files

KEPT: Final = 20
"""How many files of a kind are kept, the newest."""


def create(kind: str) -> FileIO:
    """A new file for a *kind* of trouble, open for writing, which only its owner can read: in the log folder, where the
    oldest of the kind are removed, or, if nothing can be written there, in a new temporary folder. Its ``name`` is
    its path. Raises `OSError` if that cannot be written either."""
    name = f"{kind}-{datetime.now():%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
    try:
        folder = private_files.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        file = _opened(folder / name)
    except (OSError, ImportError):
        return _opened(Path(tempfile.mkdtemp(prefix="wsl-go-wizard-")) / name)
    _rotate(folder, kind)
    return file


def _opened(path: Path) -> FileIO:
    return FileIO(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600))


def _rotate(folder: Path, kind: str) -> None:
    """Remove all but the newest. Their names begin with when they were made."""
    for old in sorted(folder.glob(f"{kind}-*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):  # of another run, which removed it or has it open
            old.unlink()
