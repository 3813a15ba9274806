"""A short list that can be added to, taken from and, if its order counts, put in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.style.theme import GRID, Theme
from wizard.gui.widgets.labels import Words, caption, tip
from wizard.gui.widgets.line_edit import LineEdit


class ListEditor(QWidget):
    """*written* tells what stands in the line, *added* that it shall be added; *removed* has the place of an entry,
    *moved* also by how much. *picked* tells which one is chosen. What is shown comes from `show_entries` only."""

    written = Signal(str)
    added = Signal()
    removed = Signal(int)
    moved = Signal(int, int)
    picked = Signal(int)

    def __init__(self, *, is_ordered: bool = False) -> None:
        super().__init__()
        self._list, self._edit = QListWidget(), LineEdit()
        self._label = caption(self._edit)
        self._add, self._remove, self._wrong = QPushButton(), QPushButton(), Words()
        self._up, self._down = QPushButton(), QPushButton()
        self._list.setFixedHeight(9 * GRID)
        self._list.setWordWrap(True)  # without it, Qt gives a long entry a bar to scroll by
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._edit.returnPressed.connect(self.added)
        self._edit.textEdited.connect(self.written)
        self._add.clicked.connect(self.added)
        self._remove.clicked.connect(self._take)
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._list.currentRowChanged.connect(self._pick)
        QShortcut(QKeySequence.StandardKey.Delete, self._list, self._take)
        for button in (self._add, self._remove, self._up, self._down):
            button.setAutoDefault(False)
        for button in (self._up, self._down):
            button.setVisible(is_ordered)
        self._arrange(is_ordered)
        self._wrong.tell("")

    def _arrange(self, is_ordered: bool) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(GRID // 2)
        for button in (*((self._up, self._down) if is_ordered else ()), self._remove):
            buttons.addWidget(button)
        buttons.addStretch()
        if is_ordered:
            self._list.setFixedHeight(13 * GRID)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._label, 0, 0, 1, 2)
        grid.addWidget(self._edit, 1, 0)
        grid.addWidget(self._add, 1, 1)
        grid.addWidget(self._wrong, 2, 0, 1, 2)
        grid.addWidget(self._list, 3, 0)
        grid.addLayout(buttons, 3, 1)
        grid.setRowStretch(4, 1)

    @property
    def place(self) -> int:
        """The place of the entry that is chosen; -1 if none is."""
        return self._list.currentRow()

    def name(self, label: str, hint: str, buttons: Sequence[str], theme: Theme) -> None:
        """The words on it: *buttons* add, remove, move up and move down."""
        self._label.setText(label)
        self._edit.setPlaceholderText(hint)
        plain = label.replace("&", "")
        pushed = (self._add, self._remove, self._up, self._down)
        for button, words in zip(pushed, buttons, strict=False):
            button.setText(words)
            button.setAccessibleName(f"{words}: {plain}")
        self._wrong.tinted(theme.of("blocked"))
        self._edit.setAccessibleName(plain)
        self._list.setAccessibleName(plain)

    def show_entries(
        self, entries: Sequence[str], typed: str = "", wrong: str = "", says: Sequence[str] = ()
    ) -> None:
        """Show *entries*, which a screen reader *says*; what stands in the line, and what is *wrong* with that."""
        if self._edit.text() != typed:
            self._edit.setText(typed)
        is_new = bool(wrong) and wrong != self._wrong.text()
        self._wrong.tell(wrong)
        self._edit.setAccessibleDescription(wrong)
        self._fill(entries, says)
        self._mark(self.place)
        if is_new:
            self._edit.setFocus()
            _bring_into_view(self)

    def choose(self, place: int) -> None:
        """Choose the entry at *place*."""
        self._list.setCurrentRow(place)

    def write(self) -> None:
        """Go to the line."""
        self._edit.setFocus()

    def _fill(self, entries: Sequence[str], says: Sequence[str]) -> None:
        row = self.place
        with QSignalBlocker(self._list):
            self._list.clear()
            for number, words in enumerate(entries):
                item = QListWidgetItem(words)
                item.setToolTip(tip(words))
                if says:
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, says[number])
                self._list.addItem(item)
            self._list.setCurrentRow(min(row, len(entries) - 1))

    def _pick(self, place: int) -> None:
        self._mark(place)
        self.picked.emit(place)

    def _mark(self, place: int) -> None:
        self._remove.setEnabled(place >= 0)
        self._up.setEnabled(place > 0)
        self._down.setEnabled(0 <= place < self._list.count() - 1)

    def _take(self) -> None:
        if self.place >= 0:
            self.removed.emit(self.place)

    def _move(self, by: int) -> None:
        place = self.place
        self.moved.emit(place, by)
        self.choose(min(max(place + by, 0), self._list.count() - 1))


def _bring_into_view(widget: QWidget) -> None:
    """Scroll the page so that *widget* is seen."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.ensureWidgetVisible(widget)
