"""The bundle on Windows, damaged, opened twice, or with nowhere to write: it says so, on the terminal or in a box, with
an exit code and a report."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pytest

from tests.packaging.bundle.screen import Screen
from tests.windows.bundle.conftest import FOLDER
from tests.windows.bundle.test_running import Ran, close
from tests.windows.here import REPO, Windows

WINDOW: Final = r"""
wine "$folder\\WSL Go Wizard.exe" window; echo "code $?"
"""
TWO_WINDOWS: Final = rf"""
wine "$folder\\WSL Go Wizard.exe" & first=$!
for i in $(seq 600); do [ ! -e $MARK ] || break; sleep .1; done
{WINDOW}
wait $first; echo "code $?"
"""
NO_FOLDERS: Final = r"""
touch "$WINEPREFIX/drive_d/Lokale Daten/WSL Go Wizard"
run demo demo --terminal
run broken explain 'WSL §4.4'
"""


def damage(windows: Windows, part: str) -> None:
    """Cut a file of the bundle's resources in the middle."""
    place = windows.test / FOLDER / "_internal/wizard/resources" / part
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def reports(windows: Windows) -> list[Path]:
    """What is in any folder of that Windows, but in links that lead out of it."""
    return [*windows.drive_c.rglob("fault-*.txt"), *windows.drive_d.rglob("fault-*.txt")]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("facts/WSL.md", "explain 'WSL §4.4'"),
        ("locale/zh_CN/LC_MESSAGES/wizard.mo", "look --language zh_CN"),
        ("profiles/baseline.toml", r"plan --machine 'Z:\test\machine.json'"),
    ],
)
def test_a_file_that_was_cut_short_is_named(windows: Windows, part: str, words: str) -> None:
    windows.give("machine.json", REPO / "resources/demo/machine.json")
    damage(windows, part)
    ran = Ran(windows, f"run broken {words}")
    assert ran.codes == [1]
    assert ran.err("broken").startswith("WSL Go Wizard is damaged: ")
    assert part.rpartition("/")[2] in ran.err("broken")
    (report,) = reports(windows)
    assert report.name in ran.err("broken")


def test_it_works_where_its_folders_cannot_be_written(windows: Windows) -> None:
    """A file is where they are to be. A report then lies with what is temporary."""
    damage(windows, "facts/WSL.md")
    ran = Ran(windows, NO_FOLDERS)
    assert ran.codes == [0, 1]
    assert "byte for byte" in ran.out("demo").splitlines()[-1]
    assert "Install it again." in ran.err("broken")
    (report,) = reports(windows)
    assert report.name in ran.err("broken")
    assert "Temp" in report.parts


@pytest.mark.window
@pytest.mark.parametrize(
    "part",
    [
        "wsl-go-wizard.exe",
        "_internal/PySide6/plugins/platforms/qwindows.dll",
        "_internal/PySide6/QtWidgets.pyd",
        "_internal/wizard/resources/icons/wizard/16.png",
    ],
)
def test_a_window_that_cannot_open_says_so_in_a_box(windows: Windows, shown: Screen, part: str) -> None:
    """Its picture is in the test's folder."""
    (windows.test / FOLDER / part).unlink()
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(Ran, windows, WINDOW)
        box = one_window(shown, running)
        shown.look().save(windows.test / "box.png")
        press_return(shown, box)
        assert running.result().codes == [1]
    assert len(reports(windows)) == 1


@pytest.mark.window
def test_a_second_window_says_so_in_a_box_and_ends(windows: Windows, shown: Screen, mark: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(Ran, windows, f"MARK={mark}\n{TWO_WINDOWS}")
        first = one_window(shown, running)
        mark.touch()
        press_return(shown, one_window(shown, running, besides=first))
        wait_for(lambda: windows_of(shown) == {first}, running)
        close(shown)
        assert running.result().codes == [4, 0]
    assert reports(windows) == []


def one_window(shown: Screen, running: Future[Ran], besides: str = "") -> str:
    """The number of the only window *besides* that one, once it is there."""
    wait_for(lambda: len(windows_of(shown) - {besides}) == 1, running)
    (window,) = windows_of(shown) - {besides}
    return window


def wait_for(has_come: Callable[[], bool], running: Future[Ran]) -> None:
    """Until *has_come*, and what moves is still."""
    end = time.monotonic() + 150
    while not has_come():
        assert not running.done(), running.result().codes
        assert time.monotonic() < end
        time.sleep(0.2)
    time.sleep(2)


def windows_of(shown: Screen) -> set[str]:
    """The numbers of the program's windows that can be seen."""
    words = ["xdotool", "search", "--onlyvisible", "--name", "^WSL Go Wizard$"]
    environ = {**os.environ, "DISPLAY": shown.display}
    return set(subprocess.run(words, env=environ, capture_output=True, text=True).stdout.split())


def press_return(shown: Screen, window: str) -> None:
    words = ["xdotool", "windowfocus", "--sync", window, "key", "Return"]
    subprocess.run(words, env={**os.environ, "DISPLAY": shown.display}, check=True, timeout=20)
