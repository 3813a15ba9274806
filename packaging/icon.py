"""Draws the program's icon for Windows: one picture for each size in which it is shown."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_ICON, _BITS = 1, 32


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """The content of an ``.ico`` file of *pictures*: PNG files, by their size in pixels (16 to 256)."""
    head = struct.pack("<HHH", 0, _ICON, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, png in pictures.items():
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, _BITS, len(png), place)
        place += len(png)
    return head + entries + b"".join(pictures.values())


def drawn(svg: bytes, size: int) -> bytes:
    """*svg* as a PNG file of *size* pixels."""
    from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide6 wants bytes and takes str
    return bytes(buffer.data().data())


def draw(svg: Path, to: Path) -> None:
    """Write the icon *svg* to the ``.ico`` file *to*. Raises `OSError`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication([])
    to.write_bytes(ico({size: drawn(svg.read_bytes(), size) for size in SIZES}))
    del app


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
