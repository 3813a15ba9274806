"""Enter in a line means that line; it does not press the window's next button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.line_edit import LineEdit


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_stays_in_the_line(app: QApplication, qtbot: QtBot, key: Qt.Key) -> None:
    window, line, button = QDialog(), LineEdit(), QPushButton("Next")
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(line)
    layout.addWidget(button)
    button.setDefault(True)
    window.show()
    with qtbot.assertNotEmitted(button.clicked), qtbot.waitSignal(line.returnPressed):
        qtbot.keyClick(line, key)
