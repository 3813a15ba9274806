"""Bars are as long as what they stand for, can be seen, and hold no markup of others."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from wizard.app.report.charts import PAPER, SCREEN, WIDTH, Bar, Slice, bars, stacked


@given(st.lists(st.integers(0, 500), max_size=6))
def test_parts_fill_the_bar_and_none_is_too_small_to_see(numbers: list[int]) -> None:
    parts = [Slice(colour, "x", number) for colour, number in zip(PAPER, numbers, strict=False)]
    drawn = ElementTree.fromstring(str(stacked(parts, PAPER)))
    rects = [each for each in drawn if each.tag.endswith("rect")]
    assert len(rects) == sum(number > 0 for number in numbers)
    widths = [float(each.get("width", "0")) for each in rects]
    assert all(width >= 10 for width in widths)
    if rects:
        end = float(rects[-1].get("x", "0")) + widths[-1]
        assert abs(end - WIDTH) < 1


def test_bars_are_in_proportion_and_words_are_words() -> None:
    made = bars([Bar("<b>", 2.0, "2 s"), Bar("b & c", 1.0, "1 s \u202e", "/tmp")], PAPER)
    ElementTree.fromstring(str(made))
    assert "<b>" not in made
    assert "\u202e" not in made
    long, short = (float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', str(made)))
    assert abs(long - 2 * short) < 0.2


def test_both_faces_have_every_colour() -> None:
    assert SCREEN.keys() == PAPER.keys()
