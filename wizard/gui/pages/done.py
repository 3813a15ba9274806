"""Done: what became of it, in a few lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID
from wizard.gui.views.done import DoneView
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, heading, tip
from wizard.gui.widgets.report_button import ReportButton
from wizard.gui.widgets.text_widgets import PathsLabel
from wizard.model.override import override
from wizard.model.text import say


class DonePage(PageBody[DoneView]):
    """Done: what became of it, in a few lines."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._icon, self._headline = IconLabel(), heading()
        self._files, self._notes = PathsLabel(), Words()
        self._left_head, self._left = Words(strong=True), PathsLabel()
        self._kept_head, self._kept = Words(strong=True), PathsLabel()
        self._history, self._report, self._now = QPushButton(), ReportButton(stage), QPushButton()
        self._now.clicked.connect(lambda: stage.do(intents.AskRestart()))
        self._lines = QPushButton()
        self._lines.clicked.connect(lambda: stage.do(intents.UndoLines()))
        self._history.clicked.connect(lambda: stage.do(intents.OpenHistory()))
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(GRID)
        parts = (self._headline, self._files, self._left_head, self._left, self._kept_head, self._kept)
        for part in (*parts, self._notes):
            words.addWidget(part)
        line.addLayout(words, 1)
        card.column.addLayout(line)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._now)
        buttons.addWidget(self._lines)
        buttons.addWidget(self._report)
        buttons.addWidget(self._history)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(card)
        column.addLayout(buttons)
        column.addStretch()

    @override
    def of(self, state: FlowState) -> DoneView:
        return DoneView.of(state)

    @override
    def display(self, view: DoneView) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._headline.tell(speak(view.headline))
        self._files.tell("\n".join(view.files))
        foreign = say("Left unchanged, because another user or program edited them:")
        kept = say("Content that the wizard did not write was saved as:")
        self._left_head.tell(speak(foreign) if view.foreign else "")
        self._left.tell("\n".join(view.foreign))
        self._kept_head.tell(speak(kept) if view.kept else "")
        self._kept.tell("\n".join(view.kept))
        self._notes.tell("\n".join(map(speak, view.notes)))
        self._now.setVisible(view.now is not None)
        if view.now is not None:
            self._now.setText(speak(view.now.label))
        self._lines.setVisible(view.undo_lines is not None)
        if view.undo_lines is not None:
            self._lines.setText(speak(view.undo_lines.label))
            self._lines.setToolTip(tip(speak(view.undo_lines.tip)) if view.undo_lines.tip else "")
        self._report.display()
        self._report.setVisible(view.can_report)
        self._history.setText(speak(say("&Open History")))
