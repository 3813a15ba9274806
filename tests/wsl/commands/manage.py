"""Commands that change distros, the machine or WSL itself (WSL §6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.wsl.commands import install
from tests.wsl.commands.arguments import Managed, flags
from tests.wsl.commands.errors import Said, WslError
from tests.wsl.commands.output import Console
from tests.wsl.distros import instance, machine
from tests.wsl.place import Place
from tests.wsl.state import Distro, State, changing, is_running, load
from tests.wsl.windows import first_word

Faults = list[dict[str, Any]]


def managed(place: Place, console: Console, asked: Managed, faults: Faults) -> int:
    """Do what is *asked* for and give the exit code."""
    commands: dict[str, Callable[[Place, Console, str], None]] = {
        "--terminate": terminate,
        "--shutdown": shutdown,
        "--set-default": set_default,
        "--set-default-version": set_default_version,
        "--set-version": set_version,
        "--unregister": unregister,
        "--update": update,
    }
    if asked.command == "--install":
        return install.installed(place, console, asked.line, faults)
    if asked.command == "--manage":
        return manage(place, console, asked.line, faults)
    commands[asked.command](place, console, asked.line)
    return 0


def named(state: State, name: str) -> Distro:
    distro = state.named(name)
    if distro is None:
        raise WslError("Wsl/Service/WSL_E_DISTRO_NOT_FOUND")
    return distro


def terminate(place: Place, console: Console, name: str) -> None:
    """A distro that is stopped is terminated with the same success."""
    instance.stop(place, named(load(place), name).guid)
    console.say("success")


def shutdown(place: Place, console: Console, line: str) -> None:
    """All distros and the machine; it says nothing. With `--force` nobody is asked to power off."""
    force = "force" in flags(line, {"--force": "force"}, console)
    for distro in load(place).distros.values():
        instance.stop(place, distro.guid, force)
    machine.end(place)


def set_default(place: Place, console: Console, name: str) -> None:
    with changing(place) as state:
        state.default = named(state, name).guid
    console.say("success")


def _version(word: str) -> int:
    if word not in ("1", "2"):
        raise WslError("Wsl/ERROR_VERSION_PARSE_ERROR")
    return int(word)


def set_default_version(place: Place, console: Console, line: str) -> None:
    version = _version(first_word(line)[0])
    with changing(place) as state:
        if version == 1 and "Microsoft-Windows-Subsystem-Linux" in state.missing:
            raise WslError("Wsl/WSL_E_WSL1_NOT_SUPPORTED")
        state.default_version = version
    if version == 2:
        console.say("conversion")
    console.say("success")


def set_version(place: Place, console: Console, line: str) -> None:
    """WSL 1 to 2 or back; the distro stops for it."""
    name, rest = first_word(line)
    if not name:
        console.say("missing-value", option="--set-version")
        raise Said
    distro = named(load(place), name)
    version = _version(first_word(rest)[0])
    if version == 2:
        console.say("conversion")
    console.say("converting")
    if distro.version == version:
        raise WslError("Wsl/Service/WSL_E_VM_MODE_INVALID_STATE")
    if version == 2 and "VirtualMachinePlatform" in load(place).missing:
        raise WslError("Wsl/Service/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED")
    instance.stop(place, distro.guid)
    with changing(place) as state:
        state.distros[distro.guid].version = version
    console.say("success")


def unregister(place: Place, console: Console, name: str) -> None:
    """The distro and its files are gone; another becomes the default if it was that."""
    console.say("unregistering")
    distro = named(load(place), name)
    instance.stop(place, distro.guid)
    instance.remove_files(place, distro.guid)
    with changing(place) as state:
        del state.distros[distro.guid]
        if state.default == distro.guid:
            state.default = next(iter(state.distros), None)
    console.say("success")


def update(place: Place, console: Console, line: str) -> None:
    """The newest WSL package; running distros end with the old one (WSL §6)."""
    known = {"--pre-release": "pre", "--web-download": "web", "--confirm": "confirm", "--prompt": "prompt"}
    flags(line, known, console)
    console.say("updating")
    state = load(place)
    if "network" in state.missing:
        raise WslError("Wsl/UpdatePackage/WININET_E_NAME_NOT_RESOLVED", "offline")
    if state.wsl_version == state.newest:
        console.say("up-to-date")
        return
    console.say("update-to", version=state.newest)
    for distro in state.distros.values():
        instance.stop(place, distro.guid, force=True)
    machine.end(place)
    with changing(place) as now:
        now.wsl_version = now.newest


MANAGE = {
    "--set-default-user": "user=",
    "--set-sparse": "sparse=",
    "-s": "sparse=",
    "--move": "move=",
    "-m": "move=",
    "--resize": "resize=",
    "-r": "resize=",
    "--allow-unsafe": "unsafe",
}


def manage(place: Place, console: Console, line: str, faults: Faults) -> int:
    """Exactly one operation on a distro. `--set-default-user` asks the distro itself for the number of the
    user, so it starts; what wsl.conf says still comes before it."""
    asked = flags(line, MANAGE, console)
    if "" not in asked:
        raise WslError("Wsl/WSL_E_INVALID_USAGE")
    distro = named(load(place), asked[""])
    if len({"user", "sparse", "move", "resize"} & set(asked)) != 1:
        raise WslError("Wsl/WSL_E_INVALID_USAGE")
    if "user" in asked:
        return _set_user(place, console, distro, asked["user"], faults)
    if is_running(distro):
        raise WslError("Wsl/Service/WSL_E_DISTRO_NOT_STOPPED")
    console.say("success")
    return 0


def _set_user(place: Place, console: Console, distro: Distro, user: str, faults: Faults) -> int:
    from tests.wsl.distros.inside import output

    running = instance.ensure(place, console, distro.guid, faults).instance
    if running is None:
        raise WslError("Wsl/Service/0x80072745")
    code, digits = output(running.leader, "/usr/bin/id", "-u", "--", user)
    if code != 0:
        return code
    with changing(place) as state:
        state.distros[distro.guid].uid = int(digits)
    console.say("success")
    return 0
