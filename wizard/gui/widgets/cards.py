"""Framed panels: a card that holds other widgets, and a card that is a button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout

from wizard.gui.style.icons import pixmap
from wizard.gui.style.theme import BODY_PT, GRID, HEADING_PT, Theme, current, font, paint
from wizard.model.override import override

RADIUS = 6


class Card(QFrame):
    """A light ground with a fine border, for things that belong together."""

    def __init__(self) -> None:
        super().__init__()
        self.setForegroundRole(QPalette.ColorRole.Text)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.column.setSpacing(GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(paint(theme.line), 1))
        painter.setBrush(paint(theme.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class ChoiceCard(QAbstractButton):
    """A large button: icon, title, a sentence, and a line of small details. Checkable ones show a ring that is
    filled when chosen, so that colour is not the only sign."""

    def __init__(self, icon: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._says = ""
        self._extra = ""
        self._hover = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def tell(self, title: str, says: str, extra: str = "") -> None:
        """Show these words; they are what a screen reader reads, too."""
        self.setText(title)
        self._says, self._extra = says, extra
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{says} {extra}".strip())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = 40 * GRID
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        width = 22 * GRID
        return QSize(width, self.heightForWidth(200 * GRID))

    @override
    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() for _, rect, _ in self._lines(width)), default=0) + 2 * GRID

    def _lines(self, width: int) -> list[tuple[str, QRect, QFont]]:
        """The texts with their places in a card of that width, from top to bottom."""
        left = 2 * GRID + (4 * GRID if self._icon or self.isCheckable() else 0)
        room = max(width - left - 2 * GRID, 10 * GRID)
        top = 2 * GRID
        placed: list[tuple[str, QRect, QFont]] = []
        texts = ((self.text(), font(HEADING_PT, strong=True)), (self._says, font(BODY_PT)))
        for words, face in (*texts, (self._extra, font(BODY_PT))):
            if not words:
                continue
            flags = Qt.TextFlag.TextWordWrap.value
            bounds = QFontMetrics(face).boundingRect(QRect(0, 0, room, 10_000), flags, words)
            placed.append((words, QRect(left, top, room, bounds.height()), face))
            top += bounds.height() + GRID // 2
        return placed

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, theme)
        lines = self._lines(self.width())
        for place, (words, rect, face) in enumerate(lines):
            muted = place == len(lines) - 1 and words == self._extra
            colour = theme.muted if muted or not self.isEnabled() else theme.text
            painter.setPen(paint(colour))
            painter.setFont(face)
            painter.drawText(rect, Qt.TextFlag.TextWordWrap.value, words)
        if lines:
            self._sign(painter, theme, lines[0][1])

    def _ground(self, painter: QPainter, theme: Theme) -> None:
        strong = self.hasFocus() or self.isChecked()
        width = 2.0 if strong else 1.0
        edge = theme.accent if strong else theme.outline if self._hover and self.isEnabled() else theme.line
        inset = width / 2
        painter.setPen(QPen(paint(edge), width))
        lit = self.isChecked() or self.isDown() or (self._hover and self.isEnabled())
        painter.setBrush(paint(theme.tint if lit else theme.base))
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(paint(theme.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), RADIUS - 2, RADIUS - 2)

    def _sign(self, painter: QPainter, theme: Theme, beside: QRect) -> None:
        line = QFontMetrics(font(HEADING_PT, strong=True)).height()
        box = QRectF(2 * GRID, beside.top() + (line - 20) / 2, 20, 20)
        if self._icon:
            colour = theme.accent if self.isEnabled() else theme.muted
            painter.drawPixmap(box.topLeft(), pixmap(self._icon, colour))
        elif self.isCheckable():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(paint(theme.accent if self.isChecked() else theme.outline), 2))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
            if self.isChecked():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(paint(theme.accent))
                painter.drawEllipse(box.adjusted(6, 6, -6, -6))

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._hover = False
        self.update()
        super().leaveEvent(event)
