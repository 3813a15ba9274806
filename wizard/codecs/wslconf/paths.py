"""Paths of `.wslconfig` in which a person meant a variable: WSL expands none (WSL §1.6)."""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = r"USERPROFILE|LOCALAPPDATA|APPDATA|TEMP|TMP|ProgramData"
_VARIABLES: Final = re.compile(
    r"%[A-Za-z_(][^%\s\\/]*%|(?i:\$env:|\$\{env:|\$HOME\b|\$\{HOME\}|\$\{\w+\}"
    rf"|\$(?:{_NAMES})\b)|\A~(?=[\\/]|\Z)"
)
_HOME: Final = re.compile(r"\A~|(?i:\$HOME\b|\$\{HOME\})")
_OF_SHELLS: Final = re.compile(rf"(?i)\$env:(\w+)|\$\{{(?:env:)?([^}}]+)\}}|\$({_NAMES})\b")
_WHOLE: Final = re.compile(r"[A-Za-z]:[\\/]|[\\/]{2}[^\\/]")


def has_variables(path: str) -> bool:
    """Whether *path* names a variable of Windows, of PowerShell or a Linux shell, or a home."""
    return _VARIABLES.search(path) is not None


def as_windows_writes(path: str) -> str:
    """*path* with its variables as Windows itself writes them: ``%USERPROFILE%`` for a home. Slashes become
    backslashes, for so WSL's own paths read."""
    path = _HOME.sub("%USERPROFILE%", path)
    path = _OF_SHELLS.sub(lambda match: f"%{match[1] or match[2] or match[3]}%", path)
    return path.replace("/", "\\")


def is_whole(path: str) -> bool:
    r"""Whether *path* says all of where it leads, with a drive or a server. ``/mnt/c/x`` is a path of Linux, and
    ``'C:\x'`` begins with a quote, for WSL takes only double ones away."""
    return _WHOLE.match(path) is not None
