"""Whether a window can be opened here."""

from __future__ import annotations

import os
import sys

_SIGNS = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere the session, or Qt's own setting, says so."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in _SIGNS)
