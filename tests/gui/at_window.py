"""What a person does at the window: press a button, wait, and read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.controller import Controller
from wizard.gui.window import NEXT


def settle(qtbot: QtBot, controller: Controller) -> None:
    """Wait until nothing is being done."""
    qtbot.waitUntil(
        lambda: controller.state.busy is None and controller.state.waiting is None, timeout=20_000
    )
    QApplication.processEvents()


def press(qtbot: QtBot, controller: Controller, which: object = NEXT) -> None:
    button = controller.window.button(which)  # type: ignore[arg-type]
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, controller)


def until_seen(qtbot: QtBot, controller: Controller) -> None:
    qtbot.waitUntil(lambda: controller.state.seen is not None, timeout=20_000)


def words(root: QWidget) -> str:
    """What is to be read; of a line that has no room for all, what a screen reader says."""
    labels = (label for label in root.findChildren(QLabel) if label.isVisible())
    return "\n".join(label.accessibleName() or label.text() for label in labels)
