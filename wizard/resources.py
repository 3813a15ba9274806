"""Where the files lie that are no Python: agent scripts, profiles, tables, locale, icons.

In a checkout they are in ``resources/`` beside the package; a wheel and the bundle carry them inside it, with a list of
their checksums. So a file that was cut short or overwritten is noticed before anything comes of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

CHECKSUMS: Final = "checksums.txt"
"""Lines of ``CHECKSUM NAME``: of every file, as it was packed."""

_PACKAGE: Final = Path(__file__).resolve().parent


class DamagedError(Exception):
    """The file *path*, which belongs to the program, is not what was installed."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def resource(*parts: str) -> Path:
    """The path of ``resources/PARTS``, whether or not there is such a file."""
    packed = _PACKAGE / "resources"
    root = packed if packed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def read_bytes(*parts: str) -> bytes:
    """The content of ``resources/PARTS``. Raises `DamagedError` and `OSError`."""
    path = resource(*parts)
    data = path.read_bytes()
    packed = _packed()
    if packed is not None and packed.get("/".join(parts)) != checksum(data):
        raise DamagedError(path)
    return data


def read_text(*parts: str) -> str:
    """The same as text (UTF-8, line ends as they are). Raises `DamagedError` and `OSError`."""
    try:
        return read_bytes(*parts).decode("utf-8")
    except UnicodeDecodeError as error:
        raise DamagedError(resource(*parts)) from error


@contextmanager
def intact(*parts: str) -> Iterator[Path]:
    """The path of ``resources/PARTS``, which is what was installed. If it cannot be used all the same, that is its
    own fault: whatever fails while this lasts is a `DamagedError`. Raises `OSError` if it cannot be read."""
    read_bytes(*parts)
    path = resource(*parts)
    try:
        yield path
    except Exception as error:
        raise DamagedError(path) from error


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """The names of the files in ``resources/FOLDER`` that end with *suffix*, also of those that were lost. Raises
    `DamagedError` and `OSError`."""
    packed = _packed()
    if packed is None:
        return tuple(sorted(path.name for path in resource(folder).glob(f"*{suffix}")))
    inside = (name.removeprefix(f"{folder}/") for name in packed if name.startswith(f"{folder}/"))
    return tuple(sorted(name for name in inside if name.endswith(suffix) and "/" not in name))


def checksum(data: bytes) -> str:
    """Of *data*, as `CHECKSUMS` has it. It tells damage, not malice."""
    return f"{zlib.crc32(data):08x}-{len(data)}"


@cache
def _packed() -> dict[str, str] | None:
    """The checksums by name; None in a checkout, whose files may change."""
    if not (_PACKAGE / "resources").is_dir():
        return None
    path = resource(CHECKSUMS)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return {name: known for known, name in (line.split(" ", 1) for line in lines)}
    except ValueError as error:
        raise DamagedError(path) from error
