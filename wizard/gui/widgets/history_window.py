"""The History window: earlier setups, newest first; what each changed; and the way back from one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wizard.gui.flow import intents
from wizard.gui.style.theme import GRID
from wizard.gui.views.history import HistoryView, SetupRow
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.diff.pane import DiffPane
from wizard.gui.widgets.labels import Words, heading, tip
from wizard.gui.widgets.panels import ProblemPanel
from wizard.gui.widgets.text_widgets import moment
from wizard.gui.widgets.trees import Rows
from wizard.model.diffs import DiffView
from wizard.model.override import override
from wizard.model.text import say

_NUMBER = Qt.ItemDataRole.UserRole


class HistoryWindow(QDialog):
    """The History window: earlier setups, newest first; what each changed; and the way back from one."""

    def __init__(self, stage: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._drawn: object = None
        self._problem = ProblemPanel()
        self._rows = Rows(5, wide=2)
        self._says, self._doing, self._why_not = heading(), Words(), Words()
        self._pane = DiffPane(stage)
        self._more, self._undo, self._close = QPushButton(), QPushButton(), QPushButton()
        self._more.clicked.connect(lambda: stage.do(intents.MoreHistory()))
        self._undo.clicked.connect(self._take_back)
        self._close.clicked.connect(self.reject)
        self._rows.currentItemChanged.connect(self._pick)
        self._rows.setMinimumHeight(14 * GRID)
        self._arrange()
        self.resize(960, 640)

    def _arrange(self) -> None:
        low = QWidget()
        inner = QVBoxLayout(low)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GRID)
        inner.addWidget(self._says)
        inner.addWidget(self._pane, 1)
        inner.addStretch()
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._rows)
        split.addWidget(low)
        split.setStretchFactor(1, 1)
        split.setSizes([200, 360])
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._more)
        foot.addWidget(self._doing, 1)
        foot.addWidget(self._why_not, 1)
        foot.addStretch()
        foot.addWidget(self._undo)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._problem)
        column.addWidget(split, 1)
        column.addLayout(foot)

    def display(self, view: HistoryView) -> None:
        """Show *view*."""
        speak, theme = self._stage.speech, self._stage.theme
        self.setWindowTitle(speak(say("History")))
        self._problem.display(view.problem, speak, theme)
        headings = (say("Number"), say("When"), say("Profile"), say("Changes"), say("State"))
        self._rows.name(speak(say("Setups")), [speak(text) for text in headings])
        drawn = (view.rows, speak.language, theme)
        if drawn != self._drawn:
            self._drawn = drawn
            self._fill(view.rows)
        self._choose(view.picked)
        self._says.tell(speak(view.says))
        self._pane.setVisible(view.picked is not None)
        self._pane.display(view.diff or DiffView(), {})
        self._doing.tell(speak(view.doing) if view.doing is not None else "")
        self._why_not.tell(speak(view.why_not) if view.why_not is not None else "")
        self._more.setText(speak(say("&Older setups")))
        self._more.setVisible(view.can_more)
        self._undo.setText(speak(say("&Undo this setup…")))
        self._undo.setEnabled(view.can_undo)
        self._undo.setToolTip(tip(speak(say("Shows the changes first. Nothing is written yet."))))
        self._close.setText(speak(say("&Close")))

    def _fill(self, rows: tuple[SetupRow, ...]) -> None:
        speak = self._stage.speech
        with QSignalBlocker(self._rows):
            self._rows.clear()
            for row in rows:
                when = moment(row.at, speak.language)
                cells = (str(row.number), when, speak(row.profile), speak(row.changed), speak(row.phase))
                item = self._rows.row(cells, self._stage.theme)
                item.setData(0, _NUMBER, row.number)

    def _choose(self, number: int | None) -> None:
        with QSignalBlocker(self._rows):
            for place in range(self._rows.topLevelItemCount()):
                item = self._rows.topLevelItem(place)
                if item is not None and item.data(0, _NUMBER) == number:
                    self._rows.setCurrentItem(item)

    def _pick(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            number = item.data(0, _NUMBER)
            # Not from within the change of the item: what comes of it may take the item away.
            QTimer.singleShot(0, lambda: self._stage.do(intents.PickSetup(number)))

    def _take_back(self) -> None:
        item = self._rows.currentItem()
        if item is not None:
            self._stage.do(intents.TakeBack(item.data(0, _NUMBER)))

    @override
    def reject(self) -> None:
        self._stage.do(intents.CloseHistory())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()
