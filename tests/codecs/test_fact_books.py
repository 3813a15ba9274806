"""A reference leads to its paragraph: a section with all that is below it, or a row with its columns' names."""

from __future__ import annotations

import pytest

from wizard.codecs.fact_books import Reference, paragraph, reference

BOOK = """\
# A book

## 1. First
all of one

### 1.1 Below
below one

## 2. Second
two

## 11. Eleventh
eleven
"""
ROWS = """\
# Rules

| # | id | how | repair |
|---|---|---|---|
| 1 | `first` | looks | edits |
| 11 | `eleventh` | asks `a\\|b` |  |

## more

| # | id | other |
|---|---|---|
| 2 | `second` | says |
"""


def read(at: Reference, book: str) -> tuple[str, str, tuple[str, ...]]:
    found = paragraph(at, book)
    assert found is not None
    return found.reference, found.heading, found.lines


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("WSL §4.4", "WSL §4.4"),
        ("wsl 4.4", "WSL §4.4"),
        (" GO§3 ", "GO §3"),
        ("RULES 18", "RULES 18"),
        ("rules §18", "RULES 18"),
    ],
)
def test_people_may_leave_out_what_is_hard_to_type(words: str, meant: str) -> None:
    found = reference(words)
    assert found is not None
    assert found.words == meant


@pytest.mark.parametrize(
    "words", ["", "WSL", "4.4", "WSL §4.4.1", "WSL §4.4 and more", "law 6", "wsl-systemd"]
)
def test_other_words_are_no_reference(words: str) -> None:
    assert reference(words) is None


def test_a_section_has_all_that_is_below_it_and_nothing_of_the_next() -> None:
    assert read(Reference("GO", "1"), BOOK) == (
        "GO §1",
        "First",
        ("all of one", "", "1.1 Below", "below one"),
    )
    assert read(Reference("WSL", "1.1"), BOOK) == ("WSL §1.1", "Below", ("below one",))
    assert read(Reference("GO", "11"), BOOK) == ("GO §11", "Eleventh", ("eleven",))


def test_a_row_is_named_by_its_id_and_its_cells_by_the_columns_of_its_own_table() -> None:
    assert read(Reference("RULES", "1"), ROWS) == ("RULES 1", "first", ("how: looks", "repair: edits"))
    assert read(Reference("RULES", "11"), ROWS) == ("RULES 11", "eleventh", ("how: asks `a|b`",))
    assert read(Reference("RULES", "2"), ROWS) == ("RULES 2", "second", ("other: says",))


@pytest.mark.parametrize("at", [Reference("WSL", "3"), Reference("WSL", "1.2"), Reference("RULES", "4")])
def test_a_number_that_is_not_there_is_none(at: Reference) -> None:
    assert paragraph(at, ROWS if at.book == "RULES" else BOOK) is None
