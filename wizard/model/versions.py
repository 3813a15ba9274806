"""Versions, and from which one of WSL, its kernel and Windows on something is so: each such number is said here once.
What breaks in one version only is said in its row (`wizard.rules.known_bad`)."""

from __future__ import annotations

import re
from typing import Final

from wizard.patterns import lazy_pattern


class Version(tuple[int, ...]):
    """A version of a program, ordered by its numbers: ``Version((2, 0, 0))`` is older than 2.0.0.1. The
    empty one is older than all: what has been there ever since."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """As people write it: ``2.0.0``."""
        return ".".join(map(str, self))


EVER: Final = Version()

_NUMBERS: Final = lazy_pattern(r"[0-9]{1,9}(?:\.[0-9]{1,9}){0,3}", re.ASCII)


def version(text: str) -> Version | None:
    """``2.6.1.0`` as a version; None if that is not all of *text*."""
    text = text.strip()
    return Version(map(int, text.split("."))) if _NUMBERS.fullmatch(text) else None


WINDOWS_10_2004: Final = 19041
"""The first build that runs WSL 2 and whose ``wsl.exe`` knows ``--install`` (RULES 1, WSL §3)."""

WINDOWS_11: Final = 22000
"""The first build of Windows 11, whose registry still says "Windows 10"; several settings need it (WSL §3)."""

WINDOWS_11_22H2: Final = 22621
"""Mirrored networking, DNS tunneling and the firewall need it (WSL §3)."""

SAFE_MODE: Final = Version((0, 66, 2))
"""``safeMode`` in `.wslconfig` (WSL §3)."""

SYSTEMD: Final = Version((0, 67, 6))
"""``boot.systemd`` in ``wsl.conf`` (WSL §3, RULES 1)."""

NETWORKING: Final = Version((2, 0, 0))
"""Mirrored networking, DNS tunneling, autoProxy, autoMemoryReclaim and sparseVhd (release notes; RULES 1)."""

TUNNELING_IS_DEFAULT: Final = Version((2, 2, 1))
"""DNS tunneling without being asked for (release notes)."""

NO_DNS_CACHE: Final = Version((2, 3, 22))
"""The first WSL without ``useWindowsDnsCache`` in `.wslconfig` (WSL §3)."""

MODERN_DISTROS: Final = Version((2, 4, 4))
"""``wsl-distribution.conf``. Older WSL does not register what ``--install --no-launch`` brings (WSL §8)."""

CGROUP_2_ONLY: Final = Version((2, 5))
"""The kernel has no cgroup v1 any more (WSL §4.5)."""

MODULES: Final = Version((2, 5, 1))
"""``kernelModules`` names a file; before, WSL asks for a boolean (WSL §11)."""

OPEN_SOURCE: Final = Version((2, 5, 8))
"""The first WSL whose source is known (WSL §0)."""

CRLF: Final = OPEN_SOURCE
"""Lines of ``wsl.conf`` may end in CRLF (WSL §1.3)."""

DISTRO_TIMEOUT: Final = OPEN_SOURCE
"""``instanceIdleTimeout`` in `.wslconfig` is known to be there; of older WSL that is not known (WSL §3, §9)."""

MANAGES_USERS: Final = OPEN_SOURCE
"""``--manage NAME --set-default-user`` is known to be there (WSL §6)."""

KERNEL_TYPES: Final = Version((5, 10, 74, 3))
"""The first kernel of WSL that describes its own types (BTF), without which no eBPF program loads (RULES 9)."""

CONTAINER_KERNEL: Final = Version((5, 15))
"""The kernel that current container tools expect (RULES 9)."""

SWIOTLB: Final = Version((2, 8, 9))
CONSOMME: Final = Version((2, 9, 0))
"""The networking mode VirtioProxy got the name Consomme; the old one is taken still (WSL §3)."""

AFTER_2_9_4: Final = Version((2, 9, 5))
"""What came after 2.9.4, in a version not known exactly (WSL §3)."""
