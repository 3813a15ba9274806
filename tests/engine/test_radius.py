"""What a restart ends, in sentences, those first whose end hurts most."""

from __future__ import annotations

import pytest

from tests.running import program, running
from wizard.engine.radius import appliance, radius
from wizard.facts.processes import Running
from wizard.model.facts import Unknown
from wizard.model.findings import Restart
from wizard.model.radius import Radius
from wizard.model.text import say

NAME = "Ubuntu-24.04"
CRON, GETTY = "/system.slice/cron.service", "/system.slice/getty@tty1.service"


def lines(found: Radius) -> list[str]:
    return [f"{each.distro}/{each.user}: {each.what.render()}" for each in found.endings]


def of(found: Running) -> list[str]:
    return [line.removeprefix(f"{NAME}/") for line in lines(radius(Restart.DISTRO, (NAME,), {NAME: found}))]


def test_a_working_day() -> None:
    found = running(
        program(10, 1, "-bash"),
        program(11, 1, "-zsh"),
        program(12, 1, "-bash", user="root"),
        program(13, 10, "/usr/local/go/bin/go test ./..."),
        program(14, 13, "/tmp/x.test"),
        program(15, 12, "apt upgrade", user="root"),
        program(16, 11, "vim main.go"),
        program(17, 1, "/home/me/.vscode-server/bin/1/node server.js"),
        program(18, 17, "gopls"),
        program(19, 1, "cron -f", user="root", group=CRON),
        program(20, 19, "sh", user="root", group=CRON),
        program(21, 1, "agetty tty1", user="root", group=GETTY),
        program(22, 1, "tmux", name="tmux: server"),
        program(23, 22, "-bash"),
    )
    assert of(found) == [
        "root: Software that is being installed or removed, and would be left incomplete: apt",
        "me: Work that would have to start again: go test",
        "me: Sessions of tmux, with all programs in them",
        "me: VS Code server. Its windows reconnect after the restart.",
        "me: Open shells: 2",
        "root: Open shells: 1",
        "me: Other programs: vim",
        ": Services that start again with the distro: 2",
    ]


def test_containers_are_counted_and_their_programs_are_theirs() -> None:
    group = "/system.slice/docker-0123456789abcdef.scope"
    found = running(
        program(10, 1, "/usr/bin/dockerd", user="root", group="/system.slice/docker.service"),
        program(11, 1, "/usr/bin/containerd-shim-runc-v2 -id 1", user="root"),
        program(12, 11, "postgres", user="999", group=group),
        program(13, 1, "/usr/bin/containerd-shim-runc-v2 -id 2", user="root"),
        program(14, 13, "sh", user="root", group=group),
    )
    assert of(found) == ["root: Containers: 2", "root: Docker daemon in the distro"]


def test_more_names_than_one_can_read_are_an_ellipsis() -> None:
    found = running(*(program(10 + number, 1, f"tool{number}") for number in range(7)))
    assert of(found) == ["me: Other programs: tool0, tool1, tool2, tool3, tool4, …"]


def test_the_same_name_is_said_once() -> None:
    assert of(running(program(10, 1, "vim a"), program(11, 1, "vim b"))) == ["me: Other programs: vim"]


def test_where_nothing_runs_nothing_ends() -> None:
    assert radius(Restart.DISTRO, (NAME,), {NAME: running()}) == Radius(Restart.DISTRO, (NAME,))


def test_all_distros_the_worst_of_all_first() -> None:
    running_by_distro = {"A": running(program(10, 1, "-bash")), "B": running(program(10, 1, "make"))}
    found = radius(Restart.WSL, ("A", "docker-desktop", "B", "rancher-desktop"), running_by_distro)
    assert found.distros == ("A", "docker-desktop", "B", "rancher-desktop")
    assert lines(found) == [
        "B/me: Work that would have to start again: make",
        "docker-desktop/: Docker Desktop, with all its containers",
        "rancher-desktop/: Rancher Desktop, with its cluster and all its containers",
        "A/me: Open shells: 1",
    ]
    assert found.unknown == ()


def test_what_is_not_known_is_said_never_left_out() -> None:
    result: dict[str, Running | Unknown] = {
        "A": Unknown(say("it is mute")),
        "B": running(program(10, 1, "make"), whole=False),
    }
    found = radius(Restart.WSL, ("A", "B"), result, (say("And more."),))
    assert [text.render() for text in found.unknown] == [
        "And more.",
        "Could not find out what is running in A: it is mute",
        "Some programs in B could not be checked.",
    ]
    assert len(found.endings) == 1


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("docker-desktop", True),
        ("docker-desktop-data", True),
        ("Docker-Desktop", True),
        ("rancher-desktop-data", True),
        ("podman-machine-default", True),
        ("Ubuntu", False),
        ("my-docker-desktop", False),
    ],
)
def test_insides_of_programs_are_known_by_name(name: str, is_one: bool) -> None:
    assert (appliance(name) is not None) is is_one
