"""Says which Python file is too long to be read at a sitting, and which folder holds too many. Exits 1 if any does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MOST_LINES: Final = 350
MOST_FILES: Final = 20
_TOPS: Final = ("wizard", "tests", "packaging")
_COUNTED: Final = (".py", ".sh")


def crowded(root: Path) -> tuple[str, ...]:
    """One line for every file and folder of *root* that is over its limit. Raises `OSError`."""
    files = sorted(_files(root))
    lengths = {path: _lines(path) for path in files if path.suffix == ".py"}
    rooms = Counter(path.parent for path in files if path.name != "__init__.py")
    return (
        *(
            f"{_name(path, root)}: {lines} lines, more than {MOST_LINES}"
            for path, lines in lengths.items()
            if lines > MOST_LINES
        ),
        *(
            f"{_name(folder, root)}: {count} files, more than {MOST_FILES}"
            for folder, count in rooms.items()
            if count > MOST_FILES
        ),
    )


def _files(root: Path) -> Iterator[Path]:
    for top in _TOPS:
        yield from (path for path in (root / top).rglob("*") if path.suffix in _COUNTED)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def main() -> int:
    """The check, on the checkout that is named first."""
    lines = crowded(Path(sys.argv[1]))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
