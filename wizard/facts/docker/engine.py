"""Which engine the command ``docker`` of a distro talks to, and whether the user may."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.shapes import content, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answers,
    FileProbe,
    Found,
    Missing,
    Special,
)
from wizard.model.wanted import Wanted

SOCKET: Final = "/var/run/docker.sock"
_DESKTOP: Final = "/mnt/wsl/docker-desktop/"
"""Where Docker Desktop shows its programs to every distro that it serves."""
_HEAD: Final = 512
_CLIENTS: Final = tuple(
    FileProbe(path, limit=_HEAD, head=True)
    for path in ("/usr/bin/docker", "/usr/local/bin/docker", "/snap/bin/docker")
)
_DAEMONS: Final = tuple(
    FileProbe(path, limit=0, head=True)
    for path in ("/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd")
)
_SOCKET: Final = FileProbe(SOCKET, limit=0, head=True)
_GROUPS: Final = FileProbe("/etc/group")
_GROUP: Final = "docker"


class DockerEngine(msgspec.Struct, frozen=True):
    """The *client* (empty: there is none), whether that is Docker Desktop's (*is_desktop*), and whether it *is_there*
    (a link of Docker Desktop leads nowhere while that does not run); the *daemon* of the distro (empty: none); whether
    there *is_socket*, and whether the user *may_connect* to it."""

    client: str = ""
    is_desktop: bool = False
    is_there: bool = True
    daemon: str = ""
    is_socket: bool = False
    may_connect: bool = True


def _engine(answers: Answers, want: Wanted) -> DockerEngine | Unknown:
    for probe in (*_CLIENTS, *_DAEMONS, _SOCKET):
        if not isinstance(answers[probe], Found | Missing | Special):
            return unknown(answers[probe], probe.path)
    client = _client(answers)
    daemon = next((probe.path for probe in _DAEMONS if isinstance(answers[probe], Found)), "")
    socket, account = answers[_SOCKET], answers[AccountProbe()]
    is_socket = isinstance(socket, Special) and socket.kind == "socket"
    may = _may_connect(answers, socket, account) if isinstance(socket, Special) and is_socket else True
    if isinstance(may, Unknown):
        return may
    return msgspec.structs.replace(client, daemon=daemon, is_socket=is_socket, may_connect=may)


def _client(answers: Answers) -> DockerEngine:
    for probe in _CLIENTS:
        answer = answers[probe]
        link = answer.link or "" if isinstance(answer, Found | Missing) else ""
        if isinstance(answer, Found) and b"podman" not in answer.content:
            return DockerEngine(probe.path, link.startswith(_DESKTOP))
        if isinstance(answer, Missing) and link.startswith(_DESKTOP):
            return DockerEngine(probe.path, is_desktop=True, is_there=False)
    return DockerEngine()


def _may_connect(answers: Answers, socket: Special, account: object) -> bool | Unknown:
    if not isinstance(account, Account):
        return Unknown(unknown(answers[AccountProbe()], "user").why)
    if account.uid in (account.root_uid, socket.uid) or socket.mode & 0o002:
        return True
    groups = content(answers[_GROUPS], _GROUPS.path)
    if isinstance(groups, Unknown):
        return groups
    return account.gid == socket.gid or account.name in _members(groups or b"", socket.gid)


def _members(groups: bytes, gid: int) -> tuple[str, ...]:
    """Who is in the group with that number, as /etc/group has it."""
    for line in groups.decode("utf-8", "replace").splitlines():
        fields = line.split(":")
        if len(fields) == 4 and fields[2] == str(gid):
            return tuple(fields[3].split(","))
    return ()


DOCKER_ENGINE: Final[Fact[DockerEngine]] = Fact(
    "docker engine",
    lambda want: (AccountProbe(), *_CLIENTS, *_DAEMONS, _SOCKET, _GROUPS),
    _engine,
    fleeting=True,
)
