"""No text of the window holds a secret of the machine, or a character that hides or turns what is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from tests.gui import states
from tests.gui.conftest import Show
from tests.laws.shown.hostile_machine import RAW, SECRET, lay
from wizard.app.session import Session
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.transports.host import Host
from wizard.transports.tree import Tree

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def hostile(tmp_path: Path) -> FlowState:
    session = Session(Tree(lay(tmp_path / "root"), "me"), Host(), states.BASELINE)
    look = session.look()
    plan = session.plan(look, [item.rule for item in look.judged if item.finding.edits])
    state = replace(states.fresh(), look=look, chosen=look.recommended, plan=plan, diff=session.diff(plan))
    return replace(state, seen=plan.id)


def cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[object]:
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (model.data(index, role) for role in ROLES)
        yield from cells(model, model.index(row, 0, parent))


def texts(root: QWidget) -> Iterator[object]:
    for widget in root.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from cells(widget.model(), QModelIndex())


@pytest.mark.parametrize("page", [Page.FINDINGS, Page.REVIEW, Page.APPLY, Page.VERIFY, Page.DONE], ids=str)
def test_no_page_says_it(show: Show, hostile: FlowState, page: Page) -> None:
    controller = show(replace(hostile, page=page))
    said: list[object] = []
    for view in controller.window.findChildren(QAbstractItemView):
        for row in range(view.model().rowCount() if view.model() is not None else 0):
            view.setCurrentIndex(view.model().index(row, 0))
            QApplication.processEvents()
            for below in range(view.model().rowCount(view.model().index(row, 0))):
                view.setCurrentIndex(view.model().index(below, 0, view.model().index(row, 0)))
                QApplication.processEvents()
                said += texts(controller.window)
    said += texts(controller.window)
    words = "\n".join(each for each in said if isinstance(each, str))
    assert len(words) > 100
    assert SECRET[:10] not in words
    for raw in RAW:
        assert raw not in words, ascii(words[max(0, words.index(raw) - 200) : words.index(raw) + 100])
