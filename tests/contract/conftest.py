"""The grounds of the contract: one for each hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hands import HANDS, Hand
from tests.shellground import Ground, ground


@pytest.fixture
def site() -> Iterator[Ground]:
    with ground() as made:
        yield made


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, site: Ground) -> Hand:
    return Hand(request.param, site)
