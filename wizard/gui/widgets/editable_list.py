"""A short list that can be added to and taken from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QListWidget, QPushButton, QWidget

from wizard.gui.style.theme import GRID, Theme
from wizard.gui.widgets.labels import Words, caption
from wizard.gui.widgets.line_edit import LineEdit

Validator = Callable[[str], str]
"""What is wrong with an entry, in words; nothing if it is fine."""


class ListEditor(QWidget):
    """*added* and *removed* tell of entries; what is shown comes from `show_entries` only."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, check: Validator) -> None:
        super().__init__()
        self._check = check
        self._list, self._edit = QListWidget(), LineEdit()
        self._label = caption(self._edit)
        self._add, self._remove, self._wrong = QPushButton(), QPushButton(), Words()
        self._list.setFixedHeight(9 * GRID)
        self._edit.returnPressed.connect(self._enter)
        self._edit.textEdited.connect(lambda _: self._wrong.tell(""))
        self._add.clicked.connect(self._enter)
        self._remove.clicked.connect(self._take)
        self._list.currentRowChanged.connect(lambda row: self._remove.setEnabled(row >= 0))
        QShortcut(QKeySequence.StandardKey.Delete, self._list, self._take)
        for button in (self._add, self._remove):
            button.setAutoDefault(False)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._label, 0, 0, 1, 2)
        grid.addWidget(self._edit, 1, 0)
        grid.addWidget(self._add, 1, 1)
        grid.addWidget(self._wrong, 2, 0, 1, 2)
        grid.addWidget(self._list, 3, 0)
        grid.addWidget(self._remove, 3, 1)
        grid.setRowStretch(4, 1)
        self._wrong.tell("")

    def name(self, label: str, hint: str, add: str, remove: str, theme: Theme) -> None:
        """The words on it."""
        self._label.setText(label)
        self._edit.setPlaceholderText(hint)
        self._add.setText(add)
        self._remove.setText(remove)
        self._wrong.tinted(theme.of("blocked"))
        plain = label.replace("&", "")
        self._edit.setAccessibleName(plain)
        self._list.setAccessibleName(plain)

    def show_entries(self, entries: Sequence[str]) -> None:
        row = self._list.currentRow()
        self._list.clear()
        self._list.addItems(list(entries))
        self._list.setCurrentRow(min(row, len(entries) - 1))
        self._remove.setEnabled(self._list.currentRow() >= 0)

    def _enter(self) -> None:
        words = self._edit.text().strip()
        wrong = self._check(words) if words else ""
        self._wrong.tell(wrong)
        if words and not wrong:
            self._edit.clear()
            self.added.emit(words)

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.removed.emit(item.text())
