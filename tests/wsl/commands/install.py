"""`--install`: WSL itself, and distros from the list or from a file (WSL §6, §8)."""

from __future__ import annotations

import re
from typing import Any

from tests.wsl.commands import online
from tests.wsl.commands.arguments import Launch, flags
from tests.wsl.commands.errors import WslError
from tests.wsl.commands.output import Console
from tests.wsl.place import Place, from_windows
from tests.wsl.state import Distro, changing, load, new_guid

OPTIONS = {
    "--distribution": "=",
    "-d": "=",
    "--name": "name=",
    "--location": "location=",
    "-l": "location=",
    "--no-launch": "quiet",
    "-n": "quiet",
    "--from-file": "file=",
    "-f": "file=",
    "--version": "version=",
    "--vhd-size": "size=",
    "--fixed-vhd": "fixed",
    "--web-download": "web",
    "--no-distribution": "none",
    "--enable-wsl1": "wsl1",
    "--legacy": "legacy",
    "--prompt-before-exit": "prompt",
}
NAME = re.compile(r"[a-zA-Z0-9._-]{1,256}")


def installed(place: Place, console: Console, line: str, faults: list[dict[str, Any]]) -> int:
    """Windows features that are missing come first, and need a restart of Windows: then nothing else is
    installed. A distro is launched afterwards, unless `--no-launch` says not to."""
    asked = flags(line, OPTIONS, console)
    _refuse_contradictions(asked)
    if "file" not in asked and _features(place, "wsl1" in asked):
        console.say("reboot")
        return 0
    if "none" in asked:
        console.say("success")
        return 0
    distro = _from_file(place, console, asked) if "file" in asked else _from_list(place, console, asked)
    console.say("installed", name=distro.name)
    if "quiet" in asked:
        return 0
    console.say("launching", name=distro.name)
    from tests.wsl.commands.launch import launched

    return launched(place, console, Launch(guid=distro.guid), faults)


def _refuse_contradictions(asked: dict[str, str]) -> None:
    """A distro's name goes with neither a file nor none; a fixed disk needs a size."""
    if ("" in asked and ("file" in asked or "none" in asked)) or ("fixed" in asked and "size" not in asked):
        raise WslError("Wsl/E_INVALIDARG")
    name = asked.get("name")
    if name is not None and (NAME.fullmatch(name) is None or name.lower() == "legacy"):
        raise WslError("Wsl/Service/RegisterDistro/E_INVALIDARG")


def _features(place: Place, wsl1: bool) -> bool:
    """Turn on what is missing, as the elevated part of it does; whether Windows has to restart."""
    wanted = {"VirtualMachinePlatform"} | ({"Microsoft-Windows-Subsystem-Linux"} if wsl1 else set())
    with changing(place) as state:
        pending = wanted & set(state.missing)
        state.after_reboot = sorted({*state.after_reboot, *pending})
    return bool(pending)


def _from_list(place: Place, console: Console, asked: dict[str, str]) -> Distro:
    if "network" in load(place).missing:
        raise WslError("Wsl/InstallDistro/WININET_E_NAME_NOT_RESOLVED", "offline")
    row = online.found(asked.get("", "Ubuntu"))
    if row is None:
        raise WslError("Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND", "no-such-online", name=asked[""])
    name = asked.get("name", row[0])
    if load(place).named(name) is not None:
        raise WslError("Wsl/InstallDistro/ERROR_ALREADY_EXISTS")
    console.say("downloading", name=row[1])
    console.say("installing", name=row[1])
    return _registered(place, name, asked, flavor=row[2], os_version=row[3])


def _from_file(place: Place, console: Console, asked: dict[str, str]) -> Distro:
    file = asked["file"]
    there = None if file == "-" else from_windows(place, file)
    if file != "-" and (there is None or not there.is_file()):
        raise WslError("Wsl/ERROR_FILE_NOT_FOUND")
    console.say("installing", name="<stdin>" if file == "-" else file)
    name = asked.get("name", "Debian")
    if load(place).named(name) is not None:
        raise WslError("Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS")
    return _registered(place, name, asked, flavor="debian", os_version="12")


def _registered(place: Place, name: str, asked: dict[str, str], flavor: str, os_version: str) -> Distro:
    """It has only root until somebody opens it: RunOOBE waits for that."""
    version = asked.get("version")
    if version not in (None, "1", "2"):
        raise WslError("Wsl/ERROR_VERSION_PARSE_ERROR")
    guid = new_guid()
    with changing(place) as state:
        number = int(version) if version else state.default_version
        distro = Distro(guid, name, number, flavor=flavor, os_version=os_version, run_oobe=True)
        state.distros[guid] = distro
        state.default = state.default or guid
    return distro
