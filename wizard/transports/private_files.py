"""Files that may hold what a user did not mean to show: plans, reports, recordings, profiles, faults."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import Final

_MODE: Final = 0o600


def write_private(path: Path, data: bytes) -> None:
    """Write *data* to the file *path*, all of it or nothing. From the first moment on, nobody but its owner may
    read it. A pipe or a device gets the bytes as it is. Raises `OSError`."""
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)
            return
    place = path.resolve()
    # A name may be as long as names can be.
    staged = place.with_name(f".wsl-go-wizard.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "wb") as file:
            file.write(data)
        staged.replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)
        raise
