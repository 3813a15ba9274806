"""A Windows with a distro, for what is held against one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.wsl.world import World


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """It runs for the whole session."""
    from tests.wsl.world import World  # on Windows it cannot be imported

    with World(tmp_path_factory.mktemp("world")) as made:
        made.add("Debian")
        yield made
