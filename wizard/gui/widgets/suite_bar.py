"""The acceptance suite: the button that runs it, what it came to, and its rows in a list of checks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from wizard.gui.flow import intents
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.suite import ProofRow, SuiteView
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, tip
from wizard.gui.widgets.panels import Speak
from wizard.gui.widgets.report_button import ReportButton
from wizard.gui.widgets.trees import Rows
from wizard.model.text import say


class SuiteBar(QWidget):
    """One line: what the suite came to, and the buttons that run it and save a report."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__()
        self._stage = stage
        self._icon, self._verdict, self._more = IconLabel(), Words(strong=True), Words()
        self._prove, self._report = QPushButton(), ReportButton(stage)
        self._prove.clicked.connect(lambda: stage.do(intents.Prove()))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        for part in (self._verdict, self._more):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._prove, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._report, 0, Qt.AlignmentFlag.AlignTop)

    def display(self, view: SuiteView | None) -> None:
        """Show *view*, or nothing."""
        self.setVisible(view is not None)
        if view is None:
            return
        speak, theme = self._stage.speech, self._stage.theme
        self._icon.setVisible(view.verdict is not None)
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._verdict.tell(speak(view.verdict) if view.verdict is not None else "")
        about = say("The acceptance suite builds and tests Go programs in a private folder.")
        says = say("The acceptance suite is running.") if view.runs else view.why_not or about
        self._more.tell(" · ".join(map(speak, view.counts)) or speak(says))
        self._more.tinted(theme.muted)
        self._prove.setText(speak(view.prove.label))
        self._prove.setEnabled(view.prove.enabled)
        self._prove.setToolTip(tip(speak(view.why_not or about)))
        self._report.display(enabled=view.can_report)


def has_rows(view: SuiteView) -> bool:
    """Whether the suite has anything to list."""
    return bool(view.lines or view.groups)


def suite_groups(rows: Rows, view: SuiteView, speak: Speak, theme: Theme) -> list[QTreeWidgetItem]:
    """What the suite told so far or what it proved, as headings with rows below them, not yet in the list."""
    if view.lines:
        running = rows.group(speak(say("Acceptance suite")))
        return [_filled(rows, running, view.lines, speak, theme)]
    return [_filled(rows, rows.group(speak(group.title)), group.rows, speak, theme) for group in view.groups]


def _filled(
    rows: Rows, group: QTreeWidgetItem, checks: Sequence[ProofRow], speak: Speak, theme: Theme
) -> QTreeWidgetItem:
    for row in checks:
        rows.row((_words(row, speak), "", speak(row.word)), theme, row.icon, group, at=2)
    return group


def worst(view: SuiteView, groups: Sequence[QTreeWidgetItem]) -> QTreeWidgetItem | None:
    """The row of the first check that failed, or else could not be made; None if there is none."""
    found = {
        row.icon: (group, number)
        for group, shown in zip(reversed(groups), reversed(view.groups), strict=True)
        for number, row in reversed(list(enumerate(shown.rows)))
    }
    group, number = found.get("blocked") or found.get("unknown") or (None, 0)
    return group.child(number) if group is not None else None


def _words(row: ProofRow, speak: Speak) -> str:
    return "\n".join((speak(row.title), *map(speak, row.says), *(f"    {line}" for line in row.quote)))
