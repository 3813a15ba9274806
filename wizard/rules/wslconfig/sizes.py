"""How much WSL takes of a PC with a `.wslconfig` as it is (WSL §3), and sizes as people read them."""

from __future__ import annotations

from wizard.facts.windows.wslconfig import WslConfig, known

MIB = 1 << 20
GIB = 1 << 30
LEAST = 256 * MIB
"""What WSL needs at least (WSL §3)."""
MEMORY = known("wsl2.memory")
PROCESSORS = known("wsl2.processors")
SWAP = known("wsl2.swap")


def human(size: int) -> str:
    """*size* in bytes as people read it, with WSL's units (1 GB is 1024 MB)."""
    if size >= GIB:
        return f"{size / GIB:.1f}".removesuffix(".0") + " GB"
    return f"{size // MIB} MB"


def number_of(config: WslConfig, name: str) -> int | None:
    """The setting *name* as *config* has it; None if it says nothing that WSL takes."""
    value = config.document.values.get(name)
    return value if isinstance(value, int) else None


def memory(config: WslConfig, ram: int) -> int:
    """What WSL may use of *ram* bytes: half of it, if *config* does not say otherwise (WSL §3)."""
    asked = number_of(config, MEMORY.name)
    return min(max(asked, LEAST), ram) if asked else ram // 2


def swap(config: WslConfig, ram: int) -> int:
    """The size of WSL's swap in bytes: a quarter of its memory in whole GB, if *config* does not say."""
    asked = number_of(config, SWAP.name)
    return -(memory(config, ram) // -4 // GIB) * GIB if asked is None else asked


def processors(config: WslConfig, cores: int) -> int:
    """How many of the *cores* WSL may use."""
    asked = number_of(config, PROCESSORS.name) or 0
    return min(asked, cores) if asked > 0 else cores
