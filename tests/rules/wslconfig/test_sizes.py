"""How much WSL takes of a PC, and sizes as people read them (WSL §3)."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from wizard.facts.windows.wslconfig import PATH, WSLCONFIG, WslConfig
from wizard.rules.wslconfig.sizes import GIB, MIB, human, memory, processors, swap


def config(text: str) -> WslConfig:
    seen = read(WSLCONFIG, at(PATH, f"[wsl2]\n{text}\n"))
    assert isinstance(seen, WslConfig)
    return seen


@pytest.mark.parametrize(
    ("text", "gets"),
    [("", 8 * GIB), ("memory=4GB", 4 * GIB), ("memory=64GB", 16 * GIB), ("memory=1MB", 256 * MIB)],
)
def test_half_of_the_memory_unless_the_file_says_otherwise(text: str, gets: int) -> None:
    assert memory(config(text), 16 * GIB) == gets


@pytest.mark.parametrize(
    ("text", "gets"),
    [
        ("", 2 * GIB),
        ("memory=5GB", 2 * GIB),
        ("swap=0", 0),
        ("swap=1GB", GIB),
        ("swap=-1", 2 * GIB),
        ("swap=99999TB", 0),
    ],
)
def test_a_quarter_of_that_is_swap_in_whole_gb(text: str, gets: int) -> None:
    assert swap(config(text), 16 * GIB) == gets


@pytest.mark.parametrize(
    ("text", "gets"),
    [("", 8), ("processors=2", 2), ("processors=99", 8), (f"processors={99999999999999999999}", 8)],
)
def test_no_more_processors_than_there_are(text: str, gets: int) -> None:
    assert processors(config(text), 8) == gets


def test_sizes_are_read_as_wsl_writes_them() -> None:
    assert [human(size) for size in (8 * GIB, GIB + 512 * MIB, 300 * MIB)] == ["8 GB", "1.5 GB", "300 MB"]
