"""The settings of This PC: what a person chooses is told with its value, what is only shown is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.gui.gallery import pictures
from wizard.app.texts import Speech
from wizard.gui.pc import KEYS
from wizard.gui.style.theme import current
from wizard.gui.views.needs.pc import settings
from wizard.gui.widgets.needs.pc_settings import PcSettings


def test_a_choice_is_told_with_its_field_and_value(app: QApplication, qtbot: QtBot) -> None:
    made, rows = PcSettings(), settings(pictures()["needs-pc"])
    qtbot.addWidget(made)
    with qtbot.assertNotEmitted(made.chosen):
        made.display(rows, Speech("en"), current())
    made.show()
    boxes = made.findChildren(QComboBox)
    assert len(boxes) == len(KEYS)
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.keyClick(boxes[0], Qt.Key.Key_Down)
    assert chosen.args == ["memory", rows[0].choices[rows[0].place + 1][0]]


def test_a_screen_reader_says_what_stands_there_today(app: QApplication, qtbot: QtBot) -> None:
    made = PcSettings()
    qtbot.addWidget(made)
    made.display(settings(pictures()["needs-pc"]), Speech("en"), current())
    box = made.findChildren(QComboBox)[0]
    assert box.accessibleDescription() == "current: 8 GiB"
    assert "&" not in box.accessibleName()
