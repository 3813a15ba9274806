"""Docker in a distro: what is there, whose it is, and who may talk to it."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, ME, at, file, read
from wizard.facts.docker.engine import DOCKER_ENGINE, SOCKET, DockerEngine
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Denied, FileProbe, Missing, Probe, Special

DESKTOP = "/mnt/wsl/docker-desktop/cli-tools/usr/bin/docker"
ELF = file(b"\x7fELF")


def client(answer: Answer, path: str = "/usr/bin/docker") -> tuple[Probe, Answer]:
    return FileProbe(path, limit=512, head=True), answer


def daemon(path: str, answer: Answer = ELF) -> tuple[Probe, Answer]:
    return FileProbe(path, limit=0, head=True), answer


def socket(mode: int = 0o660, gid: int = 999, kind: str = "socket") -> tuple[Probe, Answer]:
    return FileProbe(SOCKET, limit=0, head=True), Special(kind, mode, 0, gid)


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], DockerEngine()),
        ([client(ELF)], DockerEngine("/usr/bin/docker")),
        ([client(ELF, "/snap/bin/docker")], DockerEngine("/snap/bin/docker")),
        ([client(file(b"\x7fELF", link=DESKTOP))], DockerEngine("/usr/bin/docker", is_desktop=True)),
        ([client(Missing(DESKTOP))], DockerEngine("/usr/bin/docker", is_desktop=True, is_there=False)),
        ([client(Missing("/opt/docker"))], DockerEngine()),
        ([client(file('#!/bin/sh\nexec /usr/bin/podman "$@"\n'))], DockerEngine()),
        (
            [client(ELF), daemon("/usr/sbin/dockerd")],
            DockerEngine("/usr/bin/docker", daemon="/usr/sbin/dockerd"),
        ),
    ],
)
def test_what_is_there(pairs: list[tuple[Probe, Answer]], found: DockerEngine) -> None:
    assert read(DOCKER_ENGINE, *pairs) == found


@pytest.mark.parametrize(
    ("pair", "groups", "may"),
    [
        (socket(), "docker:x:999:you,me\n", True),
        (socket(), "docker:x:999:you\n", False),
        (socket(), "docker:x:998:me\n", False),
        (socket(), "docker:x:999\n", False),
        (socket(gid=ME.gid), "", True),
        (socket(mode=0o666), "", True),
    ],
)
def test_who_may_connect(pair: tuple[Probe, Answer], groups: str, may: bool) -> None:
    found = read(DOCKER_ENGINE, client(ELF), pair, at("/etc/group", groups))
    assert found == DockerEngine("/usr/bin/docker", is_socket=True, may_connect=may)


def test_a_file_is_no_socket() -> None:
    found = read(DOCKER_ENGINE, client(ELF), socket(kind="directory"))
    assert found == DockerEngine("/usr/bin/docker")


@pytest.mark.parametrize(
    "pairs",
    [
        [client(GONE)],
        [daemon("/usr/bin/dockerd", Denied())],
        [client(ELF), socket(), (FileProbe("/etc/group"), Denied())],
    ],
)
def test_what_was_not_seen_is_unknown(pairs: list[tuple[Probe, Answer]]) -> None:
    assert isinstance(read(DOCKER_ENGINE, *pairs), Unknown)
