"""The Shells window says how it is known, and why it cannot be measured."""

from __future__ import annotations

import pytest

from tests.gui.galleries.proof import shells
from tests.gui.gallery import pictures
from tests.gui.read import words
from wizard.gui.views.shells import ShellsView

PICTURES = shells(pictures()["findings"])


def view(name: str) -> ShellsView:
    found = ShellsView.of(PICTURES[name])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "icon", "says"),
    [
        ("shells-reading", "advice", "Reading the start files…"),
        ("shells-read", "advice", "Read from the start files. The shells were not started."),
        ("shells-measured", "ok", "Measured: your shells were started in private copies."),
    ],
)
def test_it_says_how_it_is_known(name: str, icon: str, says: str) -> None:
    assert (view(name).icon, words(view(name).says)) == (icon, says)


def test_measuring_can_begin_and_be_stopped() -> None:
    assert (view("shells-read").measure.enabled, view("shells-read").stop) == (True, None)
    busy = view("shells-busy")
    assert not busy.measure.enabled
    assert busy.stop is not None
    assert words(busy.doing) == "Checking the shells on Ubuntu-24.04"


def test_where_nothing_runs_that_is_said() -> None:
    still = view("shells-still").measure
    assert (still.enabled, words(still.tip)) == (
        False,
        "Nothing runs on this machine now, so its shells cannot be started.",
    )


def test_a_column_for_each_group_and_a_row_for_each_setting() -> None:
    read = view("shells-read")
    heads = [[words(each) for each in head] for head in read.heads]
    assert heads == [["a new terminal", "a terminal inside VS Code or tmux"], ["an sh script"]]
    rows = dict(zip(read.rows, read.cells, strict=True))
    assert [words(cell) for cell in rows["version"]] == ["1.27.3", "could not be found out"]
    assert [words(cell) for cell in rows["GODEBUG"]] == ["not set", "netdns=go"]


def test_without_the_window_there_is_nothing_to_show() -> None:
    assert ShellsView.of(pictures()["findings"]) is None
