"""Which series of Go get updates on a day."""

from __future__ import annotations

import pytest

from wizard.tables.go_series import all_series, is_supported, least_supported, series_of


@pytest.mark.parametrize(
    ("today", "least"),
    [
        ("2026-08-18", "1.25"),
        ("2026-08-19", "1.26"),  # 1.27 came
        ("2026-11-28", "1.26"),
        ("2024-02-06", "1.21"),
        ("2031-01-01", "1.26"),  # what came after the table is not known to it
    ],
)
def test_the_oldest_that_gets_updates(today: str, least: str) -> None:
    assert least_supported(today) == least


def test_a_version_belongs_to_its_series() -> None:
    found = series_of("go1.25.3")
    assert found is not None
    assert found.go == "1.25"
    assert is_supported(found, "2026-08-18")
    assert not is_supported(found, "2026-08-19")
    assert series_of("1.99") is None
    assert series_of("none") is None
    assert [each.go for each in all_series()][-1] == "1.27"
