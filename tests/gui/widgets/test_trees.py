"""Lists in columns: headings cannot be chosen, rows are read out whole, and long words wrap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.gui.style.theme import current
from wizard.gui.widgets.trees import Rows


@pytest.fixture
def rows(app: QApplication, qtbot: QtBot) -> Rows:
    made = Rows(2)
    qtbot.addWidget(made)
    made.name("Files", ("File", "Change"))
    made.resize(300, 300)
    made.show()
    return made


def test_a_screen_reader_says_the_whole_row(rows: Rows) -> None:
    row = rows.row(("~/.profile", "changed"), current(), "ok")
    assert row.data(0, Qt.ItemDataRole.AccessibleTextRole) == "~/.profile, changed"
    assert rows.accessibleName() == "Files"


def test_a_heading_is_no_choice(rows: Rows) -> None:
    group = rows.group("Debian")
    rows.row(("one", ""), current(), under=group)
    rows.show_groups([group])
    assert not group.flags() & Qt.ItemFlag.ItemIsSelectable
    assert group.isExpanded()


def test_rows_are_chosen_by_number(rows: Rows) -> None:
    for name in ("one", "two"):
        rows.row((name, ""), current())
    rows.choose(1)
    assert rows.place() == 1
    rows.choose(7)
    assert rows.place() == 1, "there is no such row"
    rows.unchoose()
    assert rows.place() == -1


def test_long_words_make_a_row_higher(rows: Rows) -> None:
    short = rows.row(("one", ""), current())
    long = rows.row(("many words " * 30, ""), current())
    QApplication.processEvents()
    assert rows.visualItemRect(long).height() > 2 * rows.visualItemRect(short).height()


def test_without_headings_there_is_no_header(rows: Rows) -> None:
    assert not rows.isHeaderHidden()
    rows.name("Files", ())
    assert rows.isHeaderHidden()
