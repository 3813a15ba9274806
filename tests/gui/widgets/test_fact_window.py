"""A paragraph of the facts is plain text that can be marked by keyboard, and Esc closes its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wizard.app.texts import Speech
from wizard.codecs.fact_books import Paragraph
from wizard.gui.widgets.fact_window import FactWindow

LONG = "x" * 4000
TOLD = Paragraph("WSL §4.4", "<b>tmpfs</b> on /tmp", ("<i>first</i> & second", "", LONG))


@pytest.fixture
def window(app: QApplication, qtbot: QtBot) -> Iterator[FactWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = FactWindow(parent)
    made.display(TOLD, "How the wizard knows", Speech("en"))
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    parent.close()


def text_of(window: FactWindow) -> QPlainTextEdit:
    (text,) = window.findChildren(QPlainTextEdit)
    return text


def test_it_shows_letter_by_letter_what_the_book_says(window: FactWindow) -> None:
    labels = [label.text() for label in window.findChildren(QLabel)]
    assert labels == ["WSL §4.4", "<b>tmpfs</b> on /tmp"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in window.findChildren(QLabel))
    assert text_of(window).toPlainText() == f"<i>first</i> & second\n\n{LONG}"
    assert window.windowTitle() == "How the wizard knows"


def test_what_is_long_wraps(window: FactWindow) -> None:
    assert text_of(window).horizontalScrollBar().maximum() == 0


def test_a_screen_reader_begins_with_the_text_and_knows_its_name(window: FactWindow) -> None:
    text = text_of(window)
    assert window.focusWidget() is text
    assert text.accessibleName() == "WSL §4.4 <b>tmpfs</b> on /tmp"
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert text.isReadOnly()


def test_the_wizard_goes_on_beside_it_and_esc_closes_it(window: FactWindow, qtbot: QtBot) -> None:
    assert not window.isModal()
    qtbot.keyClick(text_of(window), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_tab_leads_to_the_button_that_closes_it(window: FactWindow, qtbot: QtBot) -> None:
    (button,) = window.findChildren(QPushButton)
    qtbot.keyClick(text_of(window), Qt.Key.Key_Tab)
    assert window.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not window.isVisible()
