"""Lists in one text: taking one entry out, or adding one, moves no other character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.windows.item_list import added, dropped, items

TEXT = st.text(st.sampled_from('aB;:"\\% 用'), max_size=20)
SEPARATOR = st.sampled_from([";", ":"])


@given(text=TEXT, separator=SEPARATOR)
def test_items_are_all_there_is(text: str, separator: str) -> None:
    assert separator.join(items(text, separator)) == text


@given(text=TEXT, separator=SEPARATOR, data=st.data())
def test_one_item_goes_and_the_others_stay(text: str, separator: str, data: st.DataObject) -> None:
    listed = items(text, separator)
    number = data.draw(st.integers(1, len(listed)))
    left = dropped(text, number, listed[number - 1], separator)
    assert left is not None
    assert left == separator.join(listed[: number - 1] + listed[number:])
    assert len(left) == max(0, len(text) - len(listed[number - 1]) - 1)
    assert dropped(text, number, listed[number - 1] + "x", separator) is None
    assert dropped(text, len(listed) + 1, "", separator) is None
    assert dropped(text, 0, listed[-1], separator) is None


@given(text=TEXT, separator=SEPARATOR, item=st.text(st.sampled_from("aB\\%"), min_size=1, max_size=4))
def test_one_item_comes_once(text: str, separator: str, item: str) -> None:
    longer = added(text, item, separator)
    if longer is None:
        assert text.count('"') % 2 == 1  # an open quote takes in whatever follows
        return
    assert item in items(longer, separator)
    assert longer.startswith(text)
    assert added(longer, item, separator) == longer
    if item in items(text, separator):
        assert longer == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("a;b;", ["a", "b", ""]),
        ('"C:\\a;b";c', ['"C:\\a;b"', "c"]),
        ('a;"b;c', ["a", '"b;c']),
    ],
)
def test_quotes_hold_an_entry_together(text: str, expected: list[str]) -> None:
    """As `filepath.SplitList` of Go takes it."""
    assert items(text, ";") == expected


def test_what_holds_the_separator_is_no_item() -> None:
    assert added("x", "a;b", ";") is None
