"""Folders for machines: in memory where there is such a place, for a law syncs thousands of files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.laws.world import EVERY_PROFILE, Place

Lay = Callable[..., Place]


def _base() -> str | None:
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and os.access(memory, os.W_OK) else None


@contextmanager
def shelf() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=_base()) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def cache() -> Iterator[Path]:
    """Where archives are kept."""
    with shelf() as folder:
        yield folder


@pytest.fixture
def lay(cache: Path) -> Iterator[Lay]:
    """Lays a recorded machine out: ``lay(name, profile, running=False)``."""
    with shelf() as folder:
        numbers = count()

        def lay(name: str, profile: str = "baseline", *, running: bool = False) -> Place:
            root = folder / str(next(numbers))
            return Place(root, name, EVERY_PROFILE[profile], cache, running=running)

        yield lay
