"""What the kernel of a distro says of itself: files that lie over those of this machine's kernel."""

from __future__ import annotations

import os
from pathlib import Path

from tests.wsl.state import Distro, State

OSRELEASE = {1: "4.4.0-26200-Microsoft", 2: "6.6.87.2-microsoft-standard-WSL2"}
BUILD = "#1 SMP PREEMPT_DYNAMIC Thu Jun  5 18:30:46 UTC 2025"
LEAST_MEMORY = 256 << 20


def kernel_files(state: State, distro: Distro) -> dict[str, str]:
    """Name to text: `osrelease`, `version`, `cmdline` and `meminfo`."""
    release = OSRELEASE[distro.version]
    return {
        "osrelease": f"{release}\n",
        "version": f"Linux version {release} (root@localhost) (gcc 13.2.0) {BUILD}\n",
        "cmdline": _command_line(state, distro) + "\n",
        "meminfo": _memory(state, distro),
    }


def _command_line(state: State, distro: Distro) -> str:
    """What the user adds stands last (WSL §4.5)."""
    if distro.version == 1 or state.vm is None:
        return "BOOT_IMAGE=/kernel init=/init ro"
    cores = state.vm["wsl2.processors"] or os.cpu_count()
    words = ["initrd=\\initrd.img WSL_ROOT_INIT=1 panic=-1", f"nr_cpus={cores}"]
    words.append("hv_utils.timesync_implicit=1 printk.devkmsg=on pty.legacy_count=0 WSL_ENABLE_CRASH_DUMP=1")
    return " ".join([*words, state.vm["wsl2.kernelCommandLine"]]).rstrip()


def _memory(state: State, distro: Distro) -> str:
    """As this machine has it; a virtual machine has what `.wslconfig` gives it, by default half of all
    and a quarter of that as swap, in whole GB (WSL §3)."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    if distro.version == 1 or state.vm is None:
        return "\n".join(lines) + "\n"
    whole = int(lines[0].split()[1]) << 10
    given = min(max(state.vm["wsl2.memory"] or whole // 2, LEAST_MEMORY), whole) >> 10
    swap = state.vm["wsl2.swap"]
    swap = -(-given // 4 // (1 << 20)) << 20 if swap is None else swap >> 10
    shown = {
        "SwapTotal:": swap,
        "SwapFree:": swap,
        "MemTotal:": given,
        "MemFree:": given * 9 // 10,
        "MemAvailable:": given * 9 // 10,
    }
    rows = (line.split() for line in lines)
    return "".join(f"{row[0]:<15} {shown.get(row[0], int(row[1])):>8} {' '.join(row[2:])}\n" for row in rows)
