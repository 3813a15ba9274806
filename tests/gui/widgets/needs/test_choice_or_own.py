"""A list with a line beside it for what is not in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
from pytestqt.qtbot import QtBot

from wizard.gui.style.theme import current
from wizard.gui.widgets.labels import Words
from wizard.gui.widgets.needs.choice_or_own import ChoiceOrOwn
from wizard.model.text import Text, plain

CHOICES = ((None, plain("do not change")), ("v1.0.0", plain("certified")))


def problem(words: str) -> Text | None:
    return None if words.startswith("v") else plain("Enter a version.")


@pytest.fixture
def choice(app: QApplication, qtbot: QtBot) -> Iterator[ChoiceOrOwn]:
    window = QWidget()
    qtbot.addWidget(window)
    made = ChoiceOrOwn(problem, window)
    made.add_to(QGridLayout(window), 0)
    made.name("&FIPS 140", "this version:", "v1.0.0", current())
    made.show_choice(None, CHOICES, Text.render)
    window.show()
    yield made
    window.close()


def pick(choice: ChoiceOrOwn, place: int) -> None:
    choice.box.setCurrentIndex(place)
    choice.box.activated.emit(place)


def complaints(choice: ChoiceOrOwn) -> list[str]:
    window = choice.parent()
    assert isinstance(window, QWidget)
    return [label.text() for label in window.findChildren(Words) if label.isVisible()]


def test_a_choice_is_told(choice: ChoiceOrOwn, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choice.chosen) as chosen:
        pick(choice, 1)
    assert chosen.args == ["v1.0.0"]
    assert not choice.line.isVisible()


def test_what_is_written_counts_when_it_is_right(choice: ChoiceOrOwn, qtbot: QtBot) -> None:
    heard: list[str | None] = []
    choice.chosen.connect(heard.append)
    pick(choice, 2)
    choice.show_choice(None, CHOICES, Text.render)
    assert choice.line.isVisible()
    assert "Enter a version." in complaints(choice)
    qtbot.keyClicks(choice.line, "v1")
    qtbot.keyClick(choice.line, Qt.Key.Key_Home)
    qtbot.keyClicks(choice.line, "x")
    assert heard == [None, "v", "v1", None]


def test_a_value_that_is_no_choice_stands_in_the_line(choice: ChoiceOrOwn) -> None:
    choice.show_choice("v1.26.0", CHOICES, Text.render)
    assert (choice.line.isVisible(), choice.line.text(), choice.box.currentText()) == (
        True,
        "v1.26.0",
        "this version:",
    )
    choice.forget()
    choice.show_choice(None, CHOICES, Text.render)
    assert not choice.line.isVisible()
