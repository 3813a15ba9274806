"""What the bundle is made of: an icon that Windows reads, a version as it counts, and nothing that no window uses."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

from bundling import MANIFEST, is_used, numbers  # noqa: E402
from icon import SIZES, ico  # noqa: E402


def test_an_icon_is_found_where_its_head_says() -> None:
    pictures = {16: b"small", 256: b"larger"}
    made = ico(pictures)
    assert struct.unpack_from("<HHH", made) == (0, 1, 2)
    for number, (size, png) in enumerate(pictures.items()):
        side, _, _, _, planes, bits, length, place = struct.unpack_from("<BBBBHHII", made, 6 + 16 * number)
        assert (side or 256, planes, bits) == (size, 1, 32)
        assert made[place : place + length] == png


def test_the_icon_is_a_picture_in_every_size(tmp_path: Path) -> None:
    made = tmp_path / "wizard.ico"
    argv = [sys.executable, REPO / "packaging/icon.py", REPO / "resources/icons/wizard.svg", made]
    subprocess.run(argv, check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    content = made.read_bytes()
    for number, size in enumerate(SIZES):
        *_, length, place = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        png = content[place : place + length]
        assert png.startswith(b"\x89PNG")
        assert struct.unpack_from(">II", png, 16) == (size, size)


@pytest.mark.parametrize(
    ("version", "expected"), [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2", (2, 0, 0, 0))]
)
def test_a_version_is_four_numbers(version: str, expected: tuple[int, ...]) -> None:
    assert numbers(version) == expected


def test_the_manifest_can_be_read() -> None:
    told = {each.tag.rpartition("}")[2]: each.text for each in ET.fromstring(MANIFEST).iter()}
    assert told["dpiAwareness"] == "PerMonitorV2"
    assert told["longPathAware"] == "true"
    assert told["activeCodePage"] == "UTF-8"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\styles\\qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6\\translations\\qtbase_de.qm", False),
        ("PySide6\\opengl32sw.dll", False),
        ("PySide6\\Qt6Network.dll", False),
        ("libQt6WaylandClient.so.6", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("wizard/resources/locale/zh_CN/LC_MESSAGES/wizard.mo", True),
        ("python313.dll", True),
    ],
)
def test_of_qt_only_what_is_used_is_taken(name: str, expected: bool) -> None:
    assert is_used(name) is expected
