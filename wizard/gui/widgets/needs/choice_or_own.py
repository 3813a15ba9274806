"""A list to choose from, and beside it a line for what is not in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout

from wizard.gui.style.theme import Theme
from wizard.gui.widgets.labels import Words, caption
from wizard.gui.widgets.line_edit import LineEdit
from wizard.gui.widgets.panels import Speak
from wizard.model.text import Text

OWN = "own"


class ChoiceOrOwn(QObject):
    """*chosen* tells the new value: None leaves the setting alone. What is written is checked by *problem*; as long as
    it is wrong, nothing is chosen, and why is said below."""

    chosen = Signal(object)

    def __init__(self, problem: Callable[[str], Text | None], parent: QObject) -> None:
        super().__init__(parent)
        self._problem = problem
        self._is_own = False
        self._speak: Speak = str
        self.box, self.line, self._wrong = QComboBox(), LineEdit(), Words()
        self.label = caption(self.box)
        self.box.activated.connect(self._choose)
        self.line.textEdited.connect(self._write)

    def add_to(self, grid: QGridLayout, row: int) -> None:
        """Stand in two rows of *grid*, from *row* on."""
        grid.addWidget(self.label, row, 0)
        grid.addWidget(self.box, row, 1)
        grid.addWidget(self.line, row, 2)
        grid.addWidget(self._wrong, row + 1, 1, 1, 2)

    def forget(self) -> None:
        """Show no line of one's own, unless what is shown next needs one."""
        self._is_own = False

    def name(self, label: str, own: str, hint: str, theme: Theme) -> None:
        """The words on it: *own* is the choice that opens the line."""
        self.label.setText(label)
        self._own_words = own
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(label.replace("&", ""))
        self._wrong.tinted(theme.muted)

    def show_choice(
        self, value: str | None, choices: Sequence[tuple[str | None, Text]], speak: Speak
    ) -> None:
        """Show *value*, which may be none of *choices*."""
        self._speak = speak
        values = [each for each, _ in choices]
        self._is_own = value not in values or (self._is_own and value is None)
        self.box.clear()
        for each, words in choices:
            self.box.addItem(speak(words), each)
        self.box.addItem(self._own_words, OWN)
        self.box.setCurrentIndex(len(values) if self._is_own else values.index(value))
        self.line.setVisible(self._is_own)
        if value is not None and value not in values and not self.line.hasFocus():
            self.line.setText(value)
        self._show_problem()

    def _choose(self) -> None:
        choice = self.box.currentData()
        self._is_own = choice == OWN
        self.chosen.emit(None if self._is_own else choice)
        if self._is_own:
            self.line.setFocus()

    def _write(self, words: str) -> None:
        self.chosen.emit(words.strip() if self._problem(words.strip()) is None else None)
        self._show_problem()

    def _show_problem(self) -> None:
        wrong = self._problem(self.line.text().strip()) if self._is_own else None
        self._wrong.tell(self._speak(wrong) if wrong is not None else "")
