"""Fusion, with outlines that can be seen: its own are darker than the window, which is nothing on a dark one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from wizard.gui.style.theme import Theme, current, paint, wears_fusion
from wizard.model.override import override

_Primitive = QStyle.PrimitiveElement
_StyleState = QStyle.StateFlag
_BOXES = (_Primitive.PE_IndicatorCheckBox, _Primitive.PE_IndicatorItemViewItemCheck)
_FRAMES = (_Primitive.PE_FrameLineEdit, _Primitive.PE_Frame)


class Outlined(QProxyStyle):
    """Fusion, with outlines that can be seen: its own are darker than the window, which is nothing on a dark one."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element in _BOXES:
            _box(option, painter, current())
        elif element in _FRAMES:
            _frame(option, painter, current(), strong=element is _Primitive.PE_FrameLineEdit)
        else:
            super().drawPrimitive(element, option, painter, widget)


def _frame(option: QStyleOption, painter: QPainter, theme: Theme, *, strong: bool) -> None:
    focused = bool(option.state & _StyleState.State_HasFocus)
    edge = theme.accent if focused else theme.outline if strong else theme.line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paint(edge), 1))
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.restore()


def _box(option: QStyleOption, painter: QPainter, theme: Theme) -> None:
    on = bool(option.state & _StyleState.State_On)
    enabled = bool(option.state & _StyleState.State_Enabled)
    chosen = bool(option.state & _StyleState.State_Selected)
    full = theme.accent if enabled else theme.outline
    side = min(option.rect.width(), option.rect.height()) - 1
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(option.rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(paint(theme.on_chosen if chosen else full if on else theme.outline), 1.2))
    painter.setBrush(paint(full) if on else option.palette.brush(QPalette.ColorRole.Base))
    painter.drawRoundedRect(box, 2.5, 2.5)
    if on:
        pen = QPen(paint(theme.base), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        left, top = box.left(), box.top()
        corners = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.30))
        painter.drawPolyline([QPointF(left + side * x, top + side * y) for x, y in corners])
    painter.restore()


def apply_style(app: QApplication) -> None:
    """Use `Outlined`, where the style is one that needs it. With a style, Qt takes the system's fonts for tables, menus
    and tips again: they keep the program's."""
    if wears_fusion():
        app.setStyle(Outlined())
        app.setFont(app.font())
