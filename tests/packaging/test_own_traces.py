"""Tests leave nothing of the wizard's in the home of who runs them."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from tests.own_traces import FOLDERS, traces
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
