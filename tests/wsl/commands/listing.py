"""`--list`, `--status` and `--version` (WSL §6)."""

from __future__ import annotations

from tests.wsl.commands.errors import Said, WslError
from tests.wsl.commands.online import rows
from tests.wsl.commands.output import Console
from tests.wsl.state import BUSY, INSTALLED, Distro, State, is_running

OPTIONS = {
    "--all": "all",
    "--running": "running",
    "--quiet": "quiet",
    "-q": "quiet",
    "--verbose": "verbose",
    "-v": "verbose",
    "--online": "online",
    "-o": "online",
}


def list_distros(console: Console, state: State, asked: frozenset[str]) -> None:
    """`--list` in all its forms; nothing is started by it. Some options exclude each other: usage, and -1."""
    for one, other in (("quiet", "verbose"), ("all", "running"), ("verbose", "online"), ("all", "online")):
        if {one, other} <= asked:
            raise WslError("Wsl/WSL_E_INVALID_USAGE")
    if "verbose" in asked:
        _verbose(console, state)
    elif "online" in asked:
        _online(console, state)
    else:
        _names(console, state, asked)


def word_of(distro: Distro) -> str:
    """The state of *distro* in one English word (WSL §6: in every language)."""
    return BUSY.get(distro.state, "Running" if is_running(distro) else "Stopped")


def _verbose(console: Console, state: State) -> None:
    """A table as wide as the longest name and four more; the default has a star; all are in it."""
    distros = state.in_order()
    if not distros:
        raise WslError("Wsl/WSL_E_DEFAULT_DISTRO_NOT_FOUND")
    width = max(4, *(len(distro.name) for distro in distros)) + 4
    console.line(f"  {'NAME':<{width}}{'STATE':<16}VERSION")
    for distro in distros:
        star = "*" if distro.guid == state.default else " "
        console.line(f"{star} {distro.name:<{width}}{word_of(distro):<16}{distro.version}")


def _names(console: Console, state: State, asked: frozenset[str]) -> None:
    distros = state.in_order()
    quiet = "quiet" in asked
    if "running" in asked:
        distros = [distro for distro in distros if word_of(distro) == "Running"]
        if not quiet and not distros:
            console.say("none-running")
            raise Said
    if "all" not in asked:
        distros = [distro for distro in distros if distro.state == INSTALLED]
    if not quiet:
        if not distros:
            raise WslError("Wsl/WSL_E_DEFAULT_DISTRO_NOT_FOUND")
        console.say("list-header")
    for distro in distros:
        if distro.guid == state.default and not quiet:
            console.say("list-default", name=distro.name)
        else:
            console.line(distro.name)


def _online(console: Console, state: State) -> None:
    """Two sentences, a blank line, and a table with English headings."""
    if "network" in state.missing:
        raise WslError("Wsl/EnumerateDistros/WININET_E_NAME_NOT_RESOLVED", "offline")
    width = max(len(name) for name, _ in rows()) + 4
    console.say("online-header")
    console.line(f"{'NAME':<{width}}FRIENDLY NAME")
    for name, friendly in rows():
        console.line(f"{name:<{width}}{friendly}")


def status(console: Console, state: State) -> None:
    """The default distro if there is one, the default version, and what is missing on this computer."""
    if state.default is not None:
        console.say("status-default", name=state.distros[state.default].name)
    console.say("status-version", version=state.default_version)
    if "Microsoft-Windows-Subsystem-Linux" in state.missing:
        console.say("no-wsl1")
    if "VirtualMachinePlatform" in state.missing:
        console.say("no-virtualization")


def version(console: Console, state: State) -> None:
    """Seven lines in a fixed order, with labels in the user's language."""
    numbers = (state.wsl_version, KERNEL, "1.0.71", "1.2.6353", "1.611.1-81528511", DXCORE, "10.0.26200.7171")
    labels = console.texts["version-labels"].split("\n")
    for label, number in zip(labels, numbers, strict=True):
        console.line(f"{label}{number}")


KERNEL = "6.6.87.2-1"
DXCORE = "10.0.26100.1-240331-1435.ge-release"
