"""The sidebar at the left: the product's mark, the steps, the machine, and the way to its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.gui.flow.steps import Page, StepStanding, StepView, steps_at
from wizard.gui.style.theme import BODY_PT, GRID, Theme, current, font, paint
from wizard.gui.widgets.labels import OneLine, Words, heading
from wizard.model.override import override
from wizard.model.text import Text, say

if TYPE_CHECKING:
    from wizard.gui.views.frame import SidebarView

Speak = Callable[[Text], str]
WIDTH = 26 * GRID
_BADGE = 3 * GRID


class Logo(QWidget):
    """The product's mark: a W with a spark."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(4 * GRID, 4 * GRID)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(paint(current().accent), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(x, y) for x, y in ((3, 11), (9, 27), (15, 14), (21, 27), (27, 11))])
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawLine(QPointF(25, 1.5), QPointF(25, 6.5))
        painter.drawLine(QPointF(22.5, 4), QPointF(27.5, 4))


class Badge(QWidget):
    """A step's sign: a tick when done, a filled number when here, an empty one when ahead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_BADGE, _BADGE)
        self._number, self._standing = 0, StepStanding.AHEAD

    def display(self, step: StepView) -> None:
        self._number, self._standing = step.number, step.standing
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, done = self._standing is StepStanding.HERE, self._standing is StepStanding.DONE
        painter.setPen(QPen(paint(theme.accent if here or done else theme.outline), 1.5))
        painter.setBrush(paint(theme.accent if here else theme.base))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setFont(font(BODY_PT, strong=here))
        colour = theme.base if here else theme.accent if done else theme.muted
        painter.setPen(paint(colour))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "✓" if done else str(self._number))


class StepRow(QWidget):
    """A step of the sidebar."""

    def __init__(self) -> None:
        super().__init__()
        self._badge, self._title = Badge(), Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._badge)
        row.addWidget(self._title, 1)

    def display(self, step: StepView, speak: Speak, theme: Theme) -> None:
        here = step.standing is StepStanding.HERE
        self._badge.display(step)
        self._title.setFont(font(BODY_PT, strong=here))
        self._title.tell(speak(step.title))
        self._title.tinted(theme.text if here else theme.muted)
        self._title.setAccessibleName(speak(step.says))


class Sidebar(QWidget):
    """The sidebar at the left: the product's mark, the steps, the machine, and the way to its history."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.history, self.about = QPushButton(), QPushButton()
        for button in (self.history, self.about):
            # The keyboard comes here when a button of the page that had it is out of use: Enter still means the next.
            button.setAutoDefault(False)
        self._mark, self._name = Logo(), heading()
        self._name.setText("WSL Go Wizard")
        self._steps = [StepRow() for _ in range(8)]
        self._machine, self._kind, self._standing = OneLine(strong=True), Words(), Words()
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
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self.history)
        foot.addWidget(self.about)
        foot.addStretch()
        column.addLayout(foot)

    def display_first(self, speak: Speak, theme: Theme) -> None:
        """Show the steps alone: no machine has been looked at."""
        self._show_steps(steps_at(Page.MACHINE), speak, theme)
        self.about.setText(speak(say("About")))
        self.history.setText(speak(say("&History")))
        self.history.setEnabled(False)

    def _show_steps(self, steps: Sequence[StepView], speak: Speak, theme: Theme) -> None:
        for row, step in zip(self._steps, steps, strict=True):
            row.display(step, speak, theme)

    def display(self, view: SidebarView, speak: Speak, theme: Theme) -> None:
        self._show_steps(view.steps, speak, theme)
        self._machine.tell(view.machine)
        self._kind.tell(speak(view.kind))
        self._kind.tinted(theme.muted)
        self._standing.tell(speak(view.standing))
        self.about.setText(speak(say("About")))
        self.history.setText(speak(say("&History")))
        self.history.setEnabled(view.history)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), paint(theme.base))
        painter.setPen(paint(theme.line))
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
