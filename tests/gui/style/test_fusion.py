"""Outlines of fields and boxes can be seen, light or dark."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.style.colours import contrast
from wizard.gui.style.theme import current, own_palette


def colours(widget: QWidget) -> Counter[tuple[int, int, int]]:
    """How many pixels have which colour."""
    image = widget.grab().toImage()
    return Counter(
        image.pixelColor(x, y).getRgb()[:3]  # type: ignore[misc]
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.fixture(params=[Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def scheme(app: QApplication, request: pytest.FixtureRequest) -> None:
    app.setPalette(own_palette(request.param))


@pytest.mark.usefixtures("scheme")
@pytest.mark.parametrize("kind", [QLineEdit, QCheckBox])
def test_the_outline_can_be_seen(qtbot: QtBot, kind: type[QWidget]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(60, 24)
    widget.show()
    assert max(contrast(colour, current().window) for colour in colours(widget)) >= 2.5


@pytest.mark.usefixtures("scheme")
def test_a_tick_fills_its_box(qtbot: QtBot) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.resize(24, 24)
    box.show()
    assert current().accent not in colours(box)
    box.setChecked(True)
    assert colours(box)[current().accent] > 60, "an outline has fewer"
