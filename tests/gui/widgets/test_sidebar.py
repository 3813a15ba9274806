"""The steps beside every page: each is read out with how far it is, and the chosen machine is named."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.gallery import pictures
from wizard.app.texts import Speech
from wizard.gui.style.theme import current
from wizard.gui.views.frame import SidebarView
from wizard.gui.widgets.sidebar import Sidebar


def displayed(qtbot: QtBot, name: str, language: str = "en") -> Sidebar:
    made = Sidebar()
    qtbot.addWidget(made)
    made.display(SidebarView.of(pictures()[name]), Speech(language), current())
    made.show()
    return made


def test_steps_are_read_out(app: QApplication, qtbot: QtBot) -> None:
    made = displayed(qtbot, "scan")
    names = {widget.accessibleName() for widget in made.findChildren(QWidget)}
    assert {"Step 3, Check: current", "Step 4, Findings: not started"} <= names


def test_the_machine_is_named(app: QApplication, qtbot: QtBot) -> None:
    made = displayed(qtbot, "machines-asleep")
    assert "Ubuntu-24.04" in {label.accessibleName() or label.text() for label in made.findChildren(QLabel)}


def test_history_can_be_opened_only_where_there_is_a_machine(app: QApplication, qtbot: QtBot) -> None:
    assert displayed(qtbot, "machines").history.isEnabled()
    assert not displayed(qtbot, "machines-opening").history.isEnabled()
