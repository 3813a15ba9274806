"""Versions of WSL: read whole or not at all, and ordered by their numbers."""

from __future__ import annotations

import pytest

from wizard.model.versions import EVER, Version, version


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2.6.1.0", (2, 6, 1, 0)),
        (" 2.0\n", (2, 0)),
        ("10", (10,)),
        ("", None),
        ("v2", None),
        ("2.4.4-pre", None),
        ("2.", None),
        ("²", None),
        ("1" * 400, None),
    ],
)
def test_a_version_is_read_whole_or_not_at_all(text: str, numbers: tuple[int, ...] | None) -> None:
    assert version(text) == numbers


def test_versions_are_ordered_by_their_numbers() -> None:
    told = ["10.0.1", "2.0", "2.0.0", "0.67.6", "2.0.0.1", "2.10"]
    made = sorted((EVER, *(Version(map(int, text.split("."))) for text in told)))
    assert [each.text for each in made] == ["", "0.67.6", "2.0", "2.0.0", "2.0.0.1", "2.10", "10.0.1"]
