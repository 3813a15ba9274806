"""Apply: asked once, in words; then the steps, how far, and for how long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QProgressBar, QVBoxLayout, QWidget

from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.icons import IconLabel, icon
from wizard.gui.style.theme import GRID
from wizard.gui.views.apply import ApplyStage, ApplyView, hint
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import WaitsPanel
from wizard.gui.widgets.text_widgets import PathsLabel
from wizard.model.override import override
from wizard.model.text import say


class ApplyPage(PageBody[ApplyView]):
    """Apply: asked once, in words; then the steps, how far, and for how long."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._waits = WaitsPanel(stage.do)
        self._card = Card()
        self._sign, self._question, self._files = IconLabel(), heading(), PathsLabel()
        self._points: list[tuple[Words, Words]] = []
        self._bullets = _grid()
        self._card.column.addLayout(self._head())
        self._card.column.addLayout(self._bullets)
        self._card.column.addWidget(self._files)
        self._hint = Words()
        self._bar, self._share = QProgressBar(), Words()
        self._bar.setTextVisible(False)
        self._share.setWordWrap(False)
        self._steps = QListWidget()
        self._steps.setWordWrap(True)
        self._steps.setMinimumHeight(18 * GRID)
        bar = QHBoxLayout()
        bar.setSpacing(GRID)
        bar.addWidget(self._bar, 1)
        bar.addWidget(self._share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._waits)
        column.addWidget(self._card)
        column.addWidget(self._hint)
        column.addLayout(bar)
        column.addWidget(self._steps, 1)
        column.addStretch()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._question, 1)
        return row

    def _add_point(self) -> None:
        bullet, words = Words(), Words()
        self._bullets.addWidget(bullet, len(self._points), 0, Qt.AlignmentFlag.AlignTop)
        self._bullets.addWidget(words, len(self._points), 1)
        self._points.append((bullet, words))

    @override
    def of(self, state: FlowState) -> ApplyView | None:
        return ApplyView.of(state)

    @override
    def display(self, view: ApplyView) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        working = view.stage is ApplyStage.WORK
        self._waits.display(view.waits, speak, theme, speak.language)
        self._card.setVisible(view.stage not in (ApplyStage.WORK, ApplyStage.INTERRUPTED))
        self._sign.show_icon("fixable", theme.of("fixable"))
        self._sign.setVisible(view.stage is ApplyStage.UNAGREED)
        self._question.tell(speak(view.question))
        while len(self._points) < len(view.points):
            self._add_point()
        for place, (bullet, words) in enumerate(self._points):
            words.tell(speak(view.points[place]) if place < len(view.points) else "")
            bullet.tell("•" if place < len(view.points) else "")
        self._files.tell("\n".join(view.touched))
        says = hint(view)
        self._hint.tell(speak(says) if says is not None else "")
        self._bar.setVisible(working)
        self._bar.setRange(0, 1000 if view.reached is not None else 0)
        self._bar.setValue(view.reached or 0)
        self._bar.setAccessibleName(speak(say("Progress")))
        self._share.tell(f"{(view.reached or 0) // 10} %" if working and view.reached is not None else "")
        self._steps.setVisible(working)
        self._steps.setAccessibleName(speak(say("Steps")))
        self._show_steps(view)

    def _show_steps(self, view: ApplyView) -> None:
        speak = self.stage.speech
        while self._steps.count() > len(view.steps):
            self._steps.takeItem(0)
        for place, step in enumerate(view.steps):
            if place >= self._steps.count():
                self._steps.addItem("")
            item = self._steps.item(place)
            words = speak(step.says)
            item.setText(words if step.done else f"{words}…")
            item.setIcon(self._icon(step.done))
            state = speak(say("completed")) if step.done else speak(say("in progress"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {state}")
        if view.steps:
            self._steps.scrollToBottom()

    def _icon(self, done: bool) -> QIcon:
        theme = self.stage.theme
        name, colour = ("ok", theme.of("ok")) if done else ("setup", theme.accent)
        return icon(name, colour, theme.on_chosen)

    @override
    def first(self) -> QWidget | None:
        buttons = self._waits.buttons
        return buttons[0] if self._waits.isVisibleTo(self) and buttons else None


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(GRID // 2)
    grid.setColumnStretch(1, 1)
    return grid
