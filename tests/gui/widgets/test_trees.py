"""Lists in columns: headings cannot be chosen, rows are read out whole, and long words wrap."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.gui.style.colours import VISIBLE, contrast
from wizard.gui.style.icons import SIZE
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


@pytest.mark.parametrize("is_chosen", [False, True])
def test_an_icon_can_be_seen_in_every_row(rows: Rows, is_chosen: bool) -> None:
    """In every style: one fills a chosen row with the colour of a choice, another only tints it."""
    row = rows.row(("", ""), current(), "ok")
    if is_chosen:
        rows.choose(0)
    place = rows.visualItemRect(row)
    image = rows.viewport().grab().toImage()
    across = range(place.left() + 2, place.left() + SIZE)
    colours = [
        image.pixelColor(x, y).getRgb()[:3] for x in across for y in range(place.top(), place.bottom())
    ]
    ground = Counter(colours).most_common(1)[0][0]
    assert max(contrast(colour, ground) for colour in colours) >= VISIBLE


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
