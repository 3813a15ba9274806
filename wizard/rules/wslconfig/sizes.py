"""How much WSL takes of a PC with a `.wslconfig` as it is (WSL §3), and sizes as people read them."""

from __future__ import annotations

from wizard.facts.windows.wslconfig import WslConfig, known

MIB = 1 << 20
GIB = 1 << 30
LEAST = 256 * MIB
"""What WSL needs at least (WSL §3)."""
DISK_LIMIT = 64 << 40
"""What a disk in a file (VHDX) may hold: a swap file of more cannot be created, and WSL goes on without."""
DEFAULT_SWAP = (1 << 64) - 1
"""What WSL takes for no answer, and ``swap=-1`` comes to (WSL §1.6; WslCoreConfig.cpp, Initialize)."""
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
    if asked is None or asked == DEFAULT_SWAP:
        return -(memory(config, ram) // -4 // GIB) * GIB
    return asked if asked <= DISK_LIMIT else 0


def processors(config: WslConfig, cores: int) -> int:
    """How many of the *cores* WSL may use."""
    asked = number_of(config, PROCESSORS.name) or 0
    return min(asked, cores) if asked > 0 else cores
