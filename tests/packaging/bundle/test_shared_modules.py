"""The program with a window, without the program for the terminal, which has its modules: it says so, and in which file
there is more."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import pytest

from tests.gui.process.test_failure_box import read_and_close

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="elsewhere one program is both")

SCRIPT: Final = Path(__file__).parents[3] / "packaging/bundle/shared_modules.py"
START: Final = """
import sys
from types import ModuleType, SimpleNamespace

class Archive:
    def __init__(self, *words):
        pass

importers = ModuleType("pyimod02_importers")
importers.pyz_archive = Archive()
sys.modules["pyimod02_importers"] = importers
sys.executable = sys.argv[2] + "\\\\WSL Go Wizard.exe"
exec(compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec"), {"__name__": "__main__"})
"""


def start(folder: Path, local: Path) -> tuple[int, str]:
    """The exit code, and what was in the box."""
    environment = {**os.environ, "LOCALAPPDATA": str(local), "TEMP": str(folder)}
    program = subprocess.Popen([sys.executable, "-c", START, str(SCRIPT), str(folder)], env=environment)
    seen: list[str] = []
    closing = threading.Thread(target=lambda: seen.append(read_and_close()))
    closing.start()
    code = program.wait(90)
    closing.join()
    return code, seen[0]


@pytest.mark.parametrize("content", [None, b"MZ, and nothing else"])
def test_without_the_other_program_it_is_told(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "wsl-go-wizard.exe").write_bytes(content)
    (tmp_path / "local").mkdir()
    code, said = start(tmp_path, tmp_path / "local")
    (log,) = (tmp_path / "local/wsl-go-wizard/Logs").iterdir()
    assert code == 1
    assert said == (
        f"WSL Go Wizard is damaged: {tmp_path}\\wsl-go-wizard.exe is missing or cannot be read."
        f" Install it again. Details: {log}"
    )
    assert "Error" in log.read_text()


def test_where_nothing_can_be_written_it_is_told_all_the_same(tmp_path: Path) -> None:
    code, said = start(tmp_path / "gone", tmp_path / "gone")
    assert code == 1
    assert said.endswith("Install it again.")
