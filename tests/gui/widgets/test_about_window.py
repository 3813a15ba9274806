"""The version is shown, and whether there is a newer one is asked when the person presses the button, never before."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from wizard.app.texts import Speech
from wizard.downloads import newer
from wizard.gui.widgets.about_window import AboutWindow, newest
from wizard.model.errors import MachineError
from wizard.model.text import Text, say
from wizard.version import VERSION


class Page:
    """Answers when it may, and counts who asks."""

    def __init__(self) -> None:
        self.asked, self.may = 0, threading.Event()

    def __call__(self) -> Text:
        self.asked += 1
        self.may.wait(20)
        return say("Version {version} is the newest one.", version=VERSION)


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def window(app: QApplication, qtbot: QtBot, page: Page) -> Iterator[AboutWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = AboutWindow(parent, Speech("en"), page)
    made.open()
    yield made
    page.may.set()
    made.close()


def test_it_says_the_version_and_asks_nobody(window: AboutWindow, page: Page, qtbot: QtBot) -> None:
    assert f"WSL Go Wizard {VERSION}" in [label.text() for label in window.findChildren(QLabel)]
    qtbot.wait(300)
    assert page.asked == 0
    assert window.said.text() == "The wizard checks for updates only when you ask it to."


def test_enter_asks_nobody(window: AboutWindow, page: Page, qtbot: QtBot) -> None:
    window.check.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert not window.isVisible()
    assert page.asked == 0


def test_a_click_asks_once_and_the_answer_comes_later(window: AboutWindow, page: Page, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.check, Qt.MouseButton.LeftButton)
    assert window.said.text().startswith("Asking https://")
    assert not window.check.isEnabled()
    page.may.set()
    qtbot.waitUntil(lambda: window.said.text() == f"Version {VERSION} is the newest one.", timeout=20_000)
    assert window.check.isEnabled()
    assert page.asked == 1


def test_a_window_that_was_closed_in_the_meantime_is_not_spoken_to(
    app: QApplication, qtbot: QtBot, page: Page
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = AboutWindow(parent, Speech("en"), page)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.open()
    qtbot.mouseClick(made.check, Qt.MouseButton.LeftButton)
    made.close()
    qtbot.waitUntil(lambda: not isValid(made))
    page.may.set()
    qtbot.wait(300)


def test_a_page_that_cannot_be_reached_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreached() -> Text:
        raise MachineError("unreachable", say("Stopped."))

    monkeypatch.setattr(newer, "answer", unreached)
    assert newest().render() == "Stopped."
