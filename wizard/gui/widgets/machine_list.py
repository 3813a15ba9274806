"""The choice of a machine: This PC as a card, the distros as a table."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from wizard.app.machines.computer import Machine
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.views.machines import DistroRow, MachinesView
from wizard.gui.widgets.cards import ChoiceCard
from wizard.gui.widgets.labels import heading, tip
from wizard.gui.widgets.panels import NoticePanel, Speak
from wizard.gui.widgets.text_widgets import moment
from wizard.gui.widgets.trees import Rows
from wizard.model.text import say

_MOST_ROWS = 6
_SYSTEM = 20 * GRID


class MachineList(QWidget):
    """*picked* tells which machine the person chose; *refresh* that the list is wanted anew, *install* that
    something is missing there."""

    picked = Signal(object)
    refresh = Signal()
    install = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._view: MachinesView | None = None
        self._drawn: object = None
        self._pc = ChoiceCard()
        self._pc.setCheckable(True)
        self._pc.clicked.connect(self._pick_pc)
        self._title, self._again, self._more = heading(), QPushButton(), QPushButton()
        self._again.clicked.connect(self.refresh)
        self._more.clicked.connect(self.install)
        self._rows = Rows(5)
        self._rows.currentItemChanged.connect(self._pick_row)
        self._rows.itemPressed.connect(self._pick_row)
        self._remark = NoticePanel()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._more)
        top.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._pc)
        column.addLayout(top)
        column.addWidget(self._rows)
        column.addWidget(self._remark)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can have the focus, from top to bottom."""
        return (self._pc, self._more, self._again, self._rows)

    def display(self, view: MachinesView | None, speak: Speak, theme: Theme, language: str) -> None:
        """Show *view*, or nothing."""
        self.setVisible(view is not None)
        self._view = view
        if view is None:
            return
        self._pc.setVisible(view.pc is not None)
        if view.pc is not None:
            self._pc.tell(speak(view.pc.title), speak(view.pc.says), speak(view.pc.extra))
            self._pc.setChecked(view.pc.chosen)
        self._title.tell(speak(say("Your distros")))
        self._again.setText(speak(say("Re&fresh")))
        self._again.setEnabled(view.can_refresh)
        self._more.setText(speak(say("&Install…")))
        self._more.setToolTip(tip(speak(say("Install WSL or another distro, and create its first user."))))
        self._more.setVisible(view.can_install)
        self._more.setEnabled(view.can_refresh)
        self._remark.display("\n".join(map(speak, view.remarks)), theme, "advice")
        columns = (say("Distro"), say("WSL"), say("State"), say("System"), say("Last setup"))
        self._rows.name(speak(say("Your distros")), [speak(column) for column in columns])
        drawn = (tuple(map(_unchosen, view.distros)), language, theme)
        with QSignalBlocker(self._rows):
            if drawn != self._drawn:
                self._drawn = drawn
                self._fill(view.distros, speak, theme, language)
            self._show_chosen(view.distros)

    def _fill(self, distros: tuple[DistroRow, ...], speak: Speak, theme: Theme, language: str) -> None:
        self._rows.clear()
        for row in distros:
            star = " ★" if row.is_default else ""
            system = self.fontMetrics().elidedText(row.release, Qt.TextElideMode.ElideRight, _SYSTEM)
            cells = (f"{row.name}{star}", row.wsl, speak(row.standing), system, speak(row.last))
            item = self._rows.row(cells, theme, row.icon, at=2)
            default = speak(say("default")) if row.is_default else ""
            spoken = (row.name, default, f"WSL {row.wsl}" if row.wsl else "", cells[2], row.release, cells[4])
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, spoken)))
            item.setToolTip(3, tip(row.release))
            item.setToolTip(4, moment(row.at, language))
        self._fit(len(distros))

    def _fit(self, count: int) -> None:
        """As high as it is long, up to a point."""
        lines = (self._rows.sizeHintForRow(place) for place in range(min(count, _MOST_ROWS)))
        head = self._rows.header().sizeHint().height()
        self._rows.setFixedHeight(max(head + sum(lines) + GRID, 9 * GRID))

    def _show_chosen(self, distros: tuple[DistroRow, ...]) -> None:
        place = next((number for number, row in enumerate(distros) if row.chosen), None)
        if place is None:
            self._rows.unchoose()
        elif self._rows.place() != place:
            self._rows.choose(place)

    def _pick_pc(self) -> None:
        if self._view is not None and self._view.pc is not None:
            self._pc.setChecked(True)
            self.picked.emit(self._view.pc.machine)

    def _pick_row(self, item: QTreeWidgetItem | None) -> None:
        place = self._rows.indexOfTopLevelItem(item) if item is not None else -1
        if self._view is not None and 0 <= place < len(self._view.distros):
            machine: Machine = self._view.distros[place].machine
            self.picked.emit(machine)


def _unchosen(row: DistroRow) -> tuple[object, ...]:
    return (row.name, row.is_default, row.wsl, row.standing, row.icon, row.release, row.last, row.at)
