"""The promise page on the screen: when a difference counts as seen, and how one moves through it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.gui.conftest import Show
from tests.gui.gallery import DIFFS, LONG, MARKUP, PLANS, pictures
from tests.gui.states import DIFF
from wizard.gui.controller import Controller
from wizard.gui.widgets.diff.pane import DiffPane
from wizard.gui.widgets.diff.table import DiffTable
from wizard.model.diffs import CommandLine, DiffLine, DiffView, FileDiff, Hunk
from wizard.model.text import plain

Role = Qt.ItemDataRole


def table(controller: Controller) -> DiffTable:
    return next(found for found in controller.window.findChildren(DiffTable) if found.isVisible())


def pane(controller: Controller) -> DiffPane:
    return next(found for found in controller.window.findChildren(DiffPane) if found.isVisible())


def texts(controller: Controller, column: int, role: Role = Role.DisplayRole) -> list[str]:
    model = table(controller).model()
    return [model.index(row, column).data(role) for row in range(model.rowCount())]


@pytest.fixture
def review(show: Show) -> Controller:
    return show(replace(pictures()["review"], diff=DIFF))


def test_a_difference_counts_as_seen_when_it_was_painted(show: Show) -> None:
    controller = show(replace(pictures()["review"], seen=None, diff=DIFF))
    table(controller).viewport().repaint()
    QApplication.processEvents()
    assert controller.state.seen == PLANS.id


def test_a_plan_behind_another_page_is_not_seen(show: Show) -> None:
    controller = show(replace(pictures()["findings"], plan=PLANS, diff=DIFF))
    QApplication.processEvents()
    assert controller.state.seen is None


def test_numbers_words_and_wishes_are_in_the_table(review: Controller) -> None:
    assert texts(review, 0) == ["1", "2", ""]
    assert texts(review, 2) == ["1", "", "2"]
    assert texts(review, 3) == ["[boot]", "systemd=false", "systemd=true"]
    assert texts(review, 3, Role.AccessibleTextRole)[1] == "line 2 removed: systemd=false"
    assert texts(review, 3, Role.AccessibleDescriptionRole)[2] == "Required by: title of one"
    assert "title of one" in texts(review, 3, Role.ToolTipRole)[2]


def test_side_by_side_is_one_click(review: Controller) -> None:
    box = pane(review).findChildren(QCheckBox)[0]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert texts(review, 1) == ["[boot]", "systemd=false"]
    assert texts(review, 3) == ["[boot]", "systemd=true"]
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)


def test_next_change_goes_on_in_the_next_file(show: Show) -> None:
    walked = pane(show(replace(pictures()["review"], diff=DIFFS)))
    walked.files.choose(0)
    places = []
    for _ in range(4):
        places.append((walked.files.place(), walked.table.currentIndex().row()))
        QTest.keyClick(walked, Qt.Key.Key_F7)
        QApplication.processEvents()
    assert places == [(0, 1), (1, 0), (1, 3), (1, 6)]


def test_the_chosen_lines_are_copied_as_a_patch(review: Controller) -> None:
    view = table(review)
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == " [boot]\n-systemd=false\n+systemd=true"


def test_machine_text_is_never_markup(show: Show) -> None:
    controller = show(replace(pictures()["review"], diff=DIFFS))
    pane(controller).files.choose(1)
    assert MARKUP in texts(controller, 3)
    assert not any("<img" in (hint or "") for hint in texts(controller, 3, Role.ToolTipRole))
    item = pane(controller).files.topLevelItem(1)
    assert item is not None
    assert item.text(0) == LONG


def test_ten_thousand_lines_make_no_widgets(show: Show) -> None:
    lines = tuple(DiffLine("+", f"line {n}", None, n, rules=("one",)) for n in range(1, 10_001))
    file = FileDiff("~/.bashrc", "create", (Hunk(lines),), added=10_000)
    controller = show(replace(pictures()["review"], diff=DiffView((file,))))
    assert table(controller).model().rowCount() == 10_000
    assert len(table(controller).findChildren(object)) < 100


def test_commands_come_first_and_say_what_undoes_them(show: Show) -> None:
    undone = CommandLine("apt-get install x", True, "dpkg --remove x", plain("x is needed."), ("one",))
    forever = CommandLine("wsl --update", False, None, plain("It is old."))
    diff = DiffView(DIFF.files, (undone, forever))
    conductor = show(replace(pictures()["review"], seen=None, diff=diff))
    files = pane(conductor).files
    first = files.topLevelItem(0)
    assert first is not None
    assert (first.text(0), first.text(1)) == ("Commands", "2")
    assert files.topLevelItemCount() == 1 + len(DIFF.files)
    assert texts(conductor, 0)[:3] == [
        "Runs as root: apt-get install x",
        "x is needed.",
        "Undone by: dpkg --remove x",
    ]
    assert texts(conductor, 0)[-1] == "It cannot be undone."
    files.choose(1)
    assert texts(conductor, 3) == ["[boot]", "systemd=false", "systemd=true"]
