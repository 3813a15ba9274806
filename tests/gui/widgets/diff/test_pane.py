"""Beside the difference: its files, two layouts, and the way from change to change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.gui.conftest import Show
from tests.gui.galleries.diff_pane import Role, pane, texts
from tests.gui.gallery import DIFFS, LONG, MARKUP, pictures
from tests.gui.states import DIFF
from wizard.gui.controller import Controller
from wizard.model.diffs import CommandLine, DiffView
from wizard.model.text import plain


@pytest.fixture
def review(show: Show) -> Controller:
    return show(replace(pictures()["review"], diff=DIFF))


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


def test_machine_text_is_never_markup(show: Show) -> None:
    controller = show(replace(pictures()["review"], diff=DIFFS))
    pane(controller).files.choose(1)
    assert MARKUP in texts(controller, 3)
    assert not any("<img" in (hint or "") for hint in texts(controller, 3, Role.ToolTipRole))
    item = pane(controller).files.topLevelItem(1)
    assert item is not None
    assert item.text(0) == LONG


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
