"""Findings on the screen: what a file says is shown letter by letter, and one cause once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from tests.gui import states
from tests.gui.conftest import Show
from tests.gui.gallery import MARKUP, pictures
from wizard.gui.flow.state import FlowState
from wizard.gui.pages.findings import _RULE
from wizard.model.findings import Verdict
from wizard.model.text import say


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


def _with_causes() -> FlowState:
    dark = [states.judged(f"dark-{number}", Verdict.UNKNOWN) for number in range(3)]
    shared = tuple(replace(item, finding=replace(item.finding, says=say("No shell."))) for item in dark)
    state = pictures()["findings"]
    assert state.look is not None
    return replace(state, look=replace(state.look, judged=(*state.judged, *shared)))


def test_checks_that_one_cause_keeps_from_being_made_are_one_line_that_opens(show: Show) -> None:
    controller = show(_with_causes())
    page = controller.window.pages[controller.state.page].inside(controller).body
    (rows,) = page.findChildren(QTreeWidget)
    (above,) = (item for item in _below(rows.invisibleRootItem()) if item.text(0) == "No shell.")
    assert above.text(1) == "3 checks"
    assert not above.isExpanded()
    names = [above.child(number).text(0) for number in range(above.childCount())]
    assert names == ["title of dark-0", "title of dark-1", "title of dark-2"]
    rows.setCurrentItem(above)
    QApplication.processEvents()
    words = [w.text() for w in shown(controller.window) if isinstance(w, QLabel)]
    assert "Could not be checked" in words
    above.setExpanded(True)
    rows.setCurrentItem(above.child(1))
    QApplication.processEvents()
    assert "title of dark-1" in [w.text() for w in shown(controller.window) if isinstance(w, QLabel)]


def test_the_search_finds_a_check_below_its_cause(show: Show) -> None:
    controller = show(_with_causes())
    page = controller.window.pages[controller.state.page].inside(controller).body
    (rows,), (search,) = page.findChildren(QTreeWidget), page.findChildren(QLineEdit)
    items = {str(item.data(0, _RULE)): item for item in _below(rows.invisibleRootItem())}
    search.setText("title of dark-1")
    found = [rule for rule, item in items.items() if not item.isHidden() and rule.startswith("dark-")]
    above = items["cause of dark-0"]
    assert (found, above.isHidden(), above.isExpanded()) == (["dark-1"], False, True)
    search.setText("no shell")
    assert not any(items[f"dark-{number}"].isHidden() for number in range(3))
    search.setText("nothing of the kind")
    assert above.isHidden()
    search.setText("")
