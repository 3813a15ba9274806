"""Memory and swap of the machine that all distros share, and how often the kernel ran out of it."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import file_fact
from wizard.model.facts import Fact

KIB: Final = 1024


class MemoryInUse(msgspec.Struct, frozen=True):
    """*memory* and *swap* in bytes."""

    memory: int
    swap: int

    @property
    def total(self) -> int:
        return self.memory + self.swap


def _numbers(data: bytes) -> dict[bytes, int]:
    """The first number of each line, by the word before it."""
    words = (line.replace(b":", b" ").split() for line in data.splitlines())
    return {each[0]: int(each[1]) for each in words if len(each) > 1 and each[1].isdigit()}


def _memory(data: bytes | None) -> MemoryInUse | None:
    found = _numbers(data or b"")
    if b"MemTotal" not in found:
        return None
    return MemoryInUse(found[b"MemTotal"] * KIB, found.get(b"SwapTotal", 0) * KIB)


MEMORY_AND_SWAP: Fact[MemoryInUse | None] = file_fact(
    "memory and swap", "/proc/meminfo", _memory, fleeting=True
)
"""None in an image."""

KILLS: Fact[int | None] = file_fact(
    "kills", "/proc/vmstat", lambda data: _numbers(data or b"").get(b"oom_kill"), fleeting=True
)
"""How many programs the kernel has killed since WSL started, because memory ran out; None if it does not count."""
