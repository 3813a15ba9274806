"""Your machine: which one it is, a setup that waits, what can be done there, and the language."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.app.texts import LANGUAGES
from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.theme import GRID
from wizard.gui.views.first_time import FirstView
from wizard.gui.views.machine import MachineRow, MachineView
from wizard.gui.views.machines import MachinesView
from wizard.gui.widgets.card_grid import CardGrid
from wizard.gui.widgets.cards import Card, ChoiceCard
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, caption, heading
from wizard.gui.widgets.panels import NoticePanel, WaitsPanel
from wizard.gui.widgets.text_widgets import moment
from wizard.model.override import override
from wizard.model.text import say

if TYPE_CHECKING:
    from wizard.gui.widgets.first_time_pane import FirstTimePane
    from wizard.gui.widgets.machine_list import MachineList

_BESIDE, _ALONE = 28 * GRID, 200 * GRID


class MachinePage(PageBody[MachineView]):
    """Your machine: which one it is, a setup that waits, what can be done there, and the language."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._view: MachineView | None = None
        self._waits = WaitsPanel(stage.do)
        self._outcome = NoticePanel()
        self._card = Card()
        self._heading = heading()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)
        self._card.column.addWidget(self._heading)
        self._card.column.addLayout(self._grid)
        self._first_time: FirstTimePane | None = None
        self._machines: MachineList | None = None
        self._about, self._note = heading(), Words()
        self._options = [ChoiceCard(icon) for icon in ("setup", "drift", "undo")]
        for place, card in enumerate(self._options):
            card.clicked.connect(lambda _=False, place=place: self._go(place))
        self._option_grid = CardGrid(_ALONE)
        self._cells: list[tuple[Words, Words]] = []
        self._arrange()

    def _arrange(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self._waits)
        column.addWidget(self._outcome)
        column.addWidget(self._card)
        column.addWidget(self._about)
        column.addWidget(self._note)
        self._option_grid.show_cards(self._options)
        column.addWidget(self._option_grid)
        column.addStretch()
        column.addLayout(self._language())

    def _language(self) -> QHBoxLayout:
        self._combo = QComboBox()
        self._label = caption(self._combo)
        for code, name in LANGUAGES.items():
            self._combo.addItem(name, code)
        self._combo.activated.connect(lambda _: self.stage.switch_language(self._combo.currentData()))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch()
        row.addWidget(self._label)
        row.addWidget(self._combo)
        return row

    def _go(self, place: int) -> None:
        if self._view is not None:
            self.stage.do(self._view.options[place].intent)

    @override
    def of(self, state: FlowState) -> MachineView:
        return MachineView.of(state)

    @override
    def display(self, view: MachineView) -> None:
        self._view = view
        speak, theme = self.stage.speech, self.stage.theme
        self._waits.display(view.waits, speak, theme, speak.language)
        self._outcome.display(speak(view.outcome) if view.outcome is not None else "", theme)
        self._heading.tell(speak(say("This machine")))
        self._rows(view.rows)
        self._display_first(view.first)
        self._card.setVisible(bool(view.rows))
        self._option_grid.setVisible(view.first is None)
        self._display_machines(view.machines)
        for card, option in zip(self._options, view.options, strict=True):
            card.tell(speak(option.title), speak(option.says))
            card.setEnabled(option.enabled)
        self._label.setText(speak(say("&Language")))
        self._combo.setCurrentIndex(self._combo.findData(speak.language))

    def _display_first(self, view: FirstView | None) -> None:
        if view is not None and self._first_time is None:
            self._first_time = self._add_first_time()
        if self._first_time is not None:
            self._first_time.display(view, self.stage.speech, self.stage.theme)

    def _add_first_time(self) -> FirstTimePane:
        from wizard.gui.widgets.first_time_pane import FirstTimePane

        pane = FirstTimePane(self.stage.do)
        self._column.insertWidget(0, pane)
        QWidget.setTabOrder(pane.distros, self._combo)
        return pane

    def _display_machines(self, view: MachinesView | None) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        if view is not None and self._machines is None:
            self._machines = self._add_machines()
        if self._machines is not None:
            self._machines.display(view, speak, theme, speak.language)
        # Below a list of machines there is not the room for three cards one under the other.
        self._option_grid.at_least(_BESIDE if view is not None else _ALONE)
        self._about.tell(speak(view.heading) if view is not None else "")
        self._note.tell(speak(view.says) if view is not None and view.says is not None else "")
        self._note.tinted(theme.muted)

    def _add_machines(self) -> MachineList:
        from wizard.gui.widgets.machine_list import MachineList

        machines, do = MachineList(), self.stage.do
        machines.picked.connect(lambda machine: do(intents.PickMachine(machine)))
        machines.refresh.connect(lambda: do(intents.SurveyAgain()))
        machines.install.connect(lambda: do(intents.OpenFirst()))
        self._column.insertWidget(self._column.indexOf(self._card), machines)
        for before, behind in pairwise((*machines.controls, *self._options, self._combo)):
            QWidget.setTabOrder(before, behind)
        return machines

    def _rows(self, rows: tuple[MachineRow, ...]) -> None:
        speak, theme = self.stage.speech, self.stage.theme
        while len(self._cells) < len(rows):
            label, value = Words(), Words()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(label, len(self._cells), 0)
            self._grid.addWidget(value, len(self._cells), 1)
            self._cells.append((label, value))
        for number, (label, value) in enumerate(self._cells):
            row = rows[number] if number < len(rows) else None
            label.tell(speak(row.label) if row is not None else "")
            label.tinted(theme.muted)
            when = moment(row.at, speak.language) if row is not None else ""
            words = speak(row.value) if row is not None else ""
            value.tell(f"{words}  ({when})" if when else words)

    @override
    def first(self) -> QWidget | None:
        if self._first_time is not None and self._first_time.isVisibleTo(self):
            return self._first_time.first()
        buttons = [button for button in self._waits.buttons if button.isEnabled()]
        if self._waits.isVisibleTo(self) and buttons:
            return buttons[0]
        return next((card for card in self._options if card.isEnabled()), None)
