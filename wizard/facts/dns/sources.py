"""What is asked for the address of a name besides name servers: the line of nsswitch.conf, and files of hosts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs import hosts, nsswitch
from wizard.facts.shapes import content, file_fact
from wizard.facts.wsl import KERNEL, WSL_CONF, Kernel
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

NSSWITCH_PATH: Final = "/etc/nsswitch.conf"
HOSTS_PATH: Final = "/etc/hosts"
WINDOWS_HOSTS: Final = "/mnt/c/Windows/System32/drivers/etc/hosts"

NSSWITCH: Fact[tuple[nsswitch.HostsLine, ...]] = file_fact(
    "nsswitch.conf", NSSWITCH_PATH, lambda data: nsswitch.hosts_lines(data or b"")
)
"""The lines for ``hosts``; none if it has none, or does not exist."""

HOSTS: Fact[bytes | None] = file_fact("hosts", HOSTS_PATH, lambda data: data)
"""The bytes of /etc/hosts; None if there is no such file."""


def is_made_by_wsl(see: Snapshot) -> bool:
    """Whether WSL writes /etc/hosts at every start (GO §7)."""
    is_wsl = see[KERNEL] is not Kernel.LINUX
    return is_wsl and see[WSL_CONF].on("network", "generateHosts") is not False


_WINDOWS: Final = FileProbe(WINDOWS_HOSTS)


def _ask(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    is_asked = see[KERNEL] is not Kernel.LINUX and not is_made_by_wsl(see)
    return (_WINDOWS,) if is_asked else ()


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, str]:
    data = content(answers[_WINDOWS], WINDOWS_HOSTS) if _ask(want, see) else None
    if data is None or isinstance(data, Unknown):
        return {}
    return {name: entry.address for entry in hosts.parse(data) for name in entry.names}


WINDOWS_NAMES: Fact[Mapping[str, str]] = Fact("names of Windows", _ask, _read, needs=(WSL_CONF, KERNEL))
"""The addresses by the names of the file of Windows. It is read only where WSL does not copy it; none if it cannot
be."""
