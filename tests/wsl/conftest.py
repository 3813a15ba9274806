"""Worlds for the stand-in's own tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wsl.base import made
from tests.wsl.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A Windows with WSL and no distro. For lists and errors: nothing of it needs root."""
    with World(tmp_path) as world:
        yield world


@pytest.fixture
def real(world: World) -> World:
    """A world whose distros can start."""
    made()
    return world
