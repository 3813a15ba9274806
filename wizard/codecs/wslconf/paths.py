"""Paths of `.wslconfig` in which a person meant a variable: WSL expands none (WSL §1.6)."""

from __future__ import annotations

from typing import Final

from wizard.patterns import lazy_pattern

_VARIABLES: Final = lazy_pattern(
    r"%[A-Za-z_(][^%\s\\/]*%|(?i:\$env:|\$\{env:|\$HOME\b)|\$\{\w+\}|\A\$[A-Za-z_]\w*(?=[\\/]|\Z)|\A~(?=[\\/]|\Z)"
)
_HOME: Final = lazy_pattern(r"\A~|(?i:\$HOME\b|\$\{HOME\})")
_POWERSHELL: Final = lazy_pattern(r"(?i)\$env:(\w+)|\$\{env:([^}]+)\}")
_SHELL: Final = lazy_pattern(r"\$\{(\w+)\}|\A\$([A-Za-z_]\w*)")
_ON_DRIVE: Final = lazy_pattern(r"[A-Za-z]:[\\/][^\x00-\x1f<>:\"|?*]*")
_WHOLE: Final = lazy_pattern(r"[A-Za-z]:[\\/]|[\\/]{2}[^\\/]")


def has_variables(path: str) -> bool:
    """Whether *path* names a variable of Windows, of PowerShell or of a Linux shell, or a home."""
    return _VARIABLES.search(path) is not None


def as_windows_writes(path: str) -> str:
    """*path* with its variables as Windows itself writes them: ``%USERPROFILE%`` for a home. Slashes become
    backslashes, for so WSL's own paths read."""
    path = _POWERSHELL.sub(lambda match: f"%{match[1] or match[2]}%", path)
    path = _SHELL.sub(lambda match: f"%{match[1] or match[2]}%", _HOME.sub("%USERPROFILE%", path))
    return path.replace("/", "\\")


def is_whole(path: str) -> bool:
    r"""Whether *path* says all of where it leads, with a drive or a server. ``/mnt/c/x`` is a path of Linux, and
    ``'C:\x'`` begins with a quote, for WSL takes only double ones away."""
    return _WHOLE.match(path) is not None


def is_on_drive(path: str) -> bool:
    """Whether *path* names all of its way from a drive on, in characters that a name may have in Windows."""
    return _ON_DRIVE.fullmatch(path) is not None
