"""A fault in the window is one sentence with a saved report; no traceback is printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from wizard.app.texts import Speech
from wizard.gui.faults import tell_faults
from wizard.transports import private_files


def test_a_fault_is_told_once_and_kept(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(private_files, "log_folder", lambda: tmp_path)
    window = QWidget()
    qtbot.addWidget(window)
    tell_faults(window, Speech("en"))
    words = "".join(["sec", "ret"])
    for _ in range(2):
        try:
            raise ValueError(words)
        except ValueError as fault:
            sys.excepthook(ValueError, fault, fault.__traceback__)
    (box,) = window.findChildren(QMessageBox)
    assert "ran into a bug" in box.text()
    report, _ = sorted(tmp_path.iterdir())
    assert str(report) in box.text()
    assert "ValueError" in report.read_text()
    assert "secret" not in report.read_text()
    assert capsys.readouterr() == ("", "")
    box.close()
