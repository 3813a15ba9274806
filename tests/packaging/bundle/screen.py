"""A virtual screen whose picture can be looked at."""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Rgb = tuple[int, int, int]
ACCENT: Rgb = (10, 96, 194)
"""Near the colour of the steps and of the default button."""


@dataclass(frozen=True)
class Picture:
    """What a screen shows: *rows* of pixels, each blue, green, red and a byte of nothing."""

    width: int
    rows: tuple[bytes, ...]

    def colours(self) -> Counter[Rgb]:
        """How many pixels have each colour."""
        counted: Counter[bytes] = Counter()
        for row in self.rows:
            counted.update(row[at : at + 3] for at in range(0, len(row), 4))
        return Counter({(part[2], part[1], part[0]): count for part, count in counted.items()})

    def save(self, path: Path) -> None:
        """Keep it as a PNG."""
        lines = b"".join(b"\0" + bytes(_reds_first(row)) for row in self.rows)
        head = struct.pack(">IIBBBBB", self.width, len(self.rows), 8, 2, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts))


class Screen:
    """A running virtual screen: *display* is its name for programs."""

    def __init__(self, display: str, buffer: Path) -> None:
        self.display = display
        self._buffer = buffer

    def look(self) -> Picture:
        """What it shows now (X's window dump format, version 7)."""
        data = self._buffer.read_bytes()
        head = struct.unpack(">25I", data[:100])
        start, width, height, stride = head[0] + head[19] * 12, head[4], head[5], head[12]
        starts = range(start, start + stride * height, stride)
        return Picture(width, tuple(data[at : at + width * 4] for at in starts))

    def wait_for_first_page(self, accent: Rgb = ACCENT, least: int = 300, seconds: float = 60) -> None:
        """Wait until the wizard's first page is there: signs with at least *least* pixels in *accent*, and text in many
        shades on white."""
        end = time.monotonic() + seconds
        while True:
            colours = self.look().colours()
            blue = sum(count for colour, count in colours.items() if _near(colour, accent))
            if blue > least and colours[255, 255, 255] > 200_000 and len(colours) > 100:
                return
            assert time.monotonic() < end, f"not the first page: {colours.most_common(5)}"
            time.sleep(0.5)

    def windows(self) -> list[str]:
        """The titles of the windows that are on it."""
        words = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        done = subprocess.run(
            words, env={**os.environ, "DISPLAY": self.display}, capture_output=True, text=True
        )
        return done.stdout.splitlines()


@contextlib.contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """A screen of its own, its picture kept in *folder*."""
    read, write = os.pipe()
    words = [
        "Xvfb",
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1280x900x24",
        "-nolisten",
        "tcp",
        "-fbdir",
        str(folder),
    ]
    server = subprocess.Popen(words, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


def _near(colour: Rgb, other: Rgb) -> bool:
    return all(abs(mine - theirs) <= 12 for mine, theirs in zip(colour, other, strict=True))


def _reds_first(row: bytes) -> Iterator[int]:
    for at in range(0, len(row), 4):
        yield row[at + 2]
        yield row[at + 1]
        yield row[at]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
