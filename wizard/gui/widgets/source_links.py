"""How the wizard knows: a button for each paragraph of the facts that a check stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from wizard.app.explain import how_known
from wizard.codecs.fact_books import Paragraph
from wizard.gui.style.theme import GRID
from wizard.gui.widgets.fact_window import FactWindow
from wizard.gui.widgets.labels import Words
from wizard.gui.widgets.panels import Speak
from wizard.model.override import override
from wizard.model.text import Text


class SourceLinks(QWidget):
    """For each paragraph a button that opens it, and its heading."""

    def __init__(self) -> None:
        super().__init__()
        self._window: FactWindow | None = None
        self._rows: list[tuple[QPushButton, Words]] = []
        self._sources: tuple[str, ...] = ()
        self._speak: Speak = Text.render
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        self._grid.setColumnStretch(1, 1)

    def display(self, sources: tuple[str, ...], speak: Speak) -> None:
        """A row for each of *sources*; none at all take no room."""
        self._speak = speak
        if sources != self._sources:  # a button that has the keyboard keeps it
            self._sources = sources
            self._fill()
        self.setVisible(bool(sources))

    def _fill(self) -> None:
        while self._rows:
            for widget in self._rows.pop():
                widget.hide()
                widget.deleteLater()
        for paragraph in how_known.paragraphs(self._sources):
            self._add(paragraph)

    def _add(self, paragraph: Paragraph) -> None:
        button, words = QPushButton(paragraph.reference), Words()
        button.setAccessibleName(f"{paragraph.reference} {paragraph.heading}")
        button.clicked.connect(lambda: self._open(paragraph))
        words.tell(paragraph.heading)
        row = len(self._rows)
        self._grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)
        self._rows.append((button, words))

    def _open(self, paragraph: Paragraph) -> None:
        if self._window is None:
            self._window = FactWindow(self)
            self._window.finished.connect(lambda: self.window().activateWindow())
        self._window.display(paragraph, self._speak(how_known.TITLE), self._speak)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or a finding without sources: what was open of this one goes, too."""
        super().hideEvent(event)
        if self._window is not None and not event.spontaneous():
            self._window.reject()
