"""Someone before the screen of a Windows in wine, with a keyboard and eyes, and no mouse."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.windows.distros.bridge import Bridge

_PATIENCE_S: Final = 240.0
_TICK_S: Final = 0.4
_IDLE_TICKS: Final = 40
"""A window in which nothing happens takes a few hundredths of a second now and then."""
_STILL: Final = 4
"""So many pictures that are alike, one after the other, show a screen on which nothing moves."""


class Person:
    """Before *screen*, on which the process *program* has a window; keeps pictures in *looks*. While the program or
    one of *bridge* is at work, the screen is not still."""

    def __init__(self, screen: str, looks: Path, program: int, bridge: Bridge) -> None:
        self._environment = {**os.environ, "DISPLAY": screen}
        self._tasks = Path(f"/proc/{program}/task")
        self._looks = looks
        self._bridge = bridge

    def press(self, *keys: str) -> None:
        """Press keys, and wait until the screen is another one and still."""
        before = self._look()
        self.type(*keys)
        self._wait(lambda: self._look() != before, f"{keys} changed nothing")
        self.wait()

    def type(self, *keys: str) -> None:
        """Press keys, one after the other."""
        command = ["xdotool", "key", "--delay", "60", *keys]
        subprocess.run(command, env=self._environment, check=True)

    def wait(self) -> None:
        """Until nothing moves and nothing is at work."""
        seen: list[tuple[bytes, int] | None] = []

        def is_still() -> bool:
            spent = self._ticks()
            seen.append(
                (self._look(), spent // _IDLE_TICKS) if spent is not None and self._bridge.is_idle else None
            )
            return len(seen) >= _STILL and seen[-1] is not None and len(set(seen[-_STILL:])) == 1

        self._wait(is_still, "the screen is never still")

    def see(self, title: str) -> None:
        """Wait for a window with this *title*, and give it the keyboard, as there is no window manager."""
        search = ["xdotool", "search", "--onlyvisible", "--name", title]

        def found() -> str:
            ran = subprocess.run(search, env=self._environment, capture_output=True, text=True, check=False)
            return ran.stdout.split()[-1] if ran.stdout.split() else ""

        self._wait(lambda: bool(found()), f"there is no window {title}")
        subprocess.run(["xdotool", "windowfocus", found()], env=self._environment, check=True)
        self.wait()

    def wait_for_a_call(self, before: int) -> None:
        """Until more than *before* calls of programs were made, and nothing moves again."""
        self._wait(lambda: len(self._bridge.calls) > before, "no program was called")
        self.wait()

    def keep(self, name: str) -> None:
        """Keep a picture of the screen."""
        (self._looks / f"{name}.png").write_bytes(self._look())

    def _ticks(self) -> int | None:
        """How much time of processors the program has had; None while one of its threads wants more."""
        spent = 0
        for task in self._tasks.iterdir():
            with contextlib.suppress(OSError):
                fields = (task / "stat").read_text().rpartition(")")[2].split()
                if fields[0] in "RD":
                    return None
                spent += int(fields[11]) + int(fields[12])
        return spent

    def _look(self) -> bytes:
        command = ["import", "-silent", "-window", "root", "-define", "png:exclude-chunks=date,time", "png:-"]
        return subprocess.run(command, env=self._environment, capture_output=True, check=True).stdout

    def _wait(self, is_so: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not is_so():
            if time.monotonic() > deadline:
                self.keep("given-up")
                raise TimeoutError(otherwise)
            time.sleep(_TICK_S)
