"""The whole way by keyboard alone, in a real window on a real (virtual) screen, on a copy of the demo machine.

The program runs in a process of its own; keys come from outside, through the X server, as a person's do.
Screenshots of every page are kept in the folder that WSL_GO_WIZARD_SCREENSHOTS names, else in a temporary one.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wizard.app import demo

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]
REPO = Path(__file__).resolve().parents[3]
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A screen of its own, as large as two windows at double scale."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "2200x1600x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number_pipe:
        number = number_pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


class Person:
    """Someone who has a keyboard and eyes, and no mouse."""

    def __init__(self, screen: str, folder: Path, looks: Path, **environment: str) -> None:
        self._screen, self._looks = screen, looks
        self.environment = {**os.environ, "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", **environment}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tests.gui.driven", str(folder)],
            cwd=REPO,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.seen: dict[str, object] = {}
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.program.stdout is not None
        with self.program.stdout as output:
            for line in output:
                self._lines.put(line)
        self._lines.put("")

    def wait_for(self, **wanted: object) -> None:
        """Look until what is seen is as *wanted*."""
        while any(self.seen.get(key) != value for key, value in wanted.items()):
            try:
                line = self._lines.get(timeout=PATIENCE_S)
            except queue.Empty:
                pytest.fail(f"waited for {wanted}, saw {self.seen}")
            assert line, f"the program ended; waited for {wanted}, saw {self.seen}"
            self.seen = json.loads(line)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        subprocess.run(["xdotool", "key", "--delay", "20", *keys], env=self.environment, check=True)

    def keep(self, name: str) -> None:
        """Keep a picture of what is on the screen."""
        (self._looks / "next").write_text(f"{name}.png")
        self.press("F12")
        self.wait_for(kept=f"{name}.png")

    def end(self) -> int:
        """The exit code, when the program has ended."""
        try:
            return self.program.wait(20)
        except subprocess.TimeoutExpired:
            while not self._lines.empty():
                self.seen = self._lines.get()
            pytest.fail(f"still there: {self.seen}")

    def leave(self) -> None:
        """Whatever happened, let nothing run on."""
        self.program.kill()
        self.program.wait()


@pytest.fixture
def sit_down(screen: str, tmp_path: Path, looks: Path) -> Iterator[Callable[..., Person]]:
    """Seats a person before the wizard on a fresh copy of the demo machine."""
    persons: list[Person] = []

    def sit(name: str, **environment: str) -> Person:
        demo.prepare(tmp_path / "demo")
        pictures = looks / name
        pictures.mkdir(exist_ok=True)
        persons.append(Person(screen, tmp_path / "demo", pictures, LOOKS=str(pictures), **environment))
        return persons[-1]

    yield sit
    for person in persons:
        person.leave()


def contents(root: Path) -> dict[str, bytes | str]:
    """What is in the demo machine, but for the journal."""
    found: dict[str, bytes | str] = {}
    for path in sorted(root.rglob("*")):
        name = str(path.relative_to(root))
        if "wsl-go-wizard" in name:
            continue
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


VARIANTS = {
    "en-light": {"WSL_GO_WIZARD_LANGUAGE": "en"},
    "zh-dark": {"WSL_GO_WIZARD_LANGUAGE": "zh_CN", "SCHEME": "dark"},
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_whole_way_by_keyboard(sit_down: Callable[..., Person], tmp_path: Path, variant: str) -> None:
    person = sit_down(variant, **VARIANTS[variant])
    root = tmp_path / "demo" / "machine"
    before = contents(root)

    person.wait_for(page="MACHINE", busy=False, focus="ChoiceCard")
    person.keep("1-machine")
    person.press("space")
    person.wait_for(page="NEEDS", focus="ChoiceCard")
    person.keep("2-needs")
    person.press("Return")
    person.wait_for(page="SCAN", busy=False)
    person.keep("3-scan")
    person.press("Return")
    person.wait_for(page="FINDINGS", focus="Rows")
    ticked = person.seen["chosen"]
    person.press("space")
    person.wait_for(chosen=int(str(ticked)) - 1)
    person.press("space")
    person.wait_for(chosen=ticked)
    person.keep("4-findings")
    person.press("Return")
    person.wait_for(page="REVIEW", seen=True)
    person.keep("5-review")
    person.press("F7", "F7")
    person.press("Return")
    person.wait_for(page="APPLY")
    person.keep("6-apply")
    assert contents(root) == before, "nothing is written before the second yes"
    person.press("Return")
    person.wait_for(page="VERIFY", busy=False)
    person.keep("7-verify")
    changed = contents(root)
    assert changed != before

    keep = variant == "en-light"
    person.press("Return" if keep else "alt+u")
    person.wait_for(page="DONE", busy=False)
    person.keep("8-done")
    assert contents(root) == (changed if keep else before)

    person.press("alt+h")
    person.wait_for(history=1, busy=False, active="HistoryWindow")
    person.press("Down")
    person.wait_for(picked=1, busy=False)
    person.keep("9-history")
    person.press("Escape")
    person.wait_for(history=0, active="Window")
    person.press("alt+f")
    assert person.end() == 0


def test_usable_at_double_scale(sit_down: Callable[..., Person]) -> None:
    person = sit_down("en-200", QT_SCALE_FACTOR="2", WSL_GO_WIZARD_LANGUAGE="en")
    person.wait_for(page="MACHINE", busy=False, focus="ChoiceCard", width=1040)
    person.keep("1-machine")
    person.press("Escape")
    assert person.end() == 0
