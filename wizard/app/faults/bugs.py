"""A bug in the wizard: written to a file for the developers, never shown as a traceback, never sent anywhere."""

from __future__ import annotations

import traceback
from pathlib import Path

from wizard.app.faults import log_files
from wizard.app.faults.damage import damaged, missing_part
from wizard.model.text import Text, say
from wizard.version import VERSION


def save_report(bug: BaseException) -> Path:
    """Write *bug* with its traceback (places in the code, no values of variables) to the log folder. Raises `OSError`
    if nothing can be written anywhere."""
    frames = "".join(traceback.format_tb(bug.__traceback__))
    with log_files.create("fault") as file:
        file.write(f"WSL Go Wizard {VERSION}\n{type(bug).__name__}\n{frames}".encode())
    return Path(str(file.name))


def says_of(bug: BaseException) -> Text:
    """The sentence that tells the user of *bug*, after its report is saved."""
    try:
        path = save_report(bug)
    except OSError:
        return say("WSL Go Wizard ran into a bug.")
    part = missing_part(bug)
    if part is not None:
        return damaged(part, path)
    return say("WSL Go Wizard ran into a bug. A report for the developers is in {path}.", path=str(path))
