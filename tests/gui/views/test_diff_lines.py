"""A difference as rows: what stands beside what, what shows of whitespace, what a screen reader says."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from tests.gui.gallery import DIFFS
from tests.gui.states import DIFF
from wizard.gui.views.diff_lines import DiffRow, RowKind, as_text, changes, rows, shown
from wizard.model.diffs import DiffKind, DiffLine, FileDiff, Hunk
from wizard.model.text import Text, say

TITLES = {"one": say("The first rule"), "two": say("The second rule")}


def render(text: Text | None) -> str:
    return text.render() if text is not None else ""


def under(file: FileDiff) -> tuple[DiffRow, ...]:
    return rows(file, TITLES, beside=False)


def beside(file: FileDiff) -> tuple[DiffRow, ...]:
    return rows(file, TITLES, beside=True)


def test_old_and_new_numbers_stand_at_their_sides() -> None:
    same, old, new = under(DIFF.files[0])
    assert same.left is not None
    assert same.right is not None
    assert (same.left.number, same.right.number) == (1, 1)
    assert old.left is not None
    assert (old.left.number, old.right) == (2, None)
    assert new.right is not None
    assert (new.right.number, new.left) == (2, None)


def test_side_by_side_pairs_what_was_with_what_will_be() -> None:
    _, pair = beside(DIFF.files[0])
    assert pair.left is not None
    assert pair.right is not None
    assert (pair.left.text, pair.right.text) == ("systemd=false", "systemd=true")


def test_a_line_says_which_rule_wants_it() -> None:
    assert render(under(DIFF.files[0])[2].wants) == "Required by: The first rule"
    both = under(DIFFS.files[1])[1]
    assert render(both.wants) == "Required by: The first rule, The second rule"


def test_a_screen_reader_hears_what_happens_to_each_line() -> None:
    assert [render(row.says) for row in under(DIFF.files[0])] == [
        "line 1: [boot]",
        "line 2 removed: systemd=false",
        "line 2 added: systemd=true",
    ]


def test_what_is_left_out_is_counted() -> None:
    said = [render(row.says) for row in under(DIFFS.files[1]) if row.kind is RowKind.GAP]
    assert said == ["37 unchanged lines"]


def test_a_changed_line_end_is_named() -> None:
    first = under(DIFFS.files[1])[0]
    assert first.left is not None
    assert first.left.end == "CRLF"


def test_facts_that_are_no_text_come_first() -> None:
    row = under(DIFFS.files[2])[0]
    assert (row.kind, render(row.says)) == (RowKind.FACT, "new link to go1.25.5")


def test_changes_are_where_a_run_begins() -> None:
    assert changes(under(DIFF.files[0])) == (1,)
    assert changes(under(DIFFS.files[1])) == (0, 3, 6)


def test_the_clipboard_gets_a_patch() -> None:
    words = as_text(under(DIFF.files[0]), Text.render)
    assert words == " [boot]\n-systemd=false\n+systemd=true"
    assert as_text(beside(DIFF.files[0]), Text.render) == words


def test_whitespace_that_matters_is_visible() -> None:
    assert shown("a\tb  ", (), bare=False)[0] == "a→   b··"
    assert shown("a\tb  ", (), bare=True)[0] == "a    b  "


@given(st.text(alphabet="ab \t", max_size=20), st.data())
def test_spans_move_with_their_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    plain, ((new_start, new_stop),) = shown(text, ((start, stop),), bare=True)
    assert plain[new_start:new_stop] == text[start:stop].replace("\t", "    ")


LINES = st.lists(st.sampled_from([" ", "-", "+"]), max_size=30)


@given(LINES)
def test_both_layouts_show_every_line_once(marks: list[str]) -> None:
    old = new = 0
    lines = []
    for mark in marks:
        old, new = old + (mark != "+"), new + (mark != "-")
        numbers = (None if mark == "+" else old, None if mark == "-" else new)
        lines.append(DiffLine(mark, f"{mark}{old}/{new}", *numbers))
    file = FileDiff("/x", DiffKind.MODIFY, (Hunk(tuple(lines)),))
    for layout in (under(file), beside(file)):
        texts = [row.left.text for row in layout if row.left is not None]
        texts += [row.right.text for row in layout if row.right is not None and row.kind is RowKind.CHANGE]
        assert sorted(texts) == sorted(line.text for line in lines)
