"""A window beside the wizard's own: which Go, and which settings, each kind of shell gets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wizard.app.shells.table import ShellTable
from wizard.gui.style.theme import GRID, Theme
from wizard.gui.widgets.labels import Words, heading
from wizard.gui.widgets.panels import Speak
from wizard.model.text import say


class ShellsWindow(QDialog):
    """A column for each group of shells that get the same, a row for each setting."""

    def __init__(self, parent: QWidget, table: ShellTable, speak: Speak, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(speak(say("Your shells")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title, says, more = heading(), Words(), Words()
        title.tell(speak(say("What each kind of shell gets")))
        says.tell(speak(table.says))
        measure = say("To start your shells and measure it: {command}", command="wsl-go-wizard shells")
        more.tell("" if table.is_measured else speak(measure))
        more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        more.tinted(theme.muted)
        self.cells = _cells(table, speak)
        self.cells.setAccessibleName(speak(say("What each kind of shell gets")))
        close = QPushButton(speak(say("&Close")))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(more, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(says)
        column.addWidget(self.cells, 1)
        column.addLayout(foot)
        self.resize(116 * GRID, 48 * GRID)
        self.cells.setFocus()


def _cells(table: ShellTable, speak: Speak) -> QTableWidget:
    cells = QTableWidget(len(table.rows), len(table.columns))
    cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    cells.setTabKeyNavigation(False)
    cells.setWordWrap(True)
    cells.setVerticalHeaderLabels(list(table.rows))
    cells.setHorizontalHeaderLabels(["\n".join(map(speak, each.titles)) for each in table.columns])
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    cells.horizontalHeader().setDefaultAlignment(left)
    cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    cells.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for place, each in enumerate(table.columns):
        for number, name in enumerate(table.rows):
            cells.setItem(number, place, QTableWidgetItem(speak(each.cell(name))))
    return cells
