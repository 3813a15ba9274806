"""Text on the screen: always plain, never markup; in one of three sizes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from wizard.gui.style.colours import Rgb
from wizard.gui.style.theme import BODY_PT, HEADING_PT, TITLE_PT, font, paint
from wizard.model.override import override


class Words(QLabel):
    """A sentence that wraps. What it is given is shown as it is."""

    def __init__(self, *, size: float = BODY_PT, strong: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(font(size, strong=strong))
        self.setForegroundRole(QPalette.ColorRole.WindowText)

    def tell(self, words: str) -> None:
        """Show *words*; an empty text takes no room."""
        if self.text() != words:
            self.setText(words)
        self.setVisible(bool(words))

    def tinted(self, colour: Rgb) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), paint(colour))
        self.setPalette(palette)


class OneLine(QLabel):
    """Words in one line; if there is no room for all, their end is shown, and all of them in the tooltip."""

    def __init__(self, *, strong: bool = False) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(BODY_PT, strong=strong))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def tell(self, words: str) -> None:
        """Show *words*."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideLeft, self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def caption(of: QWidget) -> Words:
    """The name that stands before the control *of*; its mnemonic leads there."""
    made = Words()
    made.setWordWrap(False)
    made.setBuddy(of)
    return made


def title() -> Words:
    return Words(size=TITLE_PT, strong=True)


def heading() -> Words:
    return Words(size=HEADING_PT, strong=True)


def tip(words: str) -> str:
    """*words* for a tooltip, which would take them for markup otherwise."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p style='white-space:pre-wrap'>{escaped}</p>" if words else ""
