"""The table of modules whose sum is known."""

from __future__ import annotations

import re

from wizard.tables import canaries


def test_every_row_says_what_it_is_and_from_where() -> None:
    rows = canaries.rows()
    assert len(rows) >= 2
    for row in rows:
        assert re.fullmatch(r"h1:[A-Za-z0-9+/]{43}=", row.h1)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", row.version)
        assert re.fullmatch(r"[a-z0-9./-]+", row.module), "a word of a shell, and no letter that Go escapes"
        assert len({address.split("/")[3] for address in row.source}) == 2


def test_sums_by_name() -> None:
    first = canaries.rows()[0]
    assert canaries.pins()[f"{first.module}@{first.version}"] == first.h1
    assert len(canaries.pins()) == len(canaries.rows())
