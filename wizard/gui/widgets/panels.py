"""Panels that several pages show: what went wrong, what is being done, a setup that waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.flow.intents import Intent
from wizard.gui.flow.jobs import Problem, ProblemKind
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.buttons import Button
from wizard.gui.views.frame import FrameView
from wizard.gui.views.waits import WaitsView
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.labels import Words, heading, tip
from wizard.gui.widgets.text_widgets import PathsLabel, moment
from wizard.model.text import Text, say

Speak = Callable[[Text], str]
Do = Callable[[Intent], None]


class ProblemPanel(Card):
    """What happened, what was and was not changed, what to do next; details fold out and can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel()
        self._first = Words(strong=True)
        self._rest = Words()
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setMaximumHeight(18 * GRID)
        self._fold = QToolButton()
        self._fold.setCheckable(True)
        self._fold.setAutoRaise(True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.toggled.connect(self._folded)
        self._copy = QPushButton()
        self._copy.clicked.connect(self._to_clipboard)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(self._first)
        words.addWidget(self._rest)
        line.addLayout(words, 1)
        self.column.addLayout(line)
        row = QHBoxLayout()
        row.setContentsMargins(20 + GRID, 0, 0, 0)
        row.addWidget(self._fold)
        row.addWidget(self._copy)
        row.addStretch()
        self.column.addLayout(row)
        self.column.addWidget(self._details)

    def display(self, problem: Problem | None, speak: Speak, theme: Theme) -> None:
        """Show *problem*, or nothing."""
        self.setVisible(problem is not None)
        if problem is None:
            return
        sentences = [speak(text) for text in problem.sentences]
        halted = problem.kind is ProblemKind.STOPPED
        self._icon.show_icon("advice" if halted else "blocked", theme.of("advice" if halted else "blocked"))
        self._first.tell(sentences[0])
        self._rest.tell("\n".join(sentences[1:]))
        self.setAccessibleName(" ".join(sentences))
        self._details.setPlainText(problem.details)
        self._details.setAccessibleName(speak(say("Details")))
        self._fold.setText(speak(say("&Details")))
        self._copy.setText(speak(say("C&opy")))
        self._fold.setVisible(bool(problem.details))
        self._folded(self._fold.isChecked())

    def _folded(self, out: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if out else Qt.ArrowType.RightArrow)
        self._details.setVisible(out and bool(self._details.toPlainText()))

    def _to_clipboard(self) -> None:
        words = (self._first.text(), self._rest.text(), self._details.toPlainText())
        QGuiApplication.clipboard().setText("\n\n".join(part for part in words if part))


class NoticePanel(QWidget):
    """A short message that something went well."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel()
        self._words = Words()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def display(self, words: str, theme: Theme, icon: str = "ok") -> None:
        self.setVisible(bool(words))
        self._icon.show_icon(icon, theme.of(icon))
        self._words.tell(words)


class Activity(QWidget):
    """One line while something is being done: what, and for how long."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(12 * GRID)
        self._words = Words()
        self._words.setWordWrap(False)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.clock = Elapsed()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._bar)
        row.addWidget(self._words, 1)
        row.addWidget(self.clock)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def display(self, view: FrameView, speak: Speak) -> None:
        """Show what *view* is doing, or nothing."""
        self.setVisible(view.doing is not None)
        self.clock.run(view.job)
        self._bar.setRange(0, 0 if view.reached is None else 1000)
        self._bar.setValue(view.reached or 0)
        if view.doing is not None:
            words = speak(view.doing)
            self._words.setText(words)
            self._bar.setAccessibleName(words)


class Elapsed(Words):
    """Minutes and seconds since the present job began."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(False)
        self._job: int | None = None
        self._since = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setInterval(1000)
        self._ticks.timeout.connect(self._tick)

    def run(self, job: int | None) -> None:
        """Count for *job*; None stops and keeps the last figure."""
        if job == self._job:
            return
        self._job = job
        if job is None:
            self._ticks.stop()
            return
        self._since.start()
        self._ticks.start()
        self._tick()

    def _tick(self) -> None:
        seconds = self._since.elapsed() // 1000
        self.setText(f"{seconds // 60}:{seconds % 60:02}")


class WaitsPanel(Card):
    """A setup that waits or was cut off, with what can be done about it."""

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._icon = IconLabel()
        self._title = heading()
        self._says = Words()
        self._files = PathsLabel()
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID)
        self.buttons: list[QPushButton] = []
        self._actions: tuple[Button, ...] = ()
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._says, 1, 1)
        grid.addWidget(self._files, 2, 1)
        grid.addLayout(self._row, 3, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.hide()

    def display(self, view: WaitsView | None, speak: Speak, theme: Theme, language: str) -> None:
        """Show *view*, or nothing."""
        self.setVisible(view is not None)
        if view is None:
            return
        self._icon.show_icon("fixable", theme.of("fixable"))
        when = moment(view.at, language)
        self._title.tell(f"{speak(view.title)}  ({when})" if when else speak(view.title))
        self._says.tell(speak(view.says))
        self._files.tell("\n".join(view.files))
        self._buttons(view.actions, speak)

    def _buttons(self, actions: tuple[Button, ...], speak: Speak) -> None:
        while len(self.buttons) > len(actions):
            button = self.buttons.pop()
            button.hide()
            button.deleteLater()
        while len(self.buttons) < len(actions):
            button = QPushButton()
            place = len(self.buttons)
            button.clicked.connect(lambda _=False, place=place: self._do(self._actions[place].intent))
            self._row.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        if self._row.count() == len(self.buttons):
            self._row.addStretch()
        self._actions = actions
        for button, action in zip(self.buttons, actions, strict=True):
            button.setText(speak(action.label))
            button.setEnabled(action.enabled)
            button.setToolTip(tip(speak(action.tip)) if action.tip is not None else "")
