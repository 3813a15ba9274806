"""Says which source file has no test of its own name, and which test file no source. Exits 1 if any does.

``wizard/a/b.py`` is tested in ``tests/a/test_b.py``; what is too long for one file goes on in
``tests/a/test_b_more.py``. A source in which nothing is done, only declared, needs none: those who use it test it.
Sources that are rightly tested elsewhere stand in ``mirror_known.txt``, with the reason. That list may only shrink:
what needs no test, or has one of its own name, must not stand there.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Final

KNOWN: Final = "packaging/mirror_known.txt"
_ENTRIES: Final = {"__init__", "__main__"}
_LAWS: Final = (
    "benchmarks",
    "compat",
    "contract",
    "crash",
    "e2e",
    "field",
    "gui/whole",
    "hostile",
    "laws",
    "machines",
    "packaging",
    "windows",
    "wsl",
)
"""Below ``tests``: what is tested there is no single file of ``wizard``."""


def odd(root: Path) -> tuple[str, ...]:
    """One line for every file of *root* that has no counterpart, and for every exemption that is not needed. Raises
    `OSError`, and `ValueError` if the list of exemptions cannot be read."""
    sources = frozenset(_sources(root / "wizard"))
    tests = frozenset(_tests(root / "tests"))
    known = exemptions((root / KNOWN).read_text(encoding="utf-8"))
    untested = frozenset(name for name in sources - tests if _does_something(root / f"wizard/{name}.py"))
    return (
        *(f"wizard/{name}.py: no {_test_of(name)}" for name in sorted(untested - set(known))),
        *(
            f"{_test_of(name)}: no wizard/{name}.py"
            for name in sorted(tests - sources)
            if not _more(name, tests)
        ),
        *(f"{KNOWN}: {name} is {_why(name, sources)}" for name in known if name not in untested),
    )


def exemptions(text: str) -> Mapping[str, str]:
    """Names of sources, as ``a/b``, and why each has no test of its own name. A line is ``FOLDER: NAME … | REASON``;
    a folder of ``.`` is ``wizard`` itself. Raises `ValueError` for a line that is none."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        place, bar, reason = line.partition(" | ")
        folder, colon, names = place.partition(": ")
        if not (bar and colon and names.strip() and reason.strip()):
            raise ValueError(f"{KNOWN}: not FOLDER: NAME … | REASON: {line}")
        for name in names.split():
            found[name if folder == "." else f"{folder}/{name}"] = reason.strip()
    return found


def _sources(top: Path) -> Iterator[str]:
    for path in top.rglob("*.py"):
        if path.stem not in _ENTRIES:
            yield path.relative_to(top).with_suffix("").as_posix()


def _does_something(source: Path) -> bool:
    """Whether any function of *source* has more than a docstring or ``…`` for a body."""
    return any(map(_is_done, ast.walk(ast.parse(source.read_text(encoding="utf-8")))))


def _is_done(node: ast.AST) -> bool:
    match node:
        case ast.Lambda():
            return True
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
            return not all(
                isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in body
            )
        case _:
            return False


def _tests(top: Path) -> Iterator[str]:
    for path in top.rglob("test_*.py"):
        place = path.relative_to(top)
        if not any(place.is_relative_to(law) for law in _LAWS):
            yield place.with_name(path.stem.removeprefix("test_")).as_posix()


def _test_of(name: str) -> str:
    folder, _, stem = name.rpartition("/")
    return "/".join(("tests", *([folder] if folder else []), f"test_{stem}.py"))


def _more(name: str, tests: Set[str]) -> bool:
    """Whether ``a/b_more`` goes on where ``a/b`` ends."""
    folder, slash, stem = name.rpartition("/")
    parts = stem.split("_")
    return any(f"{folder}{slash}{'_'.join(parts[:count])}" in tests for count in range(1, len(parts)))


def _why(name: str, sources: Set[str]) -> str:
    return "tested under its own name, or only declares" if name in sources else "no source"


def main() -> int:
    """The check, on the checkout that is named first."""
    lines = odd(Path(sys.argv[1]))
    sys.stderr.write("".join(line + "\n" for line in lines))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
