"""Which row a distro is, by what os-release says."""

from __future__ import annotations

import pytest

from wizard.tables.distros import row_of


@pytest.mark.parametrize(
    ("id", "version", "libc"),
    [
        ("debian", "12", "glibc 2.36"),
        ("ubuntu", "24.04", "glibc 2.39"),
        ("alpine", "3.22.2", "musl"),
        ("almalinux", "9.8", "glibc 2.34"),
    ],
)
def test_by_the_version_or_what_it_begins_with(id: str, version: str, libc: str) -> None:
    row = row_of(id, version)
    assert row is not None
    assert row.libc == libc


def test_a_rolling_one_has_one_row_and_others_have_none() -> None:
    rolling = row_of("arch", "20261101.0.1")
    assert rolling is not None
    assert rolling.is_rolling
    assert row_of("alpine", "3.2.1") is None
    assert row_of("hannah-montana", "1") is None
