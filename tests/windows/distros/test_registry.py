"""The registry of Windows: what the wizard changes of the user's variables, who hears of it, and that undo is exact."""

from __future__ import annotations

import time
from pathlib import Path

from tests.machines.pcs import LITTERED
from tests.windows.distros.computer import Pc
from tests.windows.distros.recorded import become
from tests.windows.distros.windows import PYTHON_EXE, USER_FOLDER
from wizard.cli.exits import Exit

ENVIRONMENT = r"HKCU\Environment"
RULES = ("windows-path-damaged", "windows-wslenv-leak")
LISTENER = Path(__file__).with_name("listener.py")


def _exported(pc: Pc) -> bytes:
    pc.windows.run("reg", "export", ENVIRONMENT, rf"{USER_FOLDER}\now.reg", "/y")
    exported: bytes = (pc.profile / "now.reg").read_bytes()
    return exported


def test_variables_are_repaired_announced_and_undone(pc: Pc) -> None:
    become(pc, LITTERED)
    (pc.profile / "listener.py").write_bytes(LISTENER.read_bytes())
    before = _exported(pc)
    heard = pc.profile / "heard.txt"
    only = [word for rule in RULES for word in ("--only", rule)]

    with pc.windows.start(PYTHON_EXE, rf"{USER_FOLDER}\listener.py", rf"{USER_FOLDER}\heard.txt") as listener:
        _wait_for(heard, "listening")
        assert pc.wizard("apply", "--pc", *only, "--yes").code == Exit.DONE
        _wait_for(heard, "Environment")
        path = pc.value(ENVIRONMENT, "Path")
        assert path is not None
        assert path.startswith("REG_")
        assert "%PATH%" not in path
        assert "GOROOT" not in (pc.value(ENVIRONMENT, "WSLENV") or "")
        assert pc.value(ENVIRONMENT, "GITHUB_TOKEN") == "REG_SZ    0a1b2c3d4e5f"
        count = heard.read_text().count("Environment")
        assert pc.wizard("undo", "--pc", "--yes").code == Exit.DONE
        assert heard.read_text().count("Environment") > count
        listener.terminate()

    assert _exported(pc) == before


def _wait_for(file: Path, word: str) -> None:
    for _ in range(300):
        if file.exists() and word in file.read_text():
            return
        time.sleep(0.1)
    raise TimeoutError(word)
