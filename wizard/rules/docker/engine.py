"""The engine that the command ``docker`` talks to (RULES 69)."""

from __future__ import annotations

from typing import Final

from wizard.facts.docker.engine import DOCKER_ENGINE, SOCKET, DockerEngine
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import INIT
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import START_DOCKER, START_DOCKER_AT_BOOT, to_join_docker
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_SYSTEMD: Final = "systemd"


@rule(
    "docker-engine",
    area="docker",
    title=say("docker reaches one engine"),
    needs=(DOCKER_ENGINE, ACCOUNT, INIT),
    severity=Severity.MEDIUM,
    sources=("RULES 69",),
)
def engine(see: Snapshot, want: Wanted) -> Finding:
    docker = see[DOCKER_ENGINE]
    if not docker.client:
        return not_applicable(say("docker is not installed here."))
    if docker.is_desktop and docker.daemon:
        return _two(docker)
    if not docker.is_socket and see[INIT] is None:
        return unknown(say("The distro does not run, so no engine can be reached."))
    if not docker.is_there:
        return _desktop_is_off(docker)
    if not docker.is_socket:
        return _does_not_run(docker, see[INIT])
    if not docker.may_connect:
        return advice(
            say("{user} is not in the group docker.", user=see[ACCOUNT].name),
            Evidence(SOCKET),
            why=say("docker fails: “permission denied while trying to connect to the Docker daemon socket”."),
            do=say(
                "Join the group, then restart the distro. Its members can do everything that root can: {command}",
                command=to_join_docker(see[ACCOUNT].name),
            ),
        )
    return ok(say("docker reaches an engine."), Evidence(docker.client), Evidence(SOCKET))


def _two(docker: DockerEngine) -> Finding:
    return advice(
        say("Docker Desktop and an engine of this distro are both installed."),
        Evidence(docker.client),
        Evidence(docker.daemon),
        why=say(
            "Each has its own images, containers and volumes. What you build with one is missing in the other."
        ),
        do=say(
            "Keep one: remove the engine from the distro, or turn off this distro in the settings of Docker Desktop"
            " (Resources, WSL integration)."
        ),
        severity=Severity.LOW,
    )


def _desktop_is_off(docker: DockerEngine) -> Finding:
    return advice(
        say("Docker Desktop does not run, or does not serve this distro."),
        Evidence(docker.client),
        why=say("The command docker is a link to Docker Desktop and leads nowhere."),
        do=say(
            "Start Docker Desktop. If that does not help, turn on this distro in its settings (Resources, WSL"
            " integration)."
        ),
        severity=Severity.INFO,
    )


def _does_not_run(docker: DockerEngine, init: str | None) -> Finding:
    if not docker.daemon:
        return advice(
            say("docker is installed without an engine."),
            Evidence(docker.client),
            why=say("Without DOCKER_HOST, docker fails: “Cannot connect to the Docker daemon”."),
            do=say(
                "Turn on this distro in Docker Desktop (Resources, WSL integration), or install an engine."
            ),
            severity=Severity.LOW,
        )
    return advice(
        say("The Docker engine does not run."),
        Evidence(docker.daemon),
        why=say("docker fails: “Cannot connect to the Docker daemon”."),
        do=say("Start it, now and with the distro: {command}", command=START_DOCKER_AT_BOOT)
        if init == _SYSTEMD
        else say("Without systemd it has to be started each time: {command}", command=START_DOCKER),
        severity=Severity.LOW,
    )
