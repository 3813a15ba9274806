"""Lists in columns, as the pages use them: plain text, icons, words that wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from wizard.gui.style.icons import icon
from wizard.gui.style.theme import BODY_PT, GRID, Theme, font
from wizard.model.override import override

_MARGIN = 2 * GRID


class Rows(QTreeWidget):
    """A tree of *columns*; the column *wide* takes the room that is left, and its words wrap."""

    def __init__(self, columns: int, wide: int = 0) -> None:
        super().__init__()
        self.wide = wide
        self.setColumnCount(columns)
        self.setWordWrap(True)
        self.setRootIsDecorated(False)
        self.setIndentation(2 * GRID)
        self.setItemDelegate(_Wrapping(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumSize(18 * GRID, 18 * GRID)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def name(self, name: str, columns: Sequence[str]) -> None:
        """The name that a screen reader says, and the headings; no headings hide the header."""
        self.setAccessibleName(name)
        self.setHeaderHidden(not columns)
        if columns:
            self.setHeaderLabels([f"{column}   " for column in columns])

    def group(self, title: str) -> QTreeWidgetItem:
        """A heading that rows stand under. It is shown with all of them by `show_groups`."""
        item = QTreeWidgetItem([title])
        item.setFont(0, font(BODY_PT, strong=True))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        return item

    def show_groups(self, groups: Sequence[QTreeWidgetItem]) -> None:
        """Show *groups* with their rows at the end: all at once, so that Qt measures them once."""
        self.addTopLevelItems(list(groups))
        for group in groups:
            group.setExpanded(True)

    def scroll_to_end_of(self, group: QTreeWidgetItem) -> None:
        """Let the last row below *group* be seen."""
        last = group.child(group.childCount() - 1)
        if last is not None:
            self.scrollToItem(last)

    def row(
        self,
        cells: Sequence[str],
        theme: Theme,
        sign: str = "",
        under: QTreeWidgetItem | None = None,
        at: int = 0,
    ) -> QTreeWidgetItem:
        """A row, with the icon *sign* in column *at*."""
        item = QTreeWidgetItem(list(cells))
        if under is not None:
            under.addChild(item)
        else:
            self.addTopLevelItem(item)
        if sign:
            item.setIcon(at, icon(sign, theme.of(sign), theme.on_chosen))
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, cells)))
        return item

    def place(self) -> int:
        """The number of the chosen top-level row; -1 if there is none."""
        item: QTreeWidgetItem | None = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else -1

    def choose(self, place: int) -> None:
        """Choose the top-level row of that number, if there is one."""
        item = self.topLevelItem(place)
        if item is not None:
            self.setCurrentItem(item)

    def unchoose(self) -> None:
        """Choose nothing."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())


class _Wrapping(QStyledItemDelegate):
    """Rows with air, as high as the words of the wide column need."""

    def __init__(self, tree: Rows) -> None:
        super().__init__(tree)
        self._tree = tree

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        tree = self._tree
        if index.column() != tree.wide:
            hint = super().sizeHint(option, index)
            return QSize(hint.width() + GRID, hint.height() + GRID)
        taken = _level(index) * tree.indentation() + _MARGIN
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            taken += tree.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth) + GRID
        face = index.data(Qt.ItemDataRole.FontRole) or option.font
        room = QRect(0, 0, max(tree.columnWidth(tree.wide) - taken, 8 * GRID), 10_000)
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        bounds = QFontMetrics(face).boundingRect(room, Qt.TextFlag.TextWordWrap.value, words)
        return QSize(bounds.width(), bounds.height() + GRID)


def _level(index: QModelIndex | QPersistentModelIndex) -> int:
    """How many rows it stands under."""
    parent, level = index.parent(), 0
    while parent.isValid():
        parent, level = parent.parent(), level + 1
    return level
