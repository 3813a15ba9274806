"""The pages, in both languages, by keyboard only. Their pictures are in the test's folder, to be looked at."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.windows.here import OWN, Windows
from tests.windows.installer.making import contents

TASK = "c:/windows/system32/tasks/WSL Go Wizard weekly check (jürgen)"
INSTALL = (
    ("Return", 2),
    ("alt+w", 1),
    ("Return", 2),
    ("Return", 12),
    ("Return", 2),
    ("alt+o", 1),
    ("Return", 2),
)
"""License, options with the weekly check, folder, installing, what was done, do not open it, close; with the seconds
that each takes."""
STARTED = r"wine 'D:\Lokale Daten\Programs\WSL Go Wizard\uninstall.exe'"
UNINSTALL = (("alt+l", 6), ("alt+d", 1), ("Return", 12), ("Return", 2))


def press(screen: str, pictures: Path, keys: Sequence[tuple[str, float]]) -> int:
    """Press *keys* in the installer's window once it is there. The number of different pictures that were taken."""
    seen = set()
    shown(screen)
    time.sleep(2)  # until it listens
    for number, (key, seconds) in enumerate(keys):
        window = shown(screen)
        picture = pictures.with_name(f"{pictures.name}-{number}.png")
        command = ["import", "-window", window, str(picture)]
        subprocess.run(command, env={**os.environ, "DISPLAY": screen}, check=True, timeout=20)
        seen.add(picture.read_bytes())
        xdotool(screen, "windowfocus", window)
        xdotool(screen, "key", key)
        time.sleep(seconds)
    return len(seen)


def shown(screen: str) -> str:
    """The window, when it is there. Raises `TimeoutError`."""
    for _ in range(150):
        found = xdotool(screen, "search", "--onlyvisible", "--name", "WSL Go Wizard").split()
        if found:
            return found[-1]
        time.sleep(0.2)
    raise TimeoutError("no window of the installer")


def xdotool(screen: str, *words: str) -> str:
    environ = {**os.environ, "DISPLAY": screen}
    return subprocess.run(["xdotool", *words], env=environ, capture_output=True, text=True, timeout=20).stdout


@pytest.mark.window
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_all_pages_are_gone_through_by_keyboard(windows: Windows, language: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        pressing = pool.submit(press, windows.screen, windows.test / "install", INSTALL)
        codes = windows.run(f"setup 1.0.0 /LANGUAGE={language}; seen installed", "cp936")
        assert pressing.result() == len(INSTALL)
        pressing = pool.submit(press, windows.screen, windows.test / "uninstall", UNINSTALL)
        windows.run(f"{STARTED} /LANGUAGE={language}; wineserver --wait; seen after", "cp936")
        assert pressing.result() == len(UNINSTALL)

    assert codes == [0]
    assert windows.seen("installed").below(OWN) == contents("1.0.0")
    assert TASK in windows.seen("installed").files
    called = (windows.drive_c / "called.txt").read_text(encoding="utf-8-sig")
    assert called.splitlines() == [
        f"history --every-machine --language {language}",
        f"undo --every-machine --yes --restart later --language {language}",
    ]
    assert windows.seen("after").below(OWN) == set()
