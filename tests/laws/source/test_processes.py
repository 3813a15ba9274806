"""No process that the wizard starts flashes a console window: each says so to Windows, at every place in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

WIZARD = Path(__file__).resolve().parents[3] / "wizard"
STARTS = frozenset({"run", "Popen", "call", "check_call", "check_output", "getoutput"})


def started(source: str) -> Iterator[ast.Call]:
    """The calls of *source* that start a process with `subprocess`."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "subprocess"
            and node.func.attr in STARTS
        ):
            yield node


def flashes(source: str) -> list[int]:
    """The lines where *source* starts a process without a word about its console."""
    return [
        call.lineno
        for call in started(source)
        if not any(
            word.arg == "creationflags" and "NO_CONSOLE" in ast.unparse(word.value) for word in call.keywords
        )
    ]


@pytest.mark.parametrize(
    "path", sorted(WIZARD.rglob("*.py")), ids=lambda path: path.relative_to(WIZARD).as_posix()
)
def test_no_console_flashes(path: Path) -> None:
    assert flashes(path.read_text(encoding="utf-8")) == []


def test_there_are_processes_to_look_at() -> None:
    assert sum(1 for path in WIZARD.rglob("*.py") for _ in started(path.read_text(encoding="utf-8"))) >= 2


def test_a_process_with_a_console_is_seen() -> None:
    assert flashes("subprocess.run(words)\nsubprocess.Popen(words, creationflags=NO_CONSOLE)") == [1]
