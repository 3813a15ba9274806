"""Standard output and error: they take every text, wherever they lead."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Final, TextIO

_LACKING: Final = "backslashreplace"


def make_ready() -> None:
    """Nothing that is said can end the program. On Windows, what is redirected is UTF-8 whatever the code page, as
    the answers of ``--json`` are; who wants another encoding says so in ``PYTHONIOENCODING``. A character that an
    encoding lacks is escaped. Without a console, what is said goes nowhere."""
    sys.stdout = _ready(sys.stdout)
    sys.stderr = _ready(sys.stderr)


def _ready(stream: TextIO | None) -> TextIO:
    if stream is None:  # a program of windows
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=_encoding(stream), errors=_LACKING)
    return stream


def _encoding(stream: io.TextIOWrapper) -> str | None:
    """The one *stream* gets; None for the one it has."""
    if sys.platform != "win32" or stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        return None
    return "utf-8"
