"""The grounds of the contract: one for each hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands import HANDS, Hand, WslHand, clear
from tests.shellground import Ground, ground
from tests.wsl.world import World

pytestmark = pytest.mark.linux(
    reason="hands are held against each other by dash, bash and busybox"
)  # all below


@pytest.fixture
def site() -> Iterator[Ground]:
    with ground() as made:
        yield made


@pytest.fixture
def distro_site(world: World) -> Ground:
    """An empty ground in that distro."""
    root = world.root("Debian") / "ground"
    root.mkdir(mode=0o755, exist_ok=True)
    made = Ground(root, inside=Path("/ground"))
    clear(made)
    return made


@pytest.fixture(params=[*HANDS, pytest.param("wsl", marks=pytest.mark.distro)])
def hand(request: pytest.FixtureRequest) -> Hand:
    if request.param == "wsl":
        return WslHand("wsl", request.getfixturevalue("distro_site"), request.getfixturevalue("world"))
    return Hand(request.param, request.getfixturevalue("site"))
