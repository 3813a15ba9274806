"""How a cell of a difference is painted: its ground, its sign, its words, and the part of them that changed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from wizard.gui.style.theme import Theme, paint
from wizard.gui.views.diff_lines import Cell
from wizard.gui.widgets.diff.model import DiffModel
from wizard.model.override import override

MARGIN = 8
_NUMBERS = (0, 2)


class CellPainter(QStyledItemDelegate):
    """Paints the table of a `DiffModel`; *ends* are the words for line ends."""

    theme: Theme
    ends: dict[str, str]

    def __init__(self, model: DiffModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        row = self._model.rows[index.row()]
        painter.save()
        painter.setFont(option.font)
        if row.left is None and row.right is None:
            self._aside(painter, rect, self._model.speak(row.says), chosen=chosen)
        elif index.column() in _NUMBERS:
            self._number(painter, rect, self._model.number(index), chosen=chosen)
        else:
            self._text(painter, rect, self._model.cell(index), chosen=chosen)
        painter.restore()

    def _aside(self, painter: QPainter, rect: QRect, words: str, *, chosen: bool) -> None:
        painter.fillRect(rect, paint(self.theme.tint if chosen else self.theme.window))
        painter.setPen(paint(self.theme.muted))
        painter.drawText(rect.adjusted(MARGIN, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _number(self, painter: QPainter, rect: QRect, number: int | None, *, chosen: bool) -> None:
        painter.fillRect(rect, paint(self.theme.tint if chosen else self.theme.window))
        if number is not None:
            painter.setPen(paint(self.theme.muted))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(rect.adjusted(0, 0, -MARGIN, 0), flags, str(number))

    def _text(self, painter: QPainter, rect: QRect, cell: Cell | None, *, chosen: bool) -> None:
        theme = self.theme
        if cell is None:
            painter.fillRect(rect, paint(theme.window))
            return
        grounds = {"+": (theme.add, theme.add_span), "-": (theme.remove, theme.remove_span)}
        ground, lit = grounds.get(cell.mark, (theme.base, theme.base))
        painter.fillRect(rect, paint(ground))
        metrics = QFontMetrics(painter.font())
        left = rect.left() + MARGIN + metrics.horizontalAdvance("+ ")
        for start, stop in cell.spans:
            begin = left + metrics.horizontalAdvance(cell.text[:start])
            width = metrics.horizontalAdvance(cell.text[start:stop])
            painter.fillRect(QRect(begin, rect.top() + 1, width, rect.height() - 2), paint(lit))
        painter.setPen(paint(self.theme.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(MARGIN, 0, 0, 0), middle, cell.mark)
        painter.drawText(QRect(left, rect.top(), rect.width(), rect.height()), middle, cell.text)
        if cell.end:
            self._end(painter, rect, left + metrics.horizontalAdvance(cell.text) + MARGIN, cell.end)
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), paint(theme.accent))

    def _end(self, painter: QPainter, rect: QRect, left: int, end: str) -> None:
        words = self.ends.get(end, end)
        width = QFontMetrics(painter.font()).horizontalAdvance(words) + MARGIN
        frame = QRect(left, rect.top() + 2, width, rect.height() - 4)
        painter.setPen(paint(self.theme.outline))
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(paint(self.theme.text))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
