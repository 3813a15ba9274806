"""An archive unpacked into a new folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from wizard.downloads import archive
from wizard.model.events import Stop, Tell


def unpack(path: Path, into: Path, stop: Stop, tell: Tell) -> None:
    """Fill a new folder, and remove it if that fails, as `fill` asks of those who call it."""
    into.mkdir()
    try:
        archive.fill(path, into, stop, tell)
    except BaseException:
        shutil.rmtree(into)
        raise
