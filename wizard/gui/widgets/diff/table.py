"""A file's difference on the screen: numbered lines, changed words marked, who wants a line on demand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.diff_lines import DiffRow, RowKind, as_text, changes
from wizard.gui.widgets.diff.cells import CellPainter
from wizard.gui.widgets.diff.model import OLD, DiffModel, Speak
from wizard.gui.widgets.text_widgets import mono
from wizard.model.override import override
from wizard.model.text import say


class DiffTable(QTableView):
    """A file's difference on the screen: numbered lines, changed words marked, who wants a line on demand. *painted*
    is sent once for every difference that has come onto the screen."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = DiffModel()
        self._fresh = False
        self._painter = CellPainter(self._model, self)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setFont(mono())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(0)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(0)
        self.verticalHeader().setDefaultSectionSize(QFontMetrics(self.font()).height() + 4)

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 18 * GRID)

    def display(self, rows: tuple[DiffRow, ...], speak: Speak, theme: Theme, *, beside: bool) -> None:
        """Show *rows*."""
        self._painter.theme = theme
        self._painter.ends = {"CRLF": "CRLF", "none": speak(say("no line ending"))}
        self._fresh = True
        self.clearSpans()
        self._model.fill(rows, speak, beside=beside)
        for number, row in enumerate(rows):
            if row.left is None and row.right is None:
                self.setSpan(number, 0, 1, 4)
        self._widths()
        self.viewport().update()

    def _widths(self) -> None:
        metrics = QFontMetrics(self.font())
        model = self._model
        sides = [side for row in model.rows for side in (row.left, row.right) if side is not None]
        digits = len(str(max((side.number or 0 for side in sides), default=0)))
        number = metrics.horizontalAdvance("0" * max(digits, 2)) + 16
        longest = sorted({side.text for side in sides}, key=len, reverse=True)[:40]
        text = max((metrics.horizontalAdvance(words) for words in longest), default=0)
        room = self.viewport().width() - 2 * number
        text += metrics.horizontalAdvance("M" * 4)
        facts = [model.speak(row.says) for row in model.rows if row.kind is RowKind.FACT]
        text = max(text, *(metrics.horizontalAdvance(words) - 2 * number + 24 for words in facts), 0)
        ends = {self._painter.ends[side.end] for side in sides if side.end}
        text += max((metrics.horizontalAdvance(words) + 24 for words in ends), default=0)
        each = max(text, room // 2) if model.beside else max(text, room)
        for column, width in enumerate((number, each if model.beside else 0, number, each)):
            self.setColumnWidth(column, width)

    def go(self, direction: int) -> bool:
        """To the next change (1) or the one before (-1). False if there is none."""
        here = self.currentIndex().row()
        starts = changes(self._model.rows)
        rest = [row for row in starts if (row > here if direction > 0 else row < here)]
        if not rest:
            return False
        row = rest[0] if direction > 0 else rest[-1]
        index = self._model.index(row, OLD)
        self.setCurrentIndex(index)
        self.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)
        return True

    def copy(self) -> None:
        """The chosen lines as a patch would write them."""
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        rows = [self._model.rows[row] for row in chosen]
        QApplication.clipboard().setText(as_text(rows, self._model.speak))

    @override
    def keyPressEvent(self, event: Any) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if self._model.rows:
            self._widths()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fresh:
            self._fresh = False
            self.painted.emit()
