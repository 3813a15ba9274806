"""Markdown becomes lines that a face only has to wrap, and no word of it is lost."""

from __future__ import annotations

import pytest

from wizard.codecs.markdown import cells, lines, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo\n\nthree\n", ("one two", "", "three")),
        (" * one\n   more\n * two\n", ("• one more", "• two")),
        (
            "1. one\n   - part\n   - part of it\n2. two",
            ("1. one", "    • part", "    • part of it", "2. two"),
        ),
        ("- item\nNot of it.", ("• item", "Not of it.")),
        ("one\n### 3.1 More\ntwo", ("one", "", "3.1 More", "two")),
        ("\n\none\n\n\n\ntwo\n\n", ("one", "", "two")),
        ("one\n\n-------\n", ("one",)),
        ("says:\n```\n  NAME\n* Ubuntu\n```\n- next", ("says:", "      NAME", "    * Ubuntu", "• next")),
        ("|a|b|\n|---|---|\n|1|2|\n|3||\nafter", ("• a: 1; b: 2", "• a: 3", "after")),
        ("||b|\n|---|---|\n|1|2|", ("• 1; b: 2",)),
        ("", ()),
    ],
)
def test_every_block_is_a_line(text: str, shown: tuple[str, ...]) -> None:
    assert lines(text) == shown


def test_a_second_table_has_its_own_head() -> None:
    assert lines("|a|\n|-|\n|1|\n\n|b|\n|-|\n|2|") == ("• a: 1", "", "• b: 2")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("**bold** and not", "bold and not"), ("`a ** b` **c**", "`a ** b` c"), (" *slanted* ", "*slanted*")],
)
def test_bold_marks_go_and_code_stays(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_bar_within_a_cell_is_a_letter() -> None:
    assert cells(r"| `v1\|v2` | **x** |  |") == ("`v1|v2`", "x", "")
