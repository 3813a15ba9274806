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
FOR_ALL = (
    ("Return", 2),
    ("alt+a", 1),
    ("Return", 12),
    ("Return", 2),
    ("Return", 2),
    ("Return", 12),
    ("Return", 2),
    ("alt+o", 1),
    ("Return", 2),
)
"""License, all users, on; and once more with rights: license, options, folder, installing, what was done, close."""
LISTED = "Ubuntu\r\n  Setup 2: /etc/wsl.conf\r\n这台电脑\r\n  .wslconfig\r\n"
"""What the stand-in says."""
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
        setup = rf"setup 1.0.0 /LANGUAGE={language} '/LOG=Z:\test\log.txt'"
        codes = windows.run(f"{setup}; seen installed", "cp936")
        assert pressing.result() == len(INSTALL)
        pressing = pool.submit(press, windows.screen, windows.test / "uninstall", UNINSTALL)
        windows.run(
            rf"""
            {STARTED} /LANGUAGE={language}
            for i in $(seq 40); do wine 'Z:\test\box.exe' > box; ! grep -q wslconfig box || break; sleep .2; done
            wineserver --wait; seen after
            """,
            "cp936",
        )
        assert pressing.result() == len(UNINSTALL)

    assert codes == [0]
    assert windows.log().count("Exit code") == 1, "the last page closes what is done already"
    assert windows.seen("installed").below(OWN) == contents("1.0.0")
    assert TASK in windows.seen("installed").files
    assert (windows.test / "box").read_bytes().decode() == LISTED, "the box shows what the program says"
    called = (windows.drive_c / "called.txt").read_text(encoding="utf-8-sig")
    assert called.splitlines() == [
        f"history --every-machine --language {language}",
        f"undo --every-machine --yes --restart later --language {language}",
    ]
    assert windows.seen("after").below(OWN) == set()


@pytest.mark.window
def test_for_all_users_it_begins_again_with_the_rights_of_an_administrator(windows: Windows) -> None:
    """The first one takes its time to end: it has much to clean up. The second one must not wait for it."""
    with ThreadPoolExecutor(1) as pool:
        pressing = pool.submit(press, windows.screen, windows.test / "install", FOR_ALL)
        codes = windows.run(r"""
            seen before
            much() { cd "$C/users/jürgen/AppData/Local/Temp"/ns*.tmp/ 2>/dev/null && seq 30000 | xargs touch; }
            (for i in $(seq 100); do ! much || break; sleep .1; done) &
            user 'Z:\test\1.0.0.exe' '/LOG=Z:\test\log.txt'; seen installed
        """)
        assert pressing.result() > len(FOR_ALL) / 2
        pressing = pool.submit(press, windows.screen, windows.test / "uninstall", UNINSTALL[-2:])
        program = r"C:\Program Files\WSL Go Wizard\uninstall.exe"
        windows.run(rf"user '{program}' '/LOG=Z:\test\left.txt'; wineserver --wait; seen after")
        pressing.result()

    assert codes == [0]
    assert windows.log().count("Exit code") == 1
    assert windows.seen("installed").below("c:/Program Files/WSL Go Wizard") == contents("1.0.0")
    assert windows.log("left.txt").endswith("Exit code 0\r\n")
    assert windows.seen("after").since(windows.seen("before")) == []


@pytest.mark.window
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_who_cancels_changes_nothing(windows: Windows, language: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        pressing = pool.submit(press, windows.screen, windows.test / "cancel", (("Escape", 2), ("Return", 2)))
        codes = windows.run(rf"""
            seen before; setup 1.0.0 /LANGUAGE={language} '/LOG=Z:\test\log.txt'; seen after
            setup 1.0.0 /S; seen installed
        """)
        pressing.result()
        pressing = pool.submit(press, windows.screen, windows.test / "stay", (("Escape", 2),))
        codes += windows.run(rf"leave /LANGUAGE={language} '/LOG=Z:\test\left.txt'; seen left")
        pressing.result()

    assert codes == [1, 0, 1]
    assert windows.seen("after").since(windows.seen("before")) == []
    assert windows.seen("left").since(windows.seen("installed")) == []
    said = {"en": "Canceled. Nothing was changed.", "zh_CN": "已取消。未更改任何内容。"}[language]
    for log in (windows.log(), windows.log("left.txt")):
        (first, last) = log.splitlines()
        assert first.endswith(said)
        assert last.endswith("Exit code 1")
