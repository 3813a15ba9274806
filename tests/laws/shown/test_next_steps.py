"""README promises of an error that it says what to do next. So each that is raised here has a third sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wizard

ROOT = Path(wizard.__file__).parent
ERRORS = frozenset({"InputError", "MachineError", "StaleError", "BusyError", "OpenError"})
ARGUMENTS = ("code", "text", "unchanged", "next_step")
FOLDERS = ("app/compatibility", "app/explain", "app/plans", "app/profiles")
FILES = [
    *(path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))),
    ROOT / "app/plan_files.py",
]


def lacking(source: str) -> Iterator[int]:
    """The lines on which an error is made without a next step."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ERRORS:
            is_named = any(each.arg == "next_step" for each in call.keywords)
            if not is_named and len(call.args) < len(ARGUMENTS):
                yield call.lineno


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_error_says_what_to_do_next(path: Path) -> None:
    assert list(lacking(path.read_text("utf-8"))) == []


def test_what_lacks_one_is_seen() -> None:
    assert list(lacking('raise InputError("a", text)\nraise InputError("a", text, None, do)\n')) == [1]
    assert list(lacking('MachineError("a", text, next_step=do)')) == []
