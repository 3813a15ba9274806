"""What a world knows between two calls: its distros, its virtual machine, its settings. One JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.wsl.place import Place

INSTALLED, INSTALLING, UNINSTALLING = 1, 3, 4
CONVERTING, EXPORTING = 5, 6
BUSY = {
    INSTALLING: "Installing",
    UNINSTALLING: "Uninstalling",
    CONVERTING: "Converting",
    EXPORTING: "Exporting",
}
"""The words of `--list --verbose`, English in every language (WSL §6)."""

DEFAULT_ENVIRONMENT = (
    "HOSTTYPE=x86_64",
    "LANG=en_US.UTF-8",
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games",
    "TERM=xterm-256color",
)
"""What every process starts with, unless the registry has a list of its own (WSL §5)."""


@dataclass
class Instance:
    """A running distro: the process ids of nspawn and of its PID 1 with their start times, the boots so far of
    the virtual machine it belongs to, what `wsl.conf` said when it started, and whether systemd was waited for."""

    nspawn: int
    nspawn_start: int
    leader: int
    leader_start: int
    settings: dict[str, Any]
    systemd: bool
    waited: bool = False
    sessions: list[int] = field(default_factory=list)
    idle_since: float | None = None


@dataclass
class Distro:
    """One subkey of Lxss (WSL §6.1) and, if it runs, its instance. Its files lie over those at *base* (empty: the
    world's)."""

    guid: str
    name: str
    version: int = 2
    uid: int = 0
    state: int = INSTALLED
    flavor: str = "debian"
    os_version: str = "12"
    run_oobe: bool = False
    environment: list[str] | None = None
    base: str = ""
    boots: int = 0
    instance: Instance | None = None


@dataclass
class State:
    """A world at rest."""

    distros: dict[str, Distro] = field(default_factory=dict)
    default: str | None = None
    default_version: int = 2
    language: str = "en-US"
    wsl_version: str = "2.6.1.0"
    hostname: str = "DESKTOP-GO"
    missing: list[str] = field(default_factory=list)
    after_reboot: list[str] = field(default_factory=list)
    newest: str = "2.6.1.0"
    vm: dict[str, Any] | None = None
    vm_boots: int = 0
    vm_idle_since: float | None = None
    clock: float = 0.0
    base: str = ""
    windows_path: list[str] = field(default_factory=lambda: ["C:\\Windows\\system32", "C:\\Windows"])

    def named(self, name: str) -> Distro | None:
        """The distro called *name*, in whatever case (WSL §6.2)."""
        for distro in self.distros.values():
            if distro.name.lower() == name.lower():
                return distro
        return None

    def in_order(self) -> list[Distro]:
        """As lists show them: the default first (WSL §6)."""
        return sorted(self.distros.values(), key=lambda distro: distro.guid != self.default)


def new_guid() -> str:
    """A name as Windows gives them to distros, braces included."""
    digits = os.urandom(16).hex()
    return "{" + "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])) + "}"


class Closed(Exception):
    """The world is closed: it has no state any more."""


def load(place: Place) -> State:
    try:
        values = json.loads(place.state.read_text())
    except FileNotFoundError:
        raise Closed(place.folder) from None
    distros = {}
    for guid, raw in values.pop("distros").items():
        instance = raw.pop("instance")
        distros[guid] = Distro(**raw, instance=Instance(**instance) if instance else None)
    return State(**values, distros=distros)


def save(place: Place, state: State) -> None:
    half = place.state.with_suffix(".half")
    half.write_text(json.dumps(asdict(state)))
    half.rename(place.state)


@contextmanager
def changing(place: Place) -> Iterator[State]:
    """The state, to be changed: nobody else changes it meanwhile."""
    with place.locked("state"):
        state = load(place)
        yield state
        save(place, state)


def started(pid: int) -> int | None:
    """When process *pid* started, in the kernel's ticks; None if it is gone, or dead and not yet reaped."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in (b"Z", b"X") else int(fields[19])


def is_running(distro: Distro) -> bool:
    """Whether the PID 1 of *distro* lives."""
    instance = distro.instance
    return instance is not None and started(instance.leader) == instance.leader_start
