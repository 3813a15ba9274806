"""The engine that docker talks to: what keeps it from being reached, and the command that helps."""

from __future__ import annotations

import pytest

from tests.facts.answers import ME
from wizard.facts.docker.engine import DOCKER_ENGINE, DockerEngine
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import INIT
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.wanted import ContainerEngine, DockerWanted, Wanted
from wizard.rules.docker.engine import engine

CLIENT, DAEMON = "/usr/bin/docker", "/usr/bin/dockerd"


UBUNTU, FEDORA = Packages("Ubuntu", ("ubuntu", "debian")), Packages("Fedora", ("fedora",))


def of(
    docker: DockerEngine,
    init: str | None = "systemd",
    wanted: ContainerEngine | None = None,
    packages: Packages = UBUNTU,
) -> Finding:
    see = Snapshot({DOCKER_ENGINE: docker, ACCOUNT: ME, INIT: init, PACKAGES: packages})
    return engine.judge(see, Wanted(docker=DockerWanted(wanted)))


def test_without_docker_there_is_nothing_to_say() -> None:
    assert of(DockerEngine()).verdict is Verdict.NOT_APPLICABLE
    assert of(DockerEngine(daemon=DAEMON)).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    "docker",
    [
        DockerEngine(CLIENT, daemon=DAEMON, is_socket=True),
        DockerEngine(CLIENT, is_desktop=True, is_socket=True),
    ],
)
def test_an_engine_that_can_be_reached(docker: DockerEngine) -> None:
    assert of(docker).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("docker", "init", "says", "do"),
    [
        (DockerEngine(CLIENT, is_desktop=True, daemon=DAEMON), "systemd", "are both installed", "Keep one"),
        (
            DockerEngine(CLIENT, is_desktop=True, is_there=False),
            "systemd",
            "Docker Desktop does not run",
            "Start",
        ),
        (DockerEngine(CLIENT), "systemd", "without an engine", "WSL integration"),
        (
            DockerEngine(CLIENT, daemon=DAEMON),
            "systemd",
            "does not run",
            "sudo systemctl enable --now docker",
        ),
        (DockerEngine(CLIENT, daemon=DAEMON), "init", "does not run", "sudo service docker start"),
        (
            DockerEngine(CLIENT, daemon=DAEMON, is_socket=True, may_connect=False),
            "systemd",
            "me is not in the group docker",
            "everything that root can: sudo usermod -aG docker me",
        ),
    ],
)
def test_what_keeps_it_from_being_reached(docker: DockerEngine, init: str | None, says: str, do: str) -> None:
    finding = of(docker, init)
    assert finding.verdict is Verdict.ADVICE
    assert says in finding.says.render()
    assert finding.do is not None
    assert do in finding.do.render()


def test_of_an_image_nobody_can_tell() -> None:
    for docker in (
        DockerEngine(CLIENT, daemon=DAEMON),
        DockerEngine(CLIENT, is_desktop=True, is_there=False),
    ):
        assert of(docker, None).verdict is Verdict.UNKNOWN


DESKTOP = DockerEngine(CLIENT, is_desktop=True, is_socket=True)
IN_DISTRO = DockerEngine(CLIENT, daemon=DAEMON, is_socket=True)


@pytest.mark.parametrize(
    ("docker", "wanted", "verdict", "words"),
    [
        (DESKTOP, "any", Verdict.OK, ""),
        (IN_DISTRO, "any", Verdict.OK, ""),
        (DESKTOP, "desktop", Verdict.OK, ""),
        (IN_DISTRO, "distro", Verdict.OK, ""),
        (DESKTOP, "distro", Verdict.BLOCKED, "sudo apt-get install --yes --no-install-recommends docker.io"),
        (IN_DISTRO, "desktop", Verdict.BLOCKED, "Turn on this distro in Docker Desktop"),
        (DockerEngine(), "any", Verdict.BLOCKED, "Turn on this distro in Docker Desktop"),
        (DockerEngine(), "distro", Verdict.BLOCKED, "docker.io"),
        (DockerEngine(CLIENT, daemon=DAEMON), "any", Verdict.BLOCKED, "enable --now docker"),
        (
            DockerEngine(CLIENT, is_desktop=True, is_there=False),
            "desktop",
            Verdict.BLOCKED,
            "Start Docker Desktop",
        ),
        (
            DockerEngine(CLIENT, is_desktop=True, is_socket=True, daemon=DAEMON),
            "any",
            Verdict.ADVICE,
            "Keep one",
        ),
    ],
)
def test_a_profile_that_asks_for_an_engine_is_told_what_is_in_the_way(
    docker: DockerEngine, wanted: ContainerEngine, verdict: Verdict, words: str
) -> None:
    finding = of(docker, wanted=wanted)
    assert finding.verdict is verdict
    assert words in (finding.do.render() if finding.do is not None else "")


def test_the_package_has_the_name_that_the_distro_gives_it() -> None:
    finding = of(DockerEngine(), wanted="distro", packages=FEDORA)
    assert finding.do is not None
    assert finding.do.render().endswith("moby-engine")
