"""Cards side by side, as many in a row as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from wizard.gui.style.theme import GRID
from wizard.model.override import override


class CardGrid(QWidget):
    """Lays its cards out anew when its width asks for another number of columns; each is at least *least*
    points wide, and the rows are as even as can be."""

    def __init__(self, least: int = 30 * GRID) -> None:
        super().__init__()
        self._cards: tuple[QWidget, ...] = ()
        self._columns = 0
        self._least = least
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)

    def set_gap(self, gap: int) -> None:
        """Let *gap* points be between the columns."""
        self._grid.setHorizontalSpacing(gap)

    def at_least(self, least: int) -> None:
        """Let each card be at least *least* points wide from now on."""
        if self._least != least:
            self._least, self._columns = least, 0
            self._place()

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these, in this order."""
        if self._cards != tuple(cards):
            self._cards = tuple(cards)
            self._columns = 0
        self._place()

    def _place(self) -> None:
        most = max(1, self.width() // self._least)
        columns = -(-len(self._cards) // max(1, -(-len(self._cards) // most)))
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.show()
        for column in range(8):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
