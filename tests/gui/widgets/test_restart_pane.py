"""A restart on the screen: what it ends is read first, and no key that was pressed once too often says yes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Show
from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.flow import jobs
from wizard.gui.views.buttons import Buttons
from wizard.gui.views.restarts import RestartView
from wizard.gui.window import NEXT

PICTURES = pictures()


def view(name: str) -> RestartView:
    seen = RestartView.of(PICTURES[name])
    assert seen is not None
    return seen


def test_enter_does_not_restart(show: Show, qtbot: QtBot) -> None:
    show(PICTURES["machines"])
    controller = show(PICTURES["restart-ask"])
    focus = controller.window.focusWidget()
    assert isinstance(focus, QTreeWidget), "what ends is read first"
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert controller.state.busy is None
    button = controller.window.button(NEXT)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert controller.state.busy is not None
    assert isinstance(controller.state.busy.job, jobs.DoRestart)


def test_enter_means_next_elsewhere(show: Show, qtbot: QtBot) -> None:
    show(PICTURES["restart-ask"])
    controller = show(PICTURES["needs"])
    assert controller.window.button(NEXT).isDefault()  # type: ignore[attr-defined]


def test_all_that_ends_is_shown_with_whose_it_is(show: Show) -> None:
    controller = show(PICTURES["restart-ask"])
    page = controller.window.pages[controller.state.page]
    (rows,) = (tree for tree in page.findChildren(QTreeWidget) if tree.isVisible())
    lines = [rows.topLevelItem(row) for row in range(rows.topLevelItemCount())]
    assert [(line.text(0), line.text(1)) for line in lines] == [
        ("Work that would have to start again: go, make", "me"),
        ("VS Code server. Its windows reconnect after the restart.", "me"),
        ("Services that start again with the distro: 4", "Debian"),
    ]


def test_the_steps_of_a_rescue_are_shown_and_only_offered_where_they_can_be_gone(show: Show) -> None:
    for name, offered in (("restart-lost", True), ("restart-lost-by-hand", False)):
        assert [step.command for step in view(name).steps] == ["wsl --shutdown", "wsl -d Debian"]
        label = words(Buttons.of(PICTURES[name]).next.label)
        assert (label == "&Repair in safe mode") == offered
    controller = show(PICTURES["restart-lost"])
    said = [label.text() for label in controller.window.findChildren(QLabel) if label.isVisible()]
    assert "Debian did not start again" in said
