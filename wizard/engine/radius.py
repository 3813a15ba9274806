"""What a restart ends: from the programs that run to a few lines, ordered by how much is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wizard.engine.programs import ProgramKind, begun, called, kinds, service_of
from wizard.facts.processes import Process, Running
from wizard.model.facts import Unknown
from wizard.model.findings import Restart
from wizard.model.radius import Ending, Radius
from wizard.model.text import Text, join, say

NAMED = 5
"""As many programs are called by name in one line; an ellipsis stands for more."""

_SAYS: dict[ProgramKind, Callable[[int, Text], Text]] = {
    ProgramKind.INSTALLER: lambda count, names: say(
        "Software that is being installed or removed, and would be left incomplete: {names}", names=names
    ),
    ProgramKind.BUILD: lambda count, names: say("Work that would have to start again: {names}", names=names),
    ProgramKind.DATABASE: lambda count, names: say("Databases and queues: {names}", names=names),
    ProgramKind.CONTAINER: lambda count, names: say("Containers: {count}", count=count),
    ProgramKind.DOCKER: lambda count, names: say("Docker daemon in the distro"),
    ProgramKind.CLUSTER: lambda count, names: say("Kubernetes cluster: {names}", names=names),
    ProgramKind.DEBUGGER: lambda count, names: say(
        "Debuggers and the programs they debug: {names}", names=names
    ),
    ProgramKind.MULTIPLEXER: lambda count, names: say(
        "Sessions of {names}, with all programs in them", names=names
    ),
    ProgramKind.VSCODE: lambda count, names: say("VS Code server. Its windows reconnect after the restart."),
    ProgramKind.JETBRAINS: lambda count, names: say("JetBrains editor backend"),
    ProgramKind.DESKTOP_LINK: lambda count, names: say("Connection to Docker Desktop or Rancher Desktop"),
    ProgramKind.SHELL: lambda count, names: say("Open shells: {count}", count=count),
    ProgramKind.OTHER: lambda count, names: say("Other programs: {names}", names=names),
    ProgramKind.SERVICE: lambda count, names: say(
        "Services that start again with the distro: {count}", count=count
    ),
}
_APPLIANCES = (
    ("docker-desktop", say("Docker Desktop, with all its containers")),
    ("rancher-desktop", say("Rancher Desktop, with its cluster and all its containers")),
    ("podman-", say("Podman machine, with all its containers")),
)


def appliance(distro: str) -> Text | None:
    """What ends with *distro* if it is the inside of a program, by its name; None if people work in it."""
    return next((says for name, says in _APPLIANCES if distro.lower().startswith(name)), None)


def radius(
    restart: Restart,
    distros: Sequence[str],
    running_in: Mapping[str, Running | Unknown],
    gaps: Sequence[Text] = (),
) -> Radius:
    """What *restart* ends in *distros*: *running_in* is what runs in those that were asked, *gaps* what could not be
    asked at all."""
    endings: list[tuple[ProgramKind, Ending]] = []
    unknown = list(gaps)
    for distro in distros:
        says, running = appliance(distro), running_in.get(distro)
        if says is not None:
            endings.append((ProgramKind.CONTAINER, Ending(distro, "", says)))
        elif isinstance(running, Running):
            endings += _endings(distro, running)
            if not running.is_whole:
                unknown.append(say("Some programs in {distro} could not be checked.", distro=distro))
        elif running is not None:
            unknown.append(
                say("Could not find out what is running in {distro}: {why}", distro=distro, why=running.why)
            )
    endings.sort(key=lambda pair: pair[0])
    return Radius(restart, tuple(distros), tuple(ending for _, ending in endings), tuple(unknown))


def _endings(distro: str, running: Running) -> list[tuple[ProgramKind, Ending]]:
    lines: list[tuple[ProgramKind, Ending]] = []
    for (kind, user), programs in sorted(begun(running, kinds(running)).items()):
        count = len({service_of(each) for each in programs} if kind is ProgramKind.SERVICE else programs)
        lines.append((kind, Ending(distro, user, _SAYS[kind](count, _listed(programs)), count)))
    return lines


def _listed(programs: Sequence[Process]) -> Text:
    names = list(dict.fromkeys(map(called, programs)))
    return join((*names[:NAMED], "…") if len(names) > NAMED else names)
