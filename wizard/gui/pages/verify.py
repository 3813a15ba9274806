"""Verify: how it stands now, check by check, before and after; then keep or undo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.icons import IconLabel, icon
from wizard.gui.style.theme import GRID
from wizard.gui.views.verify import CheckComparison, VerifyView
from wizard.gui.widgets.cards import Card
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.restart_pane import RestartPane
from wizard.gui.widgets.suite_bar import SuiteBar, has_rows, suite_groups, worst
from wizard.gui.widgets.trees import Rows
from wizard.model.override import override
from wizard.model.text import join, say


class VerifyPage(PageBody[VerifyView]):
    """Verify: how it stands now, check by check, before and after; then keep or undo."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._icon, self._verdict = IconLabel(), heading()
        self._stages, self._pending = Words(), Words()
        self._restart = RestartPane()
        self._again, self._now = QPushButton(), QPushButton()
        self._again.clicked.connect(lambda: stage.do(intents.Verify()))
        self._now.clicked.connect(lambda: stage.do(intents.AskRestart()))
        self._suite = SuiteBar(stage)
        self._rows = Rows(3)
        self._files = Words()
        self._card = card = Card()
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(self._verdict)
        words.addWidget(self._stages)
        words.addWidget(self._pending)
        line.addLayout(words, 1)
        buttons = QVBoxLayout()
        buttons.addWidget(self._again)
        buttons.addWidget(self._now)
        buttons.addStretch()
        line.addLayout(buttons)
        card.column.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._restart, 1)
        column.addWidget(card)
        column.addWidget(self._suite)
        column.addWidget(self._rows, 1)
        column.addWidget(self._files)
        column.addStretch()

    @override
    def of(self, state: FlowState) -> VerifyView:
        return VerifyView.of(state)

    @override
    def display(self, view: VerifyView) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        self._restart.display(view.restart, speak, theme)
        self._card.setVisible(view.restart is None)
        self._now.setVisible(view.now is not None)
        if view.now is not None:
            self._now.setText(speak(view.now.label))
            self._now.setEnabled(view.now.enabled)
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._verdict.tell(speak(view.verdict))
        self._stages.tell("\n".join(map(speak, view.stages)))
        self._pending.tell(speak(view.pending) if view.pending is not None else "")
        self._again.setText(speak(say("Check a&gain")))
        self._again.setEnabled(view.can_look)
        self._suite.display(view.suite)
        self._fill(view)
        files = join(view.touched)
        self._files.tell(speak(say("Changed by the setup: {files}", files=files)) if view.touched else "")
        self._files.tinted(theme.muted)

    def _fill(self, view: VerifyView) -> None:
        """The checks; above them what the acceptance suite proves, if it runs or was run."""
        speak = self.stage.speech
        columns = (say("Check"), say("Before"), say("Now"))
        self._rows.name(speak(say("Checks")), [speak(column) for column in columns])
        self._rows.clear()
        suite = view.suite
        self._rows.setVisible(view.restart is None and bool(view.checks or (suite and has_rows(suite))))
        above = suite_groups(self._rows, suite, speak, self.stage.theme) if suite is not None else []
        below = self._rows.group(speak(say("Checks of the setup"))) if above and view.checks else None
        for check in view.checks:
            self._check(check, below)
        self._rows.show_groups([*above, *([below] if below is not None else [])])
        if suite is not None and suite.lines:
            self._rows.scroll_to_end_of(above[0])
        elif suite is not None and (row := worst(suite, above)) is not None:
            self._rows.scrollToItem(row, Rows.ScrollHint.PositionAtTop)

    def _check(self, check: CheckComparison, under: QTreeWidgetItem | None) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        before = speak(check.before) if check.before is not None else speak(say("not checked"))
        words = "\n".join(speak(text) for text in (check.title, check.says) if text is not None)
        cells = (words, before, speak(check.after))
        row = self._rows.row(cells, theme, check.after_icon, under, at=2)
        row.setIcon(1, icon(check.before_icon, theme.of(check.before_icon), theme.on_chosen))

    @override
    def first(self) -> QWidget | None:
        if not self._restart.isVisibleTo(self):
            return None
        first = self._restart.first()
        return first if first.isVisibleTo(self) else None
