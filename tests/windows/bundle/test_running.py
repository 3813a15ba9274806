"""The bundle runs as a program of Windows: from a folder with blanks and Chinese characters, for a user with an umlaut,
on code pages that are not UTF-8, without Python, and without the internet."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from tests.packaging.bundle.screen import Screen
from tests.windows.bundle.conftest import FOLDER
from tests.windows.here import REPO, Windows
from wizard.version import HOME, VERSION

ACCENT: Final = (0, 90, 158)
"""Of Windows 11: that of the steps, of the default button, and of the edge around the first choice."""
_BEGIN: Final = rf"""
folder='Z:\test\{FOLDER}'
# run NAME WORDS…: the console program, what it says in NAME.out and NAME.err
run() {{ name=$1; shift; wine "$folder\\wsl-go-wizard.exe" "$@" >"$name.out" 2>"$name.err"; echo "code $?"; }}
"""


class Ran:
    """What `run` came to."""

    def __init__(self, windows: Windows, script: str, code_page: str = "cp1252") -> None:
        self._folder = windows.test
        self.codes = windows.run(_BEGIN + script, code_page)

    def out(self, name: str) -> str:
        return self._text(f"{name}.out")

    def err(self, name: str) -> str:
        return self._text(f"{name}.err")

    def _text(self, name: str) -> str:
        return (self._folder / name).read_bytes().decode("utf-8").replace("\r\n", "\n")


def test_it_says_its_version_and_that_it_cannot_ask_for_a_newer_one(windows: Windows) -> None:
    ran = Ran(
        windows, "run own --version; export HTTPS_PROXY=http://127.0.0.1:9; run asked --version --check"
    )
    assert ran.codes == [0, 1]
    assert ran.out("own") == ran.out("asked") == f"wsl-go-wizard {VERSION}\n"
    assert ran.err("own") == ""
    assert f"{HOME}/releases/latest/download/VERSION" in ran.err("asked")
    assert "Traceback" not in ran.err("asked")


def test_without_wsl_it_says_what_is_missing(windows: Windows) -> None:
    ran = Ran(windows, "run looked look; run machines machines")
    assert ran.codes == [1, 0]
    assert ran.err("looked").startswith("WSL is not installed on this PC.\n")
    assert "setup-wsl" in ran.err("looked")
    assert "this PC" in ran.out("machines")


def test_it_plans_for_a_recorded_machine_as_the_source_does(windows: Windows) -> None:
    machine = REPO / "resources/demo/machine.json"
    windows.give("machine.json", machine)
    ran = Ran(windows, r"run planned plan --machine 'Z:\test\machine.json' --language en")
    words = [sys.executable, "-m", "wizard", "plan", "--machine", str(machine), "--language", "en"]
    done = subprocess.run(words, cwd=REPO, capture_output=True, text=True, timeout=120)
    assert ran.codes == [done.returncode]
    assert "/etc/wsl.conf" in done.stdout
    assert ran.out("planned") == done.stdout


@pytest.mark.parametrize(("code_page", "last"), [("cp1252", "byte for byte"), ("cp936", "逐字节一致")])
def test_the_demo_goes_all_the_way_and_back(windows: Windows, code_page: str, last: str) -> None:
    """In the language of the system, where that is one of the wizard's."""
    ran = Ran(windows, "run demo demo --terminal", code_page)
    assert ran.codes == [0]
    assert last in ran.out("demo").splitlines()[-1]
    assert ran.err("demo") == ""


@pytest.mark.window
def test_the_window_opens_and_closes(windows: Windows, shown: Screen) -> None:
    """Its picture is in the test's folder."""
    script = r"""
    wine "$folder\\WSL Go Wizard.exe" demo --language en & window=$!
    wait $window; echo "code $?"
    """
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(Ran, windows, script)
        shown.wait_for_first_page(ACCENT, 3000)
        assert shown.windows() == ["WSL Go Wizard"]
        keep = os.environ.get("WSL_GO_WIZARD_SCREENSHOTS")
        shown.look().save((Path(keep) if keep else windows.test) / "windows-bundle.png")
        close(shown)
        assert running.result().codes == [0]


def close(shown: Screen) -> None:
    """By its access key."""
    words = ["xdotool", "search", "--onlyvisible", "--name", "^WSL Go Wizard$", "windowfocus", "key", "alt+c"]
    subprocess.run(words, env={**os.environ, "DISPLAY": shown.display}, check=True, timeout=20)


@pytest.mark.parametrize(
    ("part", "named", "words"),
    [
        (r"msgspec\_core.cp313-win_amd64.pyd", "msgspec", "machines"),
        (r"wizard\resources\facts\WSL.md", "WSL.md", "explain 'WSL §4.4'"),
    ],
)
def test_a_part_that_is_missing_is_named(windows: Windows, part: str, named: str, words: str) -> None:
    (windows.test / FOLDER / "_internal" / part.replace("\\", "/")).unlink()
    ran = Ran(windows, f"run broken {words}")
    assert ran.codes == [1]
    assert named in ran.err("broken")
    assert "Install it again." in ran.err("broken")
    assert "Traceback" not in ran.err("broken")
    (report,) = (windows.drive_d / "Lokale Daten").rglob("fault-*.txt")
    assert report.name in ran.err("broken")
