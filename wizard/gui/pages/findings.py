"""Findings: a list by area with ticks, and beside it what was seen, why it matters, what would be done."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wizard.app.explain.causes import HEADING
from wizard.gui.flow import intents
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.page_body import PageBody
from wizard.gui.style.theme import GRID
from wizard.gui.views.findings import FindingRow, FindingsView
from wizard.gui.widgets.context import PageContext
from wizard.gui.widgets.details import Details
from wizard.gui.widgets.labels import Words
from wizard.gui.widgets.line_edit import LineEdit
from wizard.gui.widgets.trees import Rows
from wizard.model.override import override
from wizard.model.text import Text, say

_RULE = Qt.ItemDataRole.UserRole


class FindingsPage(PageBody[FindingsView]):
    """Findings: a list by area with ticks, and beside it what was seen, why it matters, what would be done."""

    def __init__(self, stage: PageContext) -> None:
        super().__init__(stage)
        self._view: FindingsView | None = None
        self._drawn: object = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._search, self._only = LineEdit(), QCheckBox()
        self._shells, self._again = QPushButton(), QPushButton()
        self._says = Words()
        self._rows, self._details = Rows(2), Details()
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._only.toggled.connect(self._filter)
        self._again.clicked.connect(lambda: stage.do(intents.Scan()))
        self._shells.clicked.connect(lambda: stage.do(intents.OpenShells()))
        self._rows.itemChanged.connect(self._ticked)
        self._rows.currentItemChanged.connect(self._picked)
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(2 * GRID)
        top.addWidget(self._search, 1)
        top.addWidget(self._only)
        top.addWidget(self._shells)
        top.addWidget(self._again)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * GRID)
        split.addWidget(self._rows)
        split.addWidget(self._details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([450, 330])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addWidget(split, 1)
        column.addWidget(self._says)

    @override
    def of(self, state: FlowState) -> FindingsView:
        return FindingsView.of(state)

    @override
    def display(self, view: FindingsView) -> None:
        self._view = view
        speak = self.stage.speech
        self._search.setPlaceholderText(speak(say("Search")))
        self._search.setAccessibleName(speak(say("Search")))
        self._only.setText(speak(say("&Only what needs attention")))
        self._again.setText(speak(say("Check a&gain")))
        self._shells.setText(speak(say("&Shells")))
        self._shells.setVisible(view.has_shells)
        self._says.tell(speak(view.says))
        self._rows.name(speak(say("Findings")), [speak(say("Finding")), speak(say("Result"))])
        drawn = (_unticked(view), speak.language, self.stage.theme)
        with QSignalBlocker(self._rows):
            if drawn != self._drawn:
                self._drawn = drawn
                self._fill(view)
            self._tick(view)
        self._filter()
        self._picked(self._rows.currentItem())

    def _fill(self, view: FindingsView) -> None:
        current = self._rows.currentItem()
        kept = current.data(0, _RULE) if current is not None else None
        place = self._rows.verticalScrollBar().value()
        self._rows.clear()
        self._items = {}
        groups = [self._drifted(view)] if view.drifted else []
        for group in view.groups:
            groups.append(self._rows.group(self.stage.speech(group.title)))
            for row in group.rows:
                self._items[row.rule] = self._row(row, groups[-1])
        if view.causes:
            groups.append(self._rows.group(self.stage.speech(HEADING)))
        for cause in view.causes:
            above = self._items[cause.row.rule] = self._row(cause.row, groups[-1])
            for row in cause.rows:
                self._items[row.rule] = self._row(replace(row, line=row.title), above)
        self._rows.show_groups(groups)
        chosen = self._items.get(str(kept)) or self._best(view)
        if chosen is not None:
            self._rows.setCurrentItem(chosen)
        self._rows.verticalScrollBar().setValue(place)

    def _drifted(self, view: FindingsView) -> QTreeWidgetItem:
        speak, theme = self.stage.speech, self.stage.theme
        parent = self._rows.group(speak(say("Drifted since an earlier setup")))
        for row in view.drifted:
            self._rows.row((row.path, speak(row.says)), theme, row.icon, parent, at=1)
        return parent

    def _row(self, row: FindingRow, parent: QTreeWidgetItem) -> QTreeWidgetItem:
        speak, theme = self.stage.speech, self.stage.theme
        word = speak(row.word)
        item = self._rows.row((speak(row.line), word), theme, row.icon, parent, at=1)
        item.setData(0, _RULE, row.rule)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if row.ticked is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _tick(self, view: FindingsView) -> None:
        for row in view.rows:
            if row.ticked is not None:
                state = Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
                self._items[row.rule].setCheckState(0, state)

    def _best(self, view: FindingsView) -> QTreeWidgetItem | None:
        rows = view.rows
        loud = [row for row in rows if row.ticked is not None] or [row for row in rows if row.needs_fixing]
        return self._items[(loud or rows)[0].rule] if rows else None

    def _rule_row(self, item: QTreeWidgetItem | None) -> FindingRow | None:
        rule = item.data(0, _RULE) if item is not None else None
        rows = self._view.rows if self._view is not None else ()
        return next((row for row in rows if row.rule == rule), None)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        row = self._rule_row(item)
        if row is None or row.ticked is None or column != 0:
            return
        on = item.checkState(0) is Qt.CheckState.Checked
        if on is not row.ticked:
            # Not from within the change of the item: what comes of it may take the item away.
            QTimer.singleShot(0, lambda: self.stage.do(intents.Choose((row.rule,), on)))

    def _picked(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        row = self._rule_row(item)
        self._details.setVisible(row is not None)
        if row is not None:
            self._details.display(row, self.stage.speech, self.stage.theme)

    def _filter(self) -> None:
        words = self._search.text().casefold()
        for row in self._view.rows if self._view is not None else ():
            item = self._items[row.rule]
            loud = row.needs_fixing or not self._only.isChecked()
            item.setHidden(not loud or words not in self._searched(row))
        self._keep_causes(words)
        for place in range(self._rows.topLevelItemCount()):
            group = self._rows.topLevelItem(place)
            if group is not None:
                children = [group.child(number) for number in range(group.childCount())]
                group.setHidden(all(child is not None and child.isHidden() for child in children))

    def _keep_causes(self, words: str) -> None:
        """A cause is shown as long as one of its checks is; all of them, if it is what is searched for itself."""
        for cause in self._view.causes if self._view is not None else ():
            above, items = self._items[cause.row.rule], [self._items[row.rule] for row in cause.rows]
            if above.isHidden():
                above.setHidden(all(item.isHidden() for item in items))
                above.setExpanded(bool(words))
            else:
                for item in items:
                    item.setHidden(False)

    def _searched(self, row: FindingRow) -> str:
        texts: tuple[Text, ...] = (row.title, row.line, row.word)
        return " ".join((row.rule, *map(self.stage.speech, texts))).casefold()

    @override
    def first(self) -> QWidget | None:
        return self._rows


def _unticked(view: FindingsView) -> object:
    """*view* but for the ticks: as long as this stays, the list is not made anew."""
    groups = [
        (group.title, [replace(row, ticked=None if row.ticked is None else False) for row in group.rows])
        for group in view.groups
    ]
    return groups, view.causes, view.drifted
