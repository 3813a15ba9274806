"""A card that is a button: pressed by key, read out whole, high enough for its words; chosen by more than colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.gui.style.theme import GRID, current
from wizard.gui.widgets.cards import ChoiceCard


@pytest.fixture
def card(app: QApplication, qtbot: QtBot) -> ChoiceCard:
    made = ChoiceCard()
    qtbot.addWidget(made)
    made.tell("Go on WSL", "What most people need.", "systemd · 4 GiB")
    made.resize(320, made.heightForWidth(320))
    made.show()
    return made


def test_a_screen_reader_says_all_of_it(card: ChoiceCard) -> None:
    assert card.accessibleName() == "Go on WSL"
    assert card.accessibleDescription() == "What most people need. systemd · 4 GiB"


def test_it_is_pressed_by_key(card: ChoiceCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)


def test_a_narrow_card_is_higher(card: ChoiceCard) -> None:
    card.tell("Go on WSL", "What most people need. " * 5)
    assert card.heightForWidth(180) > card.heightForWidth(600)


def test_the_choice_is_a_filled_ring(card: ChoiceCard) -> None:
    card.setCheckable(True)
    middle = 2 * GRID + 10
    accents = []
    for is_checked in (False, True):
        card.setChecked(is_checked)
        image = card.grab().toImage()
        column = [image.pixelColor(middle, y).getRgb()[:3] for y in range(8, 48)]
        accents.append(column.count(current().accent))
    assert accents[0] == 0
    assert accents[1] >= 8, "the ring alone has four"
