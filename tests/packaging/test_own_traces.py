"""Tests leave nothing of the wizard's in the home of who runs them, and what the wizard leaves for itself is known to
Windows' uninstaller."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tests.own_traces import FOLDERS, leftovers, traces
from wizard.app.faults.bugs import save_report
from wizard.transports import private_files


def test_what_is_ours_is_seen_below_a_home_and_nothing_else(tmp_path: Path) -> None:
    for folder in FOLDERS.values():
        (tmp_path / folder / "wsl-go-wizard/log").mkdir(parents=True)
        (tmp_path / folder / "other").mkdir()
    report = tmp_path / ".local/state/wsl-go-wizard/log/fault-1.txt"
    report.write_text("x")
    before = traces(tmp_path)
    assert len(before) == 2 * len(FOLDERS) + 1
    assert str(report) in before
    os.utime(report, ns=(1, 1))
    assert traces(tmp_path) != before
    assert traces(tmp_path / "empty") == {}


def test_reports_and_archives_of_tests_are_kept_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = save_report(ZeroDivisionError())
    assert report.exists()
    for place in (report, private_files.archive_folder(), platformdirs.user_data_path()):
        assert place.is_relative_to(tmp_path_factory.getbasetemp())


ENDED = """
import atexit, contextlib, hashlib, os, sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from wizard.app.archives import Archives
from wizard.app.faults import crash_log
from wizard.app.faults.bugs import save_report
from wizard.gui.process.only_one import OnlyOne
from wizard.model.edits.files import Download
from wizard.model.errors import WizardError
from wizard.model.events import Progress, never
from wizard.transports import private_files

shop, folder = Path(sys.argv[1]), private_files.archive_folder()
application = QCoreApplication([])
save_report(ZeroDivisionError())
first, second = (OnlyOne(str(private_files.cache_folder())) for _ in range(2))
first.take()
with contextlib.suppress(WizardError):
    second.take()
atexit._run_exitfuncs()  # as if it ended here, and called the first one

def load(name, tell):
    digest = hashlib.sha256((shop / name).read_bytes()).hexdigest()
    wanted = Download(name, "go1.25.5", digest, (shop / name).stat().st_size, (str(shop),))
    with contextlib.suppress(WizardError):  # once it is there: it is no archive
        Archives().get(wanted, tell, never)

def end(event):
    if isinstance(event, Progress):
        os._exit(9)

with crash_log.kept():
    for kind in ("tar.gz", "zip"):
        name = f"go1.25.5.windows-amd64.{kind}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"damaged")
        load(name, lambda event: None)
    load(f"go1.26.1.windows-amd64.{sys.argv[2]}", end)
"""


def test_all_that_the_program_leaves_for_itself_when_it_is_ended_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended in the middle of a download, with a window, after a fault and after a damaged archive."""
    for variable, folder in FOLDERS.items():
        monkeypatch.setenv(variable, str(tmp_path / folder))
    for version in ("1.25.5", "1.26.1"):
        for kind in ("tar.gz", "zip"):
            archive = tmp_path / "shop" / f"go{version}.windows-amd64.{kind}"
            archive.parent.mkdir(exist_ok=True)
            archive.write_bytes(hashlib.sha256(archive.name.encode()).digest() * 200_000)
    for kind in ("tar.gz", "zip"):
        words = [sys.executable, "-c", ENDED, str(tmp_path / "shop"), kind]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120)
        assert done.returncode == 9, done.stderr
    found = leftovers()
    assert [file for file, pattern in found.items() if not pattern] == []
    used = {pattern for patterns in private_files.LEFTOVERS.values() for pattern in patterns}
    assert set(found.values()) == used


def test_a_file_of_another_kind_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, folder in FOLDERS.items():
        monkeypatch.setenv(variable, str(tmp_path / folder))
    stray = private_files.cache_folder() / "more/settings.ini"
    stray.parent.mkdir(parents=True)
    stray.touch()
    assert leftovers() == {str(stray): ""}
