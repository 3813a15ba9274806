"""Beside the difference: its files, two layouts, and the way from change to change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from tests.gui.conftest import Show
from tests.gui.diff_pane import Role, pane, texts
from tests.gui.gallery import DIFFS, LONG, MARKUP, pictures
from tests.gui.states import DIFF
from wizard.gui.controller import Controller


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
