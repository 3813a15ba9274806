"""The list of known hits may only shrink: what is not in it fails, and so does what is in it for nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging"))

import text_style_known as known  # noqa: E402
from check_texts import style  # noqa: E402
from text_style import Hit  # noqa: E402

OLD = Hit("T1", "It counts.", "counts")
LONG = Hit("T2", "A long | one.\nWith C:\\new lines.")


def test_the_list_reads_back_as_it_was_written(tmp_path: Path) -> None:
    place = tmp_path / "known.txt"
    assert known.load(place) == {}
    known.save(place, {LONG: "", OLD: "quoted from WSL"})
    assert known.load(place) == {OLD: "quoted from WSL", LONG: ""}
    assert (
        place.read_text()
        == "T1 | It counts. | quoted from WSL\nT2 | A long | one.\\nWith C:\\\\new lines. |\n"
    )


def test_a_line_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "known.txt").write_text("T1 It counts.\n")
    with pytest.raises(ValueError, match="not RULE"):
        known.load(tmp_path / "known.txt")


def test_what_is_known_is_let_pass() -> None:
    assert list(known.faults({OLD, LONG}, {OLD: "quoted from WSL", LONG: ""})) == []


def test_what_is_new_fails() -> None:
    assert list(known.faults({OLD}, {})) == ["T1 banned English (counts): It counts."]


def test_what_no_longer_hits_has_to_go() -> None:
    (fault,) = known.faults(set(), {OLD: "quoted from WSL"})
    assert "remove it from the list" in fault


@pytest.mark.parametrize("rule", ["T1", "Z1", "T4", "T6"])
def test_some_kinds_need_a_reason(rule: str) -> None:
    hit = Hit(rule, "x")
    (fault,) = known.faults({hit}, {hit: ""})
    assert "needs a written reason" in fault


def test_freezing_keeps_reasons_and_gives_new_ones() -> None:
    made = known.frozen({OLD, LONG, Hit("Z1", "new")}, {OLD: "quoted", Hit("T1", "gone"): "x"}, "not yet")
    assert made == {OLD: "quoted", LONG: "", Hit("Z1", "new"): "not yet"}


def test_the_wizards_own_texts_are_as_the_list_says() -> None:
    found = style(REPO / "resources/locale", REPO)
    assert list(known.faults(found, known.load(REPO / "packaging/text_style_known.txt"))) == []
