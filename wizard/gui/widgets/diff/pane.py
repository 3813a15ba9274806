"""Files at the left, the difference of the chosen one at the right; Review and History both show it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from wizard.gui.style.theme import GRID
from wizard.gui.views.diff_lines import DiffRow, command_rows, rows
from wizard.gui.views.review import FileRow, listed
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.diff.table import DiffTable
from wizard.gui.widgets.labels import Words
from wizard.gui.widgets.trees import Rows
from wizard.model.diffs import DiffView
from wizard.model.text import Text, say


class DiffPane(QWidget):
    """Files at the left, the difference of the chosen one at the right; Review and History both show it. *painted* is
    sent once for every difference that has come onto the screen."""

    painted = Signal()

    def __init__(self, stage: PageContext) -> None:
        super().__init__()
        self._stage = stage
        self._diff = DiffView()
        self._titles: Mapping[str, Text] = {}
        self.files, self.table = Rows(2), DiffTable()
        self._path, self._beside = Words(strong=True), QCheckBox()
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._before, self._next = QPushButton(), QPushButton()
        self.files.currentItemChanged.connect(lambda *_: self._show_file())
        self._beside.toggled.connect(lambda _: self._show_file())
        self._before.clicked.connect(lambda: self._go(-1))
        self._next.clicked.connect(lambda: self._go(1))
        QShortcut(QKeySequence(Qt.Key.Key_F7), self, lambda: self._go(1))
        QShortcut(QKeySequence("Shift+F7"), self, lambda: self._go(-1))
        self.table.painted.connect(self.painted)
        self._arrange()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        bar.addWidget(self._beside)
        bar.addStretch()
        bar.addWidget(self._before)
        bar.addWidget(self._next)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._path)
        column.addWidget(self.table, 1)
        column.addLayout(bar)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(GRID)
        split.addWidget(self.files)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 560])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def display(self, diff: DiffView, titles: Mapping[str, Text]) -> None:
        """Show *diff*; *titles* are the names of the rules that want its lines."""
        speak = self._stage.speech
        kept = self.files.place() if diff == self._diff else 0
        self._diff, self._titles = diff, titles
        self._beside.setText(speak(say("S&ide by side")))
        self._before.setText(speak(say("&Previous change")))
        self._next.setText(speak(say("&Next change")))
        self.table.setAccessibleName(speak(say("Diff view")))
        self.files.name(speak(say("Files")), ())
        self.files.blockSignals(True)
        self.files.clear()
        for row in listed(diff):
            self._add(row)
        self.files.choose(max(kept, 0))
        self.files.blockSignals(False)
        self._show_file()

    def _add(self, row: FileRow) -> None:
        speak = self._stage.speech
        name = row.path or speak(say("Commands"))
        item = self.files.row((name, row.count or speak(row.word)), self._stage.theme)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, speak(row.says))

    def _show_file(self) -> None:
        place = self.files.place()
        speak, theme = self._stage.speech, self._stage.theme
        found = listed(self._diff)
        if not 0 <= place < len(found):
            self._path.tell("")
            self.table.display((), speak, theme, beside=False)
            return
        row = found[place]
        self._path.tell(f"{row.path or speak(say('Commands'))}  ({speak(row.word)})")
        beside = self._beside.isChecked()
        self.table.display(self._rows(place, beside=beside), speak, theme, beside=beside)
        self.table.go(1)

    def _rows(self, place: int, *, beside: bool) -> tuple[DiffRow, ...]:
        files = place - bool(self._diff.commands)
        if files < 0:
            return command_rows(self._diff)
        return rows(self._diff.files[files], self._titles, beside=beside)

    def _go(self, direction: int) -> None:
        """To another change; past the last of a file, to the next file."""
        if self.table.go(direction):
            return
        place = self.files.place() + direction
        if 0 <= place < len(listed(self._diff)):
            self.files.choose(place)
