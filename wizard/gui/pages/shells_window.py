"""A window beside the wizard's own: which Go, and which settings, each kind of shell gets."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
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

from wizard.gui.flow import intents
from wizard.gui.style.icons import IconLabel
from wizard.gui.style.theme import GRID
from wizard.gui.views.shells import ShellsView
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.labels import Words, heading, tip
from wizard.gui.widgets.panels import Elapsed, ProblemPanel
from wizard.model.override import override
from wizard.model.text import say


class ShellsWindow(QDialog):
    """A column for each group of shells that get the same, a row for each setting."""

    def __init__(self, stage: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._drawn: object = None
        self._title, self._icon, self._says = heading(), IconLabel(), Words()
        self._problem = ProblemPanel()
        self.cells = QTableWidget()
        self._doing, self._clock = Words(), Elapsed()
        self._measure, self._stop, self._close = QPushButton(), QPushButton(), QPushButton()
        self._measure.clicked.connect(lambda: stage.do(intents.MeasureShells()))
        self._stop.clicked.connect(lambda: stage.do(intents.Cancel()))
        self._close.clicked.connect(self.reject)
        for button in (self._measure, self._stop, self._close):
            button.setAutoDefault(False)
        self._arrange()
        room = parent.screen().availableSize()
        self.resize(min(116 * GRID, room.width()), min(48 * GRID, room.height()))

    def _arrange(self) -> None:
        self.cells.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.cells.setTabKeyNavigation(False)
        self.cells.setWordWrap(True)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.cells.horizontalHeader().setDefaultAlignment(left)
        self.cells.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.cells.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        known = QHBoxLayout()
        known.setSpacing(GRID)
        known.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        known.addWidget(self._says, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._measure)
        foot.addWidget(self._doing, 1)
        foot.addWidget(self._clock)
        foot.addStretch()
        foot.addWidget(self._stop)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addLayout(known)
        column.addWidget(self._problem)
        column.addWidget(self.cells, 1)
        column.addLayout(foot)

    def display(self, view: ShellsView) -> None:
        """Show *view*."""
        speak, theme = self._stage.speech, self._stage.theme
        self.setWindowTitle(speak(say("Your shells")))
        self._title.tell(speak(say("What each kind of shell gets")))
        self._icon.show_icon(view.icon, theme.of(view.icon))
        self._says.tell(speak(view.says))
        self._problem.display(view.problem, speak, theme)
        self._measure.setText(speak(view.measure.label))
        self._measure.setEnabled(view.measure.enabled)
        why = speak(view.measure.tip) if view.measure.tip is not None else ""
        self._measure.setToolTip(tip(why))
        is_off = not view.measure.enabled and view.doing is None
        self._doing.tell(speak(view.doing) if view.doing is not None else why if is_off else "")
        self._doing.tinted(theme.muted)
        self._clock.setVisible(view.job is not None)
        self._clock.run(view.job)
        self._stop.setVisible(view.stop is not None)
        if view.stop is not None:
            self._stop.setText(speak(view.stop.label))
        self._close.setText(speak(say("&Close")))
        drawn = (view.heads, view.rows, view.cells, speak.language)
        if drawn != self._drawn:
            self._drawn = drawn
            self._fill(view)

    def _fill(self, view: ShellsView) -> None:
        speak, cells = self._stage.speech, self.cells
        cells.setAccessibleName(speak(say("What each kind of shell gets")))
        cells.clear()
        cells.setRowCount(len(view.rows))
        cells.setColumnCount(len(view.heads))
        cells.setVerticalHeaderLabels(list(view.rows))
        cells.setHorizontalHeaderLabels(["\n".join(map(speak, each)) for each in view.heads])
        for number, row in enumerate(view.cells):
            for place, words in enumerate(row):
                cells.setItem(number, place, QTableWidgetItem(speak(words)))

    @override
    def reject(self) -> None:
        self._stage.do(intents.CloseShells())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
