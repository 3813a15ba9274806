"""Findings on the screen: what a file says is shown letter by letter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from tests.gui.conftest import Show
from tests.gui.gallery import MARKUP, pictures
from wizard.gui.pages.findings import _RULE


def shown(root: QWidget) -> list[QWidget]:
    return [child for child in root.findChildren(QWidget) if child.isVisibleTo(root) and child.isVisible()]


def _below(item: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for number in range(item.childCount()):
        yield item.child(number)
        yield from _below(item.child(number))


@pytest.fixture(autouse=True)
def _in_english(show: Show) -> None:
    show(pictures()["machine"]).switch_language("en")


def test_machine_text_is_shown_letter_by_letter(show: Show) -> None:
    controller = show(pictures()["findings"])
    page = controller.window.pages[controller.state.page].inside(controller).body
    (rows,) = page.findChildren(QTreeWidget)
    (row,) = (item for item in _below(rows.invisibleRootItem()) if item.data(0, _RULE) == "wild")
    rows.setCurrentItem(row)
    QApplication.processEvents()
    words = [w.text() for w in shown(controller.window) if isinstance(w, QLabel)]
    as_shown = MARKUP.replace("\u202e", "\\u202e")
    assert any(as_shown in text for text in words)
