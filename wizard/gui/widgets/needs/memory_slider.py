"""A slider on a memory gauge: how much of all there is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSlider, QStyle

from wizard.gui.style.theme import GRID, current, paint
from wizard.model.override import override


class MemoryGauge(QSlider):
    """Chooses whole GiB; the bar is all memory, its filled part what is chosen."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(1)
        self.setPageStep(2)
        self.setMinimumHeight(4 * GRID)

    @override
    def sizeHint(self) -> QSize:
        return QSize(40 * GRID, 4 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        handle = self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, None, self)
        room = self.width() - handle
        at = QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), self.value(), room) + handle / 2
        bar = QRectF(0.5, self.height() / 2 - 6, self.width() - 1, 12)
        painter.setPen(QPen(paint(theme.outline), 1))
        painter.setBrush(paint(theme.base))
        painter.drawRoundedRect(bar, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paint(theme.accent if self.isEnabled() else theme.line))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), at, bar.height()), 4, 4)
        painter.setPen(QPen(paint(theme.text if self.hasFocus() else theme.outline), 2))
        painter.setBrush(paint(theme.base))
        painter.drawEllipse(QRectF(at - 9, self.height() / 2 - 9, 18, 18))
