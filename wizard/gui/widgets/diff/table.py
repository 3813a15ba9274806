"""A file's difference on the screen: numbered lines, changed words marked, who wants a line on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from wizard.gui.override import override
from wizard.gui.views.diff_lines import Cell, DiffRow, as_text, changes
from wizard.gui.widgets.diff.cells import CellPainter
from wizard.gui.widgets.labels import tip
from wizard.gui.widgets.text_widgets import mono
from wizard.gui.widgets.theme import GRID, Theme
from wizard.model.text import Text, say

Speak = Callable[[Text], str]
Index = QModelIndex | QPersistentModelIndex
OLD, OLD_TEXT, NEW, NEW_TEXT = range(4)


class DiffModel(QAbstractTableModel):
    """Rows of a difference. With *beside* there are two columns of text, else one (the last)."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[DiffRow, ...] = ()
        self.beside = False
        self.speak: Speak = Text.render

    def fill(self, rows: tuple[DiffRow, ...], speak: Speak, *, beside: bool) -> None:
        self.beginResetModel()
        self.rows, self.speak, self.beside = rows, speak, beside
        self.endResetModel()

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 4

    def cell(self, index: Index) -> Cell | None:
        """What stands at *index*, if it is a place for text."""
        row = self.rows[index.row()]
        if self.beside:
            return row.left if index.column() == OLD_TEXT else row.right
        return (row.right or row.left) if index.column() == NEW_TEXT else None

    def number(self, index: Index) -> int | None:
        """The line number at *index*."""
        row = self.rows[index.row()]
        side = row.left if index.column() == OLD else row.right
        return side.number if side is not None else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(index, row)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self.speak(row.wants)) if row.wants is not None else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.speak(row.says)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.speak(row.wants) if row.wants is not None else ""
            case _:
                return None

    def _words(self, index: Index, row: DiffRow) -> str:
        if row.kind in ("gap", "fact"):
            return self.speak(row.says)
        if index.column() in (OLD, NEW):
            number = self.number(index)
            return "" if number is None else str(number)
        cell = self.cell(index)
        return "" if cell is None else cell.text


class DiffTable(QTableView):
    """See the module. *painted* is sent once for every difference that has come onto the screen."""

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
        self._painter.ends = {"CRLF": "CRLF", "none": speak(say("no line end"))}
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
        facts = [model.speak(row.says) for row in model.rows if row.kind == "fact"]
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
