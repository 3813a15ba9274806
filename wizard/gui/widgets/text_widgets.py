"""What files and programs say, letter by letter; and when something was."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from wizard.gui.style.theme import BODY_PT
from wizard.gui.widgets.labels import Words
from wizard.model.override import override


def mono() -> QFont:
    """The font of files and programs."""
    face = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    face.setPointSizeF(BODY_PT)
    return face


class PathsLabel(Words):
    """Names of files, line by line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(mono())
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class Quote(QPlainTextEdit):
    """What a file or a program says, letter by letter: as high as it is long, broken where it must be, ready
    to be marked and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFont(mono())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        # The ground behind shows through. (To ask for the viewport makes PySide prepare every class that it might be.)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def tell(self, words: str) -> None:
        """Show *words*; an empty text takes no room."""
        if self.toPlainText() != words:
            self.setPlainText(words)
        self.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        last = self.blockBoundingGeometry(self.document().lastBlock()).translated(self.contentOffset())
        self.setFixedHeight(round(last.bottom()) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def moment(at: str, language: str) -> str:
    """An ISO 8601 moment as the user writes it, in local time; nothing for nothing."""
    when = QDateTime.fromString(at, Qt.DateFormat.ISODate)
    return QLocale(language).toString(when.toLocalTime(), QLocale.FormatType.ShortFormat) if at else ""
