"""The table of a difference: lines are copied as a patch, and many of them cost nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.conftest import Show
from tests.gui.galleries.diff_pane import table
from tests.gui.gallery import pictures
from tests.gui.states import DIFF
from wizard.gui.controller import Controller
from wizard.model.diffs import DiffKind, DiffLine, DiffView, FileDiff, Hunk


@pytest.fixture
def review(show: Show) -> Controller:
    return show(replace(pictures()["review"], diff=DIFF))


def test_the_chosen_lines_are_copied_as_a_patch(review: Controller) -> None:
    view = table(review)
    view.selectAll()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == " [boot]\n-systemd=false\n+systemd=true"


def test_ten_thousand_lines_make_no_widgets(show: Show) -> None:
    lines = tuple(DiffLine("+", f"line {n}", None, n, rules=("one",)) for n in range(1, 10_001))
    file = FileDiff("~/.bashrc", DiffKind.CREATE, (Hunk(lines),), added=10_000)
    controller = show(replace(pictures()["review"], diff=DiffView((file,))))
    assert table(controller).model().rowCount() == 10_000
    assert len(table(controller).findChildren(object)) < 100
