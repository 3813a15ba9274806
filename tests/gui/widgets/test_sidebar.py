"""The steps beside every page: each is read out with how far it is, and the chosen machine is named."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
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


def test_enter_means_the_next_button_of_the_page_wherever_the_keyboard_is(
    app: QApplication, qtbot: QtBot
) -> None:
    """A button that is out of use while a distro restarts hands the keyboard on, and it may arrive here."""
    window, pressed = QDialog(), list[str]()
    qtbot.addWidget(window)
    made = Sidebar()
    following = QPushButton()
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addWidget(following)
    following.setDefault(True)
    made.about.clicked.connect(lambda: pressed.append("about"))
    following.clicked.connect(lambda: pressed.append("next"))
    window.show()
    made.about.setFocus()
    qtbot.keyClick(made.about, Qt.Key.Key_Return)
    assert pressed == ["next"]
