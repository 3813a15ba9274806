"""Scan: counters, and every check with its result."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID
from wizard.gui.views.scan import Area, Count, ScanView
from wizard.gui.widgets.card_grid import CardGrid
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.trees import Rows
from wizard.model.override import override
from wizard.model.text import say


class Counter(QWidget):
    """How many checks came out so: icon, number, word."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__()
        self._stage = stage
        self._icon, self._count, self._word = IconLabel(), heading(), Words()
        for words in (self._count, self._word):
            words.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self._icon)
        row.addWidget(self._count)
        row.addWidget(self._word, 1)

    def display(self, view: Count) -> None:
        self._icon.show_icon(view.icon, self._stage.theme.of(view.icon if view.count else "none"))
        self._count.tell(str(view.count))
        self._word.tell(self._stage.speech(view.word))


class ScanPage(PageBody[ScanView]):
    """Scan: counters, and every check with its result."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._says, self._again = heading(), QPushButton()
        self._again.clicked.connect(lambda: stage.do(intents.Scan()))
        self._counters = [Counter(stage) for _ in range(5)]
        self._rows = Rows(2)
        top = QHBoxLayout()
        top.addWidget(self._says, 1)
        top.addWidget(self._again)
        counters = CardGrid(18 * GRID)
        counters.show_cards(self._counters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(counters)
        column.addWidget(self._rows, 1)

    @override
    def of(self, state: FlowState) -> ScanView:
        return ScanView.of(state)

    @override
    def display(self, view: ScanView) -> None:
        speak = self.stage.speech
        self._says.tell(speak(view.says))
        self._again.setText(speak(say("Check a&gain")))
        self._again.setVisible(view.done)
        self._again.setEnabled(not view.busy)
        for counter, count in zip(self._counters, view.counts, strict=True):
            counter.display(count)
            counter.setVisible(view.done)
        self._rows.name(speak(say("Checks")), [speak(say("Check")), speak(say("Result"))])
        self._rows.setVisible(view.done)
        self._fill(view.areas)

    def _fill(self, areas: tuple[Area, ...]) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        self._rows.clear()
        groups = []
        for area in areas:
            group = self._rows.group(speak(area.title))
            for check in area.checks:
                row = self._rows.row((speak(check.title), speak(check.word)), theme, check.icon, group, at=1)
                row.setToolTip(0, "")
            groups.append(group)
        self._rows.show_groups(groups)

    @override
    def first(self) -> QWidget | None:
        return None
