"""Icons: one family of line drawings, in the colour that is asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QLabel

from wizard.gui.style.colours import Rgb
from wizard.resources import intact, read_text

SIZE = 20
PROGRAM_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Sizes of the program's own icon, in pixels; each is a drawing of its own (``packaging/icons/draw.py``)."""


def pixmap(name: str, colour: Rgb, size: int = SIZE) -> QPixmap:
    """The icon *name*, *size* points square, sharp on every screen of this computer."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _drawn(name, colour, size, ratio)


@cache
def _drawn(name: str, colour: Rgb, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    red, green, blue = colour
    svg = read_text(f"icons/{name}.svg").replace("currentColor", f"#{red:02x}{green:02x}{blue:02x}")
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: Rgb, chosen: Rgb, size: int = SIZE) -> QIcon:
    """The icon for a list; *chosen* is its colour in the chosen row."""
    made = QIcon(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, chosen, size), QIcon.Mode.Selected)
    return made


def program_icon() -> QIcon:
    """The program's own icon, for windows and the taskbar. Raises `DamagedError` and `OSError`."""
    made = QIcon()
    for size in PROGRAM_SIZES:
        with intact("icons", "wizard", f"{size}.png") as path:
            made.addFile(str(path), QSize(size, size))
    return made


class IconLabel(QLabel):
    """An icon beside words; the words say the same, so a screen reader skips it."""

    def __init__(self, size: int = SIZE) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)

    def show_icon(self, name: str, colour: Rgb) -> None:
        self.setPixmap(pixmap(name, colour, self._size))
