"""Where the files lie that are no Python: agent scripts, profiles, tables, locale, icons.

In a checkout they are in ``resources/`` beside the package; a wheel and the bundle carry them inside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """The path of ``resources/PARTS``, whether or not there is such a file."""
    packed = _PACKAGE / "resources"
    root = packed if packed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def read_text(*parts: str) -> str:
    """The content of ``resources/PARTS`` (UTF-8, line ends as they are). Raises `OSError`."""
    with resource(*parts).open(encoding="utf-8", newline="") as file:
        return file.read()
