"""The history on the screen: its controls have names, and it closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import Show
from tests.gui.gallery import history, pictures
from wizard.gui.flow.state import FlowState


def shown(root: QWidget) -> list[QWidget]:
    return [child for child in root.findChildren(QWidget) if child.isVisibleTo(root) and child.isVisible()]


def focusable(root: QWidget) -> list[QWidget]:
    return [
        child
        for child in shown(root)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and child.focusProxy() is None
    ]


@pytest.fixture(autouse=True)
def _in_english(show: Show) -> None:
    show(pictures()["machine"]).switch_language("en")


def test_history_shows_what_each_setup_changed(show: Show) -> None:
    controller = show(history())
    assert controller.history is not None
    assert controller.history.isVisible()
    for widget in focusable(controller.history):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), f"{type(widget).__name__} has no accessible name"
    closed: FlowState = pictures()["machine"]
    show(closed)
    assert not controller.history.isVisible()
