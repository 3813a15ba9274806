"""Memory, swap, and how often the kernel ran out of both."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, read
from tests.machines.stock import meminfo
from wizard.facts.resources.memory import KILLS, MEMORY_AND_SWAP, MemoryInUse
from wizard.model.facts import Unknown
from wizard.model.probes import FileProbe

GIB = 1 << 30


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (meminfo(8), MemoryInUse(8 * GIB, 2 * GIB)),
        ("MemTotal:  1024 kB\n", MemoryInUse(1 << 20, 0)),
        ("SwapTotal:  1024 kB\n", None),
        ("", None),
    ],
)
def test_memory(text: str, found: MemoryInUse | None) -> None:
    assert read(MEMORY_AND_SWAP, at("/proc/meminfo", text)) == found


@pytest.mark.parametrize(
    ("text", "kills"),
    [("nr_free_pages 7\noom_kill 3\n", 3), ("oom_kill 0\n", 0), ("nr_free_pages 7\n", None)],
)
def test_kills(text: str, kills: int | None) -> None:
    assert read(KILLS, at("/proc/vmstat", text)) == kills


def test_nothing_to_read() -> None:
    assert read(MEMORY_AND_SWAP) is None
    assert read(KILLS) is None
    assert isinstance(read(KILLS, (FileProbe("/proc/vmstat"), GONE)), Unknown)
