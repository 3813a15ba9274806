"""The gauge of memory: whole GiB, by key, with what is chosen filled."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.gui.style.theme import current
from wizard.gui.widgets.needs.memory_slider import MemoryGauge


@pytest.fixture
def gauge(app: QApplication, qtbot: QtBot) -> MemoryGauge:
    made = MemoryGauge()
    qtbot.addWidget(made)
    made.setRange(0, 16)
    made.resize(400, 32)
    made.show()
    return made


def filled(gauge: MemoryGauge) -> float:
    """Which part of the bar has the accent's colour."""
    image = gauge.grab().toImage()
    accent = [
        x
        for x in range(image.width())
        if image.pixelColor(x, image.height() // 2 + 4).getRgb()[:3] == current().accent
    ]
    return len(accent) / image.width()


def test_the_filled_part_is_what_is_chosen(gauge: MemoryGauge) -> None:
    shares = []
    for value in (4, 8, 12):
        gauge.setValue(value)
        shares.append(filled(gauge))
    assert shares == pytest.approx([0.25, 0.5, 0.75], abs=0.06)


def test_a_gauge_that_cannot_be_used_has_no_accent(gauge: MemoryGauge) -> None:
    gauge.setValue(8)
    gauge.setEnabled(False)
    assert filled(gauge) == 0


def test_keys_go_by_one_and_by_two(gauge: MemoryGauge, qtbot: QtBot) -> None:
    gauge.setValue(8)
    qtbot.keyClick(gauge, Qt.Key.Key_Right)
    assert gauge.value() == 9
    qtbot.keyClick(gauge, Qt.Key.Key_PageUp)
    assert gauge.value() == 11
