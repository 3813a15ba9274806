"""The table is whole: each of its rows can be reached, and its patterns are patterns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wizard.model.shown.secret_places import PLACES, TOKENS, Row

CORPUS = Path(__file__).parents[2] / "data/secrets/masked.txt"


@pytest.mark.parametrize("row", [*PLACES, *TOKENS], ids=lambda row: row.anchors[0])
def test_a_row_is_about_one_secret(row: Row) -> None:
    assert row.anchors == tuple(anchor.lower() for anchor in row.anchors)
    assert re.compile(row.within)
    assert not re.compile(row.pattern).match("")


@pytest.mark.parametrize("row", PLACES, ids=lambda row: row.anchors[0])
def test_a_place_is_in_the_corpus(row: Row) -> None:
    canary = CORPUS.read_text("utf-8").replace("@@", "c4n4ryS3cr3tV4lue0123456789")
    found = [
        secret
        for inside in ([each[0] for each in re.finditer(row.within, canary)] if row.within else [canary])
        for secret in re.finditer(row.pattern, inside)
    ]
    assert any("c4n4ry" in each["secret"] for each in found)
