"""The engine that the command ``docker`` talks to (RULES 69)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from wizard.facts.docker.engine import DOCKER_ENGINE, SOCKET, DockerEngine
from wizard.facts.packages import PACKAGES, Packages
from wizard.facts.shell import ACCOUNT
from wizard.facts.wsl import INIT
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity, Verdict
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import START_DOCKER, START_DOCKER_AT_BOOT, to_install, to_join_docker
from wizard.rules.declare import advice, blocked, not_applicable, ok, rule, unknown

_SYSTEMD: Final = "systemd"
_PACKAGES: Final[Mapping[str, str]] = {"debian": "docker.io", "ubuntu": "docker.io", "fedora": "moby-engine"}
"""The package with the engine and the command, by an id of os-release; it is docker elsewhere."""
_NOT_INSTALLED: Final = say("docker is not installed here.")
_FOR_IMAGES: Final = say("Container images are built with it.")
_DESKTOP: Final = say(
    "Turn on this distro in Docker Desktop (Resources, WSL integration), or install an engine."
)


@rule(
    "docker-engine",
    area="docker",
    title=say("docker reaches one engine"),
    needs=(DOCKER_ENGINE, ACCOUNT, INIT, PACKAGES),
    severity=Severity.MEDIUM,
    sources=("RULES 69",),
    heeds=lambda want: want.docker.engine is not None,
)
def engine(see: Snapshot, want: Wanted) -> Finding:
    docker, wanted = see[DOCKER_ENGINE], want.docker.engine
    if wanted is None:
        return _found(docker, see) if docker.client else not_applicable(_NOT_INSTALLED)
    if not docker.client:
        return blocked(_NOT_INSTALLED, why=_FOR_IMAGES, do=_to_get(wanted, see[PACKAGES]))
    found = _found(docker, see)
    if found.verdict is Verdict.ADVICE and not (docker.is_desktop and docker.daemon):
        return replace(found, verdict=Verdict.BLOCKED)
    if found.verdict is Verdict.OK and wanted != "any" and docker.is_desktop is not (wanted == "desktop"):
        return _another(docker, wanted, see[PACKAGES])
    return found


def _another(docker: DockerEngine, wanted: str, packages: Packages) -> Finding:
    says = (
        say("docker reaches Docker Desktop. Your profile asks for an engine in the distro.")
        if docker.is_desktop
        else say("docker reaches the engine of this distro. Your profile asks for Docker Desktop.")
    )
    return blocked(says, Evidence(docker.client), why=_FOR_IMAGES, do=_to_get(wanted, packages))


def _to_get(wanted: str, packages: Packages) -> Text:
    """What a person can do to have the *wanted* engine."""
    manager = packages.manager
    if wanted == "distro" and manager is not None:
        name = next((name for word, name in _PACKAGES.items() if word in packages.ids), "docker")
        return say("Install it: {command}", command=to_install(manager, (name,)))
    return _DESKTOP


def _found(docker: DockerEngine, see: Snapshot) -> Finding:
    """What there is to say of it, whoever asks."""
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
            do=_DESKTOP,
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
