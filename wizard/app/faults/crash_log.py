"""A file for what ends the program from below: a fault in Qt, or in a library. Python writes its stack there."""

from __future__ import annotations

import contextlib
import faulthandler
from collections.abc import Iterator
from pathlib import Path

from wizard.app.faults import log_files
from wizard.model.text import Text, say


@contextlib.contextmanager
def kept() -> Iterator[Path | None]:
    """While this lasts, a crash is written to the file that is given; None if no file can be written. One that stays
    empty is removed at the end."""
    try:
        file = log_files.create("crash")
    except OSError:
        yield None
        return
    path = Path(str(file.name))
    with file:
        faulthandler.enable(file, all_threads=True)
        try:
            yield path
        finally:
            faulthandler.disable()
    with contextlib.suppress(OSError):
        if path.stat().st_size == 0:
            path.unlink()


def says_of(why: str, log: Path | None) -> Text:
    """The sentence that tells that the window cannot be shown, after *why* is written into *log*."""
    try:
        if log is None:
            raise FileNotFoundError
        log.write_text(why, encoding="utf-8", errors="replace")
    except OSError:
        return say("WSL Go Wizard cannot show its window. Use a command, such as look.")
    return say(
        "WSL Go Wizard cannot show its window. Use a command, such as look. Details: {path}", path=str(log)
    )
