"""The profile that a repository carries for whoever works in it: ``wsl-go.toml``. It is offered, never just used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

NAME: Final = "wsl-go.toml"
_ROOT: Final = ".git"
"""What the root of a repository has: a folder, or the file of a work tree."""


def team_file(folder: Path) -> Path | None:
    """The file that is meant for *folder*: the nearest one, from there up to the root of its repository. Without a
    repository only *folder* itself is looked at."""
    folder = Path(os.path.abspath(folder))
    try:
        above = list(_up_to_root(folder))
        return next((place for each in above if (place := each / NAME).is_file()), None)
    except OSError:
        return None


def _up_to_root(folder: Path) -> list[Path]:
    every = [folder, *folder.parents]
    root = next((number for number, each in enumerate(every) if (each / _ROOT).exists()), 0)
    return every[: root + 1]


def as_typed(path: Path, folder: Path) -> str:
    """*path* as somebody in *folder* types it."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # another drive of Windows
        return str(path)
