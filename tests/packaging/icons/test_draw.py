"""The committed pictures of the icon are what the drawings show, and the .ico holds all of them."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[3]


def test_a_picture_that_is_not_what_is_drawn_is_named(tmp_path: Path) -> None:
    for folder in ("packaging/icons", "resources/icons"):
        shutil.copytree(REPO / folder, tmp_path / folder)
    assert _check(tmp_path) == (0, "")
    shutil.copy(tmp_path / "resources/icons/wizard/20.png", tmp_path / "resources/icons/wizard/24.png")
    assert _check(tmp_path) == (1, "24.png: draw it again\n")


def test_the_ico_holds_a_bitmap_of_each_size_and_a_png_of_the_largest() -> None:
    data = (REPO / "packaging/icons/wizard.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind, count) == (0, 1, 9)
    for number in range(count):
        width, _, _, _, planes, bits, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert (planes, bits) == (1, 32)
        part = data[offset : offset + length]
        assert len(part) == length
        assert (
            part.startswith(b"\x89PNG")
            if width == 0
            else struct.unpack_from("<Iii", part) == (40, width, 2 * width)
        )


def _check(root: Path) -> tuple[int, str]:
    words = [sys.executable, str(root / "packaging/icons/draw.py"), "--check"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr
