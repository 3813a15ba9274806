"""Panels that several pages show: a problem in full, and a setup that waits with its buttons."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui.gallery import CUT, TRIAL
from tests.gui.states import problem
from wizard.app.texts import Speech
from wizard.gui.flow import intents
from wizard.gui.flow.intents import Intent
from wizard.gui.style.theme import current
from wizard.gui.views.waits import waits_view
from wizard.gui.widgets.panels import ProblemPanel, WaitsPanel

SPEECH = Speech("en")


def test_a_problem_is_said_in_full_and_its_details_fold_out(app: QApplication, qtbot: QtBot) -> None:
    panel = ProblemPanel()
    qtbot.addWidget(panel)
    panel.display(problem(), SPEECH, current())
    panel.show()
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert {"It did not work.", "Nothing was changed."} <= set(said)
    assert panel.accessibleName() == "It did not work. Nothing was changed."
    (details,) = panel.findChildren(QPlainTextEdit)
    assert not details.isVisible()
    panel.findChildren(QToolButton)[0].click()
    assert details.isVisible()
    assert details.toPlainText() == "exit 1"
    panel.findChildren(QPushButton)[0].click()
    assert QGuiApplication.clipboard().text() == "It did not work.\n\nNothing was changed.\n\nexit 1"


def test_without_a_problem_there_is_no_panel(app: QApplication, qtbot: QtBot) -> None:
    panel = ProblemPanel()
    qtbot.addWidget(panel)
    panel.display(problem(), SPEECH, current())
    panel.display(None, SPEECH, current())
    assert panel.isHidden()


def test_each_button_does_what_stands_on_it(app: QApplication, qtbot: QtBot) -> None:
    done: list[Intent] = []
    panel = WaitsPanel(done.append)
    qtbot.addWidget(panel)
    for waits, expected in (
        (TRIAL, [intents.Verify(), intents.Keep(), intents.UndoSetup()]),
        (CUT, [action.intent for action in waits_view(CUT, enabled=True).actions]),
    ):
        done.clear()
        panel.display(waits_view(waits, enabled=True), SPEECH, current(), "en")
        panel.show()
        for button in panel.buttons:
            button.click()
        assert done == expected
