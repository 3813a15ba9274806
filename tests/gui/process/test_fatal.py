"""What Qt gives up over is written down and said, with an exit code, instead of an abort."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_traces import FOLDERS

GIVING_UP = """
import sys
from PySide6.QtCore import qFatal, qWarning
from wizard.app.faults import crash_log
from wizard.gui.process import fatal
with crash_log.kept() as log, fatal.told(log):
    qWarning("it begins")
    qFatal("it is over")
print("never")
"""


def start(tmp_path: Path, *words: str, platform: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        **dict.fromkeys(FOLDERS, str(tmp_path)),
        "QT_QPA_PLATFORM": platform,
        "WSL_GO_WIZARD_LANGUAGE": "zh_CN",
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, encoding="utf-8", timeout=60
    )


@pytest.mark.linux(reason="on Windows it is said in a box")
def test_a_screen_that_qt_cannot_draw_on_is_told(tmp_path: Path) -> None:
    done = start(tmp_path, "-m", "wizard", "window", platform="gone")
    assert done.returncode == 1
    (log,) = tmp_path.rglob("crash-*.txt")
    assert done.stderr.splitlines()[-1].startswith("WSL Go Wizard 无法显示窗口。")
    assert done.stderr.endswith(f"{log}\n")
    assert 'Could not find the Qt platform plugin "gone"' in log.read_text()
    assert "_shown" in log.read_text()


def test_what_qt_said_before_is_printed_and_kept(tmp_path: Path) -> None:
    done = start(tmp_path, "-c", GIVING_UP, platform="offscreen")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "it begins"
    (log,) = tmp_path.rglob("crash-*.txt")
    assert log.read_text().startswith("it begins\nit is over\n")
