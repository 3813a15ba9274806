"""A window beside the wizard's own, with one paragraph of the facts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from wizard.codecs.fact_books import Paragraph
from wizard.gui.style.theme import BODY_PT, GRID, font
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import Speak
from wizard.model.text import say


class FactWindow(QDialog):
    """One paragraph of the facts: text to be read, marked and copied. It stops nobody from going on in the wizard."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._reference, self._heading = Words(), heading()
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setFont(font(BODY_PT))
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._text.setTabChangesFocus(True)
        keys, mouse = (
            Qt.TextInteractionFlag.TextSelectableByKeyboard,
            Qt.TextInteractionFlag.TextSelectableByMouse,
        )
        self._text.setTextInteractionFlags(keys | mouse)
        self._close = QPushButton()
        self._close.clicked.connect(self.reject)
        self._arrange()
        self.resize(80 * GRID, 60 * GRID)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._reference)
        column.addWidget(self._heading)
        column.addWidget(self._text, 1)
        column.addLayout(foot)

    def display(self, paragraph: Paragraph, title: str, speak: Speak) -> None:
        """Show *paragraph*, ready to be read; *title* says what kind of text this is."""
        self.setWindowTitle(title)
        self._reference.tell(paragraph.reference)
        self._heading.tell(paragraph.heading)
        self._text.setPlainText("\n".join(paragraph.lines))
        self._text.setAccessibleName(f"{paragraph.reference} {paragraph.heading}")
        self._text.moveCursor(QTextCursor.MoveOperation.Start)
        self._close.setText(speak(say("&Close")))
        self.show()
        self.activateWindow()
        self._text.setFocus()
