"""The rail at the left: the product's mark, the steps, the machine, and the way to its history."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.gui.icons import IconLabel
from wizard.gui.labels import Words, heading
from wizard.gui.overriding import override
from wizard.gui.panels import Speak
from wizard.gui.theme import BODY_PT, GRID, Theme, font, paint, theme_of
from wizard.gui.views.frame import RailView, StepView
from wizard.model.text import say

WIDTH = 26 * GRID
_BADGE = 3 * GRID


class Badge(QWidget):
    """A step's sign: a tick when done, a filled number when here, an empty one when ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_BADGE, _BADGE)
        self._number, self._standing = 0, "ahead"

    def display(self, step: StepView) -> None:
        self._number, self._standing = step.number, step.standing
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, done = self._standing == "here", self._standing == "done"
        painter.setPen(QPen(paint(theme.accent if here or done else theme.outline), 1.5))
        painter.setBrush(paint(theme.accent if here else theme.base))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(font(BODY_PT, strong=here))
        colour = theme.base if here else theme.accent if done else theme.muted
        painter.setPen(paint(colour))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if done else str(self._number))


class StepRow(QWidget):
    """A step of the rail."""

    def __init__(self) -> None:
        super().__init__()
        self._badge, self._title = Badge(), Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._badge)
        row.addWidget(self._title, 1)

    def display(self, step: StepView, speak: Speak, theme: Theme) -> None:
        here = step.standing == "here"
        self._badge.display(step)
        self._title.setFont(font(BODY_PT, strong=here))
        self._title.tell(speak(step.title))
        self._title.tinted(theme.text if here else theme.muted)
        self._title.setAccessibleName(speak(step.says))


class Rail(QWidget):
    """See the module."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.history = QPushButton()
        self._mark, self._name = IconLabel(4 * GRID), heading()
        self._name.setText("WSL Go Wizard")
        self._steps = [StepRow() for _ in range(8)]
        self._machine, self._kind, self._standing = Words(strong=True), Words(), Words()
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self._mark)
        top.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addSpacing(2 * GRID)
        for step in self._steps:
            column.addWidget(step)
        column.addStretch()
        for words in (self._machine, self._kind, self._standing):
            column.addWidget(words)
        column.addWidget(self.history, 0, Qt.AlignmentFlag.AlignLeft)

    def display(self, view: RailView, speak: Speak, theme: Theme) -> None:
        self._mark.show_icon("mark", theme.accent)
        for row, step in zip(self._steps, view.steps, strict=True):
            row.display(step, speak, theme)
        self._machine.tell(view.machine)
        self._kind.tell(speak(view.kind))
        self._kind.tinted(theme.muted)
        self._standing.tell(speak(view.standing))
        self.history.setText(speak(say("&History")))
        self.history.setEnabled(view.history)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), paint(theme.base))
        painter.setPen(paint(theme.line))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
