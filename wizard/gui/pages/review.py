"""Review: every file at the left, its exact difference at the right; below, what is not done, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID
from wizard.gui.views.review import ReviewView
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.diff.pane import DiffPane
from wizard.gui.widgets.labels import Words, tip
from wizard.model.override import override
from wizard.model.text import say


class ReviewPage(PageBody[ReviewView]):
    """Review: every file at the left, its exact difference at the right; below, what is not done, and why."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._view: ReviewView | None = None
        self._pane = DiffPane(stage)
        self._pane.painted.connect(self._seen)
        self._sign, self._left = IconLabel(), Words()
        self._rehearsed, self._rehearsal = IconLabel(), Words()
        self._footer, self._weekly, self._restart = Words(strong=True), Words(), Words()
        self._save = QPushButton()
        self._save.clicked.connect(self._ask_save)
        self._edits = QCheckBox()
        self._edits.clicked.connect(lambda on: stage.do(intents.KeepEdits(on)))
        left = _row(self._sign, self._left)
        foot = QHBoxLayout()
        foot.setSpacing(2 * GRID)
        foot.addWidget(self._footer, 1)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._pane, 1)
        column.addLayout(left)
        column.addWidget(self._edits)
        column.addLayout(_row(self._rehearsed, self._rehearsal))
        column.addLayout(foot)
        column.addWidget(self._weekly)
        column.addWidget(self._restart)

    def _seen(self) -> None:
        # Not from within painting: telling it makes the page be shown anew.
        QTimer.singleShot(0, self._tell_seen)

    def _tell_seen(self) -> None:
        if self._view is not None and self.isVisible():
            self.stage.do(intents.PlanShown(self._view.id))

    def _ask_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self._save.text().replace("&", ""), "plan.json", "JSON (*.json)"
        )
        if path:
            self.stage.do(intents.SavePlan(path))

    @override
    def of(self, state: FlowState) -> ReviewView | None:
        return ReviewView.of(state)

    @override
    def display(self, view: ReviewView) -> None:
        self._view = view
        speak, theme = self.stage.speech, self.stage.theme
        self._pane.display(view.diff, dict(view.titles))
        lines = [
            "\n".join((speak(left.title), *(f"    {speak(reason)}" for reason in left.reasons)))
            for left in view.left
        ]
        self._sign.show_icon("blocked", theme.of("blocked"))
        self._sign.setVisible(bool(lines))
        self._left.tell("\n".join(lines))
        self._edits.setText(speak(say("In edited files, undo only the setup's &lines")))
        self._edits.setToolTip(tip(speak(say("Your own lines in these files stay as they are."))))
        self._edits.setVisible(view.keeps_edits is not None)
        self._edits.setChecked(view.keeps_edits is True)
        self._rehearsed.show_icon(view.icon, theme.of(view.icon))
        self._rehearsed.setVisible(bool(view.rehearsal))
        self._rehearsal.tell(" ".join(map(speak, view.rehearsal)))
        self._footer.tell(speak(view.footer))
        self._weekly.tell(speak(view.weekly) if view.weekly is not None else "")
        self._restart.tell(speak(view.restart) if view.restart is not None else "")
        self._save.setText(speak(say("Sa&ve plan…")))
        self._save.setEnabled(not view.empty)

    @override
    def first(self) -> QWidget | None:
        return self._pane.files if self._view is not None and not self._view.empty else None


def _row(sign: IconLabel, words: Words) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row
