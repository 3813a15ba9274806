"""A failure before there is a window: what is said of it, and whether anybody would see it on a terminal.

What failed may be anything, so all that is more than Python's own library is tried, not trusted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Final

_WINDOWS: Final = ("window", "demo")


def was_clicked(argv: Sequence[str]) -> bool:
    """Whether the program, started with *argv*, was to open a window, and nobody reads a terminal."""
    wants_window = not argv or argv[0] in _WINDOWS
    return wants_window and "--terminal" not in argv and (sys.stderr is None or not sys.stderr.isatty())


def sentence_of(fault: BaseException) -> str:
    """What is said of *fault*, which is written down; in English if the program's own texts cannot be read."""
    try:
        from wizard.app.faults.bugs import says_of
        from wizard.app.texts import speech_of_faults

        return speech_of_faults()(says_of(fault))
    except Exception:
        return f"WSL Go Wizard is damaged. Install it again. Details: {_written(fault)}"


def _written(fault: BaseException) -> str:
    frames = "".join(traceback.format_tb(fault.__traceback__))
    try:
        from wizard.app.faults import log_files

        with log_files.create("fault") as file:
            file.write(f"{type(fault).__name__}: {fault}\n{frames}".encode("utf-8", "replace"))
        return str(file.name)
    except Exception:
        return f"{type(fault).__name__}: {fault}"
