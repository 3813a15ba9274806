"""A user has one window: a second one does not open, and the first comes forward."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wizard.gui.process.only_one import OnlyOne, own_folder
from wizard.model.errors import BusyError

OTHER = """
import sys
from PySide6.QtCore import QCoreApplication
from wizard.gui.process.only_one import OnlyOne
from wizard.model.errors import BusyError
app = QCoreApplication([])
one = OnlyOne(sys.argv[1])
try:
    one.take()
except BusyError as error:
    print(error.code)
else:
    print("open", flush=True)
    if sys.argv[2:]:
        sys.stdin.read()
        import os
        os.abort()
"""


def other(folder: Path) -> str:
    """What a second program says."""
    words = [sys.executable, "-c", OTHER, str(folder)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


def test_a_second_window_is_refused_and_calls_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = OnlyOne(str(tmp_path / "new/folder"))
    first.take()
    first.listen()
    with qtbot.waitSignal(first.called, timeout=20_000):
        assert other(tmp_path / "new/folder") == "already-open"
    with qtbot.waitSignal(first.called, timeout=20_000):
        assert other(tmp_path / "new/folder") == "already-open"


def test_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = OnlyOne(str(tmp_path)), OnlyOne(str(tmp_path))
    first.take()
    with pytest.raises(BusyError) as refused:
        second.take()
    assert [text.render() for text in refused.value.sentences()] == [
        "WSL Go Wizard is already open.",
        "Nothing was changed.",
        "Continue in its window, or close it first.",
    ]


def test_a_window_that_crashed_keeps_nobody_out(qtbot: QtBot, tmp_path: Path) -> None:
    words = [sys.executable, "-c", OTHER, str(tmp_path), "wait"]
    crashing = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert crashing.stdout is not None
    assert crashing.stdout.readline().strip() == b"open"
    crashing.communicate(timeout=60)
    assert crashing.returncode != 0
    OnlyOne(str(tmp_path)).take()


def test_where_nothing_can_be_written_it_opens_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    OnlyOne(str(tmp_path / "file/folder")).take()


def test_the_file_lies_in_a_folder_of_the_wizard_s_own() -> None:
    """Any program may call a lock of its own window.lock."""
    assert Path(own_folder()).name == "wsl-go-wizard"
