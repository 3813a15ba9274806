"""Opening: the window is painted before anything is asked, and a machine that cannot be opened is said in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.at_window import words
from wizard.app.texts import Speech
from wizard.gui.job_runner import JobRunner
from wizard.gui.start import open_machine
from wizard.gui.window import CANCEL, NEXT, Window
from wizard.model.errors import InputError
from wizard.model.text import say


def test_a_machine_that_cannot_be_opened_is_said_in_the_window(app: QApplication, qtbot: QtBot) -> None:
    def opening() -> tuple[JobRunner, tuple[()]]:
        raise InputError("not-a-root", say("There is no distro at {path}.", path="/nowhere"))

    window = Window(Speech("en"))
    workers = []
    window.painted.connect(lambda: workers.append(open_machine(window, opening)))
    window.open_on_screen()
    qtbot.waitUntil(lambda: "There is no distro at /nowhere." in words(window), timeout=20_000)
    assert not window.button(NEXT).isEnabled()
    qtbot.mouseClick(window.button(CANCEL), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    workers[0].close()


def test_nothing_is_asked_before_the_window_is_painted(app: QApplication, qtbot: QtBot) -> None:
    asked = []
    window = Window(Speech("en"))
    window.painted.connect(lambda: asked.append(True))
    assert asked == []
    window.open_on_screen()
    assert asked == []
    assert "Your machine" in words(window)
    qtbot.waitUntil(lambda: asked == [True])
    window.leave()
