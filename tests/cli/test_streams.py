"""What is said arrives, wherever it leads: no encoding ends the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wizard.cli.streams import make_ready

REPO = Path(__file__).parents[2]
NARROW = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONPATH": str(REPO)}
"""Redirected, and no help: on Linux ASCII, on Windows the code page."""
LOOK = ("look", "--machine", str(REPO / "resources/demo/machine.json"))
STORY = ("demo", "--terminal", "--language")


def redirected(*words: str, **more: str) -> bytes:
    """What ``wsl-go-wizard`` with *words* writes to a pipe, with the variables *more*."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [sys.executable, "-m", "wizard", *words],
        env={**variables, **NARROW, **more},
        capture_output=True,
        check=False,
        timeout=200,
    )
    assert done.returncode in (0, 2), done.stderr
    return done.stdout


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "cp437"])
def test_what_an_encoding_lacks_is_escaped(encoding: str, language: str) -> None:
    said = redirected(*STORY, language, PYTHONIOENCODING=encoding).decode(encoding)
    (_, heading, rule, *_) = said.splitlines()
    assert set(rule) == {"-"}
    if language == "zh_CN":
        assert heading.isascii() == ("\\u" in heading) == (encoding != "cp936")


def test_a_table_of_findings_too() -> None:
    said = redirected(*LOOK, "--language", "zh_CN", PYTHONIOENCODING="cp1252").decode("cp1252")
    assert "\\u68c0\\u67e5" in said


def test_redirected_without_a_word_on_the_encoding_all_arrives() -> None:
    """On Windows as UTF-8, whatever the code page. Where a locale knows only ASCII, click makes UTF-8 of it."""
    said = redirected(*STORY, "zh_CN").decode("utf-8")
    assert "检查" in said


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_without_a_console_what_is_said_goes_nowhere(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)
    make_ready()
    assert getattr(sys, name).write("检查") == 2
    getattr(sys, name).close()
