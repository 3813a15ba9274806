"""Worlds for the stand-in's own tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wsl.world import World


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A Windows with WSL and no distro. What starts none needs no root."""
    with World(tmp_path) as world:
        yield world
