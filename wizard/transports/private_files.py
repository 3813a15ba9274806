"""Files that a user names: plans, reports, recordings, profiles. They may hold what nobody was meant to see, and may be
anybody's. And where the wizard keeps what is its own and no machine's."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
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


class FileTooBig(Exception):
    """A file has more bytes than anybody wrote into one of its kind."""


def read_named(path: Path, limit: int) -> bytes:
    """The bytes of the file *path* that a user named, at most *limit*: a link to a device has no size, and no end.
    Raises `FileTooBig` and `OSError`."""
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise FileTooBig
    return data


def save_private(path: Path, data: bytes, code: str) -> None:
    """`write_private` for a user who named *path*. Raises `InputError` (*code*) with the reason in words."""
    try:
        write_private(path, data)
    except OSError as error:
        # Faults are written even where the texts cannot be read.
        from wizard.model.errors import InputError
        from wizard.model.text import reason_of, say

        raise InputError(
            code, say("Could not write {path}: {why}.", path=str(path), why=reason_of(error))
        ) from error


NAME: Final = "WSL Go Wizard" if sys.platform == "win32" else "wsl-go-wizard"
"""Of the folder, as the system spells such names. On Windows it is not the one of the PC's journal, where nothing but
setups may lie."""


LEFTOVERS: Final = {
    "Cache": ("window.lock", "window.bell"),
    "Cache/archives": tuple(
        f"go*{packed}{state}"
        for packed in (".tar.gz", ".zip")
        for state in ("", ".part", ".lock", ".aside-*")
    ),
    "Logs": ("crash-*.txt", "fault-*.txt"),
}
"""All that the wizard leaves on Windows that is of no use without it, by folder below its own: what Windows'
uninstaller takes away. Whoever makes a file in one of these folders names it here (tests/transports/test_leftovers)."""


def log_folder() -> Path:
    """For reports of faults."""
    import platformdirs

    return platformdirs.user_log_path(NAME, appauthor=False)


def cache_folder() -> Path:
    """For what nobody misses."""
    import platformdirs

    return platformdirs.user_cache_path(NAME, appauthor=False)


def archive_folder() -> Path:
    """For archives of Go, which can be downloaded again."""
    return cache_folder() / "archives"
