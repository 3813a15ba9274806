"""The rows of a difference, as Qt's table asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from wizard.gui.views.diff_lines import Cell, DiffRow, RowKind
from wizard.gui.widgets.labels import tip
from wizard.model.override import override
from wizard.model.text import Text

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
        if row.kind in (RowKind.GAP, RowKind.FACT):
            return self.speak(row.says)
        if index.column() in (OLD, NEW):
            number = self.number(index)
            return "" if number is None else str(number)
        cell = self.cell(index)
        return "" if cell is None else cell.text
