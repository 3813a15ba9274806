"""What ends the program from below leaves its stack in the log folder; a run that ends well leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.own_traces import FOLDERS
from wizard.app.faults import crash_log

CRASH = """
import os
from wizard.app.faults import crash_log

def the_place():
    os.abort()

with crash_log.kept() as path:
    print(path, flush=True)
    the_place()
"""


def test_the_stack_of_a_crash_is_written_down(tmp_path: Path) -> None:
    environment = {**os.environ, **dict.fromkeys(FOLDERS, str(tmp_path))}
    words = [sys.executable, "-c", CRASH]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode not in (0, 1)
    path = Path(done.stdout.strip())
    assert path.is_relative_to(tmp_path)
    assert "in the_place" in path.read_text()


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: tmp_path / "log")
    with crash_log.kept() as path:
        assert path is not None
        assert path.exists()
    assert list((tmp_path / "log").iterdir()) == []


def test_without_a_place_to_write_the_program_runs_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(platformdirs, "user_log_path", lambda *_, **__: tmp_path / "file/log")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    with crash_log.kept() as path:
        assert path is None
