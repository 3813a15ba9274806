"""Whether a window can be opened here, and whether somebody sits before a terminal."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_SIGNS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere the session, or Qt's own setting, says so."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in _SIGNS)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether *stream* leads to somebody. On Windows ``isatty`` says so of ``NUL`` too, which is no console."""
    if stream is None or not stream.isatty():
        return False
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt
    from ctypes import wintypes

    handle = wintypes.HANDLE(msvcrt.get_osfhandle(stream.fileno()))
    return bool(ctypes.WinDLL("kernel32").GetConsoleMode(handle, ctypes.byref(wintypes.DWORD())))
