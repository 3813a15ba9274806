"""What a restart ends: from the programs that run to a few lines, those first whose end hurts most."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wizard.engine.programs import Kind, begun, called, kinds, service_of
from wizard.facts.processes import Process, Running
from wizard.model.facts import Unknown
from wizard.model.findings import Restart
from wizard.model.radius import Ending, Radius
from wizard.model.text import Text, say

NAMED = 5
"""As many programs are called by name in one line; an ellipsis stands for more."""

_SAYS: dict[Kind, Callable[[int, str], Text]] = {
    Kind.INSTALLER: lambda count, names: say(
        "Software is being installed or removed, and would be left half-done: {names}", names=names
    ),
    Kind.BUILD: lambda count, names: say("Work that would have to begin again: {names}", names=names),
    Kind.DATABASE: lambda count, names: say("Databases and queues: {names}", names=names),
    Kind.CONTAINER: lambda count, names: say("Containers: {count}", count=count),
    Kind.DOCKER: lambda count, names: say("The Docker daemon in the distro"),
    Kind.CLUSTER: lambda count, names: say("A Kubernetes cluster: {names}", names=names),
    Kind.DEBUGGER: lambda count, names: say("Debuggers, with the programs in them: {names}", names=names),
    Kind.MULTIPLEXER: lambda count, names: say(
        "Sessions of {names}, with all that runs in them", names=names
    ),
    Kind.VSCODE: lambda count, names: say(
        "The server of VS Code; its windows connect again after the restart"
    ),
    Kind.JETBRAINS: lambda count, names: say("The back end of a JetBrains editor"),
    Kind.DESKTOP_LINK: lambda count, names: say("The link to Docker Desktop or Rancher Desktop"),
    Kind.SHELL: lambda count, names: say("Open shells: {count}", count=count),
    Kind.OTHER: lambda count, names: say("Other programs: {names}", names=names),
    Kind.SERVICE: lambda count, names: say("Services that start again with the distro: {count}", count=count),
}
_APPLIANCES = (
    ("docker-desktop", say("Docker Desktop, with all of its containers")),
    ("rancher-desktop", say("Rancher Desktop, with its cluster and all of its containers")),
    ("podman-", say("A Podman machine, with all of its containers")),
)


def appliance(distro: str) -> Text | None:
    """What ends with *distro* if it is the inside of a program, by its name; None if people work in it."""
    return next((says for name, says in _APPLIANCES if distro.lower().startswith(name)), None)


def radius(
    restart: Restart, distros: Sequence[str], told: Mapping[str, Running | Unknown], gaps: Sequence[Text] = ()
) -> Radius:
    """What *restart* ends in *distros*: *told* is what runs in those that were asked, *gaps* what could not be
    asked at all."""
    endings: list[tuple[Kind, Ending]] = []
    unknown = list(gaps)
    for distro in distros:
        says, running = appliance(distro), told.get(distro)
        if says is not None:
            endings.append((Kind.CONTAINER, Ending(distro, "", says)))
        elif isinstance(running, Running):
            endings += _endings(distro, running)
            if not running.is_whole:
                unknown.append(say("Not all programs in {distro} could be seen.", distro=distro))
        elif running is not None:
            unknown.append(say("What runs in {distro} is not known: {why}", distro=distro, why=running.why))
    endings.sort(key=lambda pair: pair[0])
    return Radius(restart, tuple(distros), tuple(ending for _, ending in endings), tuple(unknown))


def _endings(distro: str, running: Running) -> list[tuple[Kind, Ending]]:
    lines: list[tuple[Kind, Ending]] = []
    for (kind, user), programs in sorted(begun(running, kinds(running)).items()):
        count = len({service_of(each) for each in programs} if kind is Kind.SERVICE else programs)
        lines.append((kind, Ending(distro, user, _SAYS[kind](count, _listed(programs)), count)))
    return lines


def _listed(programs: Sequence[Process]) -> str:
    names = list(dict.fromkeys(map(called, programs)))
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
