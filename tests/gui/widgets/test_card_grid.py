"""Cards stand side by side as far as there is room, in rows as even as can be."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from wizard.gui.widgets.card_grid import CardGrid


@pytest.fixture
def grid(app: QApplication, qtbot: QtBot) -> CardGrid:
    made = CardGrid(least=100)
    qtbot.addWidget(made)
    made.resize(450, 300)
    made.show()
    return made


def rows(grid: CardGrid, cards: list[QLabel]) -> list[int]:
    """How many cards stand in each row, from the top."""
    QApplication.processEvents()
    tops = [card.y() for card in cards]
    return [tops.count(top) for top in sorted(set(tops))]


def cards(count: int) -> list[QLabel]:
    return [QLabel(str(number)) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "expected"), [(1, [1]), (3, [3]), (4, [4]), (5, [3, 2]), (6, [3, 3]), (9, [3, 3, 3])]
)
def test_rows_are_even(grid: CardGrid, count: int, expected: list[int]) -> None:
    made = cards(count)
    grid.show_cards(made)
    assert rows(grid, made) == expected


def test_a_narrow_window_has_fewer_in_a_row(grid: CardGrid) -> None:
    made = cards(4)
    grid.show_cards(made)
    grid.resize(250, 300)
    assert rows(grid, made) == [2, 2]
    grid.resize(80, 300)
    assert rows(grid, made) == [1, 1, 1, 1]


def test_cards_that_need_more_room_are_laid_out_anew(grid: CardGrid) -> None:
    made = cards(4)
    grid.show_cards(made)
    grid.at_least(200)
    assert rows(grid, made) == [2, 2]
