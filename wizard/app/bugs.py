"""A bug in the wizard: written to a file for the developers, never shown as a traceback, never sent anywhere."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

from wizard.model.text import Text, say
from wizard.transports import private_files
from wizard.transports.private_files import write_private
from wizard.version import VERSION


def save_report(bug: BaseException) -> Path:
    """Write *bug* with its traceback (places in the code, no values of variables) to the log folder."""
    folder = private_files.log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"fault-{os.getpid()}.txt"
    frames = "".join(traceback.format_tb(bug.__traceback__))
    write_private(path, f"WSL Go Wizard {VERSION}\n{type(bug).__name__}\n{frames}".encode())
    return path


def sentence(path: Path) -> Text:
    """The sentence that tells the user of the bug, and of the report at *path*."""
    return say("WSL Go Wizard ran into a bug. A report for the developers is in {path}.", path=str(path))
