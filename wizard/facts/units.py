"""systemd's units: of the services that the boot command starts (are they there, and started at boot already?), and
those that show that containers are used, or that somebody else than WSL looks after the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

import msgspec

from wizard.codecs.boot_command import service_starts
from wizard.facts.shapes import always
from wizard.facts.wsl import WSL_CONF
from wizard.model.facts import Fact, Snapshot
from wizard.model.probes import Answer, Answers, FileProbe, Found, GlobProbe, Matches, Missing, Probe, Special
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern

_FOLDERS: Final = ("/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system")
_NAME: Final = lazy_pattern(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")
_MANY: Final = 16


class UnitState(msgspec.Struct, frozen=True):
    """Whether a unit of that name *exists* (a script of ``/etc/init.d`` counts, for systemd makes one of it), and
    whether it is *enabled*: started at boot. None: it could not be seen."""

    exists: bool | None
    enabled: bool | None


def _names(see: Snapshot) -> tuple[str, ...]:
    command = see[WSL_CONF].repaired.document.get("boot", "command") or ""
    found = (each.name for each in service_starts(command))
    return tuple(dict.fromkeys(name for name in found if _NAME.fullmatch(name)))[:_MANY]


def _files(name: str) -> tuple[FileProbe, ...]:
    places = (*(f"{folder}/{name}.service" for folder in _FOLDERS), f"/etc/init.d/{name}")
    return tuple(FileProbe(place, limit=1, head=True) for place in places)


def _wants(name: str) -> tuple[GlobProbe, ...]:
    return (
        GlobProbe(f"/etc/systemd/system/*.wants/{name}.service", limit=1),
        GlobProbe(f"/etc/systemd/system/*.wants/{name}.socket", limit=1),
        GlobProbe(f"/etc/rc5.d/S??{name}", limit=1),
    )


def _ask(want: Wanted, see: Snapshot) -> tuple[Probe, ...]:
    return tuple(chain.from_iterable((*_files(name), *_wants(name)) for name in _names(see)))


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, UnitState]:
    return {
        name: UnitState(
            _any(answers[probe] for probe in _files(name)), _any(answers[probe] for probe in _wants(name))
        )
        for name in _names(see)
    }


def _any(answers: Iterable[Answer]) -> bool | None:
    """Whether any of them exists; None if none was found and at least one could not be read."""
    seen = [_is_there(answer) for answer in answers]
    return True if True in seen else None if None in seen else False


def _is_there(answer: Answer) -> bool | None:
    match answer:
        case Found() | Special():
            return True
        case Missing():
            return answer.link is not None
        case Matches():
            return bool(answer.entries)
        case _:
            return None


BOOT_UNITS: Fact[Mapping[str, UnitState]] = Fact("boot units", _ask, _read, needs=(WSL_CONF,))
"""By the names of the services that the boot command starts."""

_DOCKER: Final = FileProbe("/etc/systemd/system/multi-user.target.wants/docker.service", limit=1, head=True)
_ROOTLESS: Final = (
    FileProbe("~/.config/systemd/user/docker.service", limit=1, head=True),
    FileProbe("~/.local/share/containers/storage", limit=1, head=True),
)


class ContainerUse(msgspec.Struct, frozen=True):
    """*docker*: its service starts with the distro. *rootless*: the user runs containers without root (Docker's own
    unit, or the storage of Podman)."""

    docker: bool
    rootless: bool


def _containers(answers: Answers, want: Wanted) -> ContainerUse:
    return ContainerUse(
        _is_there(answers[_DOCKER]) is True, any(_is_there(answers[probe]) is True for probe in _ROOTLESS)
    )


CONTAINERS: Fact[ContainerUse] = Fact("containers", always(_DOCKER, *_ROOTLESS), _containers)

_NETWORK_MANAGER: Final = GlobProbe("/etc/systemd/system/*.wants/NetworkManager.service", limit=1)


def _network_manager(answers: Answers, want: Wanted) -> str | None:
    found = answers[_NETWORK_MANAGER]
    return found.entries[0][0] if isinstance(found, Matches) and found.entries else None


NETWORK_MANAGER: Fact[str | None] = Fact("NetworkManager", always(_NETWORK_MANAGER), _network_manager)
"""The link by which systemd starts NetworkManager at boot; None if it does not."""
