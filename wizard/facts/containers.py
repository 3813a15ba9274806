"""Whether containers are used in a distro, as far as its files show."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import always
from wizard.model.facts import Fact
from wizard.model.probes import Answer, Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

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


def _is_there(answer: Answer) -> bool:
    return isinstance(answer, Found | Special) or (isinstance(answer, Missing) and answer.link is not None)


def _read(answers: Answers, want: Wanted) -> ContainerUse:
    return ContainerUse(_is_there(answers[_DOCKER]), any(_is_there(answers[probe]) for probe in _ROOTLESS))


CONTAINERS: Fact[ContainerUse] = Fact("containers", always(_DOCKER, *_ROOTLESS), _read)
