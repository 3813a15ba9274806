"""Distros that start and stop: their files, their settings, and when they are ready."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.wsl import settings
from tests.wsl.commands.errors import WslError
from tests.wsl.commands.output import Console
from tests.wsl.distros import inside, machine
from tests.wsl.distros.container import cgroup_name, kill, kill_group, leader_of, run
from tests.wsl.distros.kernel import kernel_files
from tests.wsl.faults import keeps_from_booting
from tests.wsl.place import Place
from tests.wsl.state import Distro, Instance, State, changing, is_running, load, started

INIT = Path(__file__).with_name("init.sh")
POLL_S = 0.05
"""WSL asks every 250 ms (WSL §4.1); what comes of it is the same."""


def ensure(place: Place, console: Console, guid: str, faults: list[dict[str, Any]]) -> Distro:
    """The distro *guid*, running: a stopped one starts. Its warnings come on stderr of the call that starts
    it, and of no other (WSL §1.7)."""
    with place.locked(f"start-{guid}"):
        distro = load(place).distros[guid]
        if not is_running(distro):
            state = machine.ensure(place, console) if distro.version == 2 else load(place)
            mount_root(place, state, distro)
            _start(place, console, state, distro, faults)
            distro.boots += 1
            _keep(place, distro)
        if distro.instance is not None and not distro.instance.waited:
            _wait_for_systemd(distro)
            distro.instance.waited = True
            _keep(place, distro)
    return distro


def _keep(place: Place, distro: Distro) -> None:
    with changing(place) as state:
        kept = state.distros[distro.guid]
        kept.instance, kept.boots = distro.instance, distro.boots


def mount_root(place: Place, state: State, distro: Distro) -> Path:
    """The distro's files: an overlay over the common ones, so that it has them all and shares none."""
    root = place.root(distro.guid)
    if os.path.ismount(root):
        return root
    folder = place.distro(distro.guid)
    for name in ("upper", "work", "root"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    options = f"lowerdir={distro.base or state.base},upperdir={folder}/upper,workdir={folder}/work"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, str(root)], check=True)
    wanted = folder / "user"
    if wanted.exists():
        _add_user(root, wanted.read_text())
        wanted.unlink()
    return root


def remove_files(place: Place, guid: str) -> None:
    """The files of a distro that is no more."""
    if os.path.ismount(place.root(guid)):
        subprocess.run(["umount", "-l", str(place.root(guid))], check=True)
    subprocess.run(["rm", "-rf", str(place.distro(guid))], check=True)


def _add_user(root: Path, name: str) -> None:
    """The default user, as the first launch of a distro makes one: with sudo, and here without a password."""
    command = ["chroot", str(root), "useradd", "-m", "-s", "/bin/bash", "-u", "1000", "-G", "sudo", name]
    subprocess.run(command, check=True, capture_output=True)
    (root / f"etc/sudoers.d/{name}").write_text(f"{name} ALL=(ALL) NOPASSWD: ALL\n")


def _start(
    place: Place, console: Console, state: State, distro: Distro, faults: list[dict[str, Any]]
) -> None:
    root = place.root(distro.guid)
    kill_group(cgroup_name(distro.guid))  # a start whose caller was killed left it there
    try:
        values, warnings = settings.of_distro(root)
    except settings.Thrown:
        raise WslError("Wsl/Service/CreateInstance/E_UNEXPECTED") from None
    for warning in warnings:
        console.warn(warning)
    safe_mode = bool(distro.version == 2 and state.vm and state.vm["wsl2.safeMode"])
    if safe_mode:
        values |= settings.SAFE_MODE
    values["boot.systemd"] = _boots_systemd(values, distro, root)
    values["general.guiApplications"] = _has_gui(values, distro, state)
    if keeps_from_booting(faults, values, safe_mode):
        time.sleep(max(fault.get("seconds", 0) for fault in faults if fault["knob"] == "unbootable"))
        raise WslError("Wsl/Service/CreateInstance/HCS_E_CONNECTION_TIMEOUT")
    folder = _written(place, state, distro, values)
    seconds = (state.vm or {}).get("wsl2.distributionStartTimeout", 60000) / 1000
    born = float((state.vm or {}).get("born", 0)) if distro.version == 2 else 0.0
    nspawn, lines = run(place, distro, folder, hostname(state, values), seconds, born)
    for line in lines:
        if line == "fstab-failed":
            console.warn(console.texts["fstab"])
    leader = leader_of(nspawn)
    if "ready" not in lines or leader is None:
        kill_group(cgroup_name(distro.guid))
        raise WslError("Wsl/Service/CreateInstance/HCS_E_CONNECTION_TIMEOUT")
    distro.instance = Instance(
        nspawn, started(nspawn) or 0, leader, started(leader) or 0, values, values["boot.systemd"]
    )


def _boots_systemd(values: dict[str, Any], distro: Distro, root: Path) -> bool:
    """Only on WSL 2, and only if there is a `/sbin/init` to execute; nobody is told otherwise (WSL §4.1)."""
    if not values["boot.systemd"] or distro.version != 2:
        return False
    found = subprocess.run(["chroot", str(root), "/usr/bin/test", "-x", "/sbin/init"], check=False)
    return found.returncode == 0


def _has_gui(values: dict[str, Any], distro: Distro, state: State) -> bool:
    wanted = values["general.guiApplications"]
    offered = state.vm is not None and bool(state.vm["wsl2.guiApplications"])
    return distro.version == 2 and offered and wanted is not False


def hostname(state: State, values: dict[str, Any]) -> str:
    """wsl.conf's or Windows', of letters, digits, `-` and at most one dot, 64 of them (WSL §2)."""
    name = ""
    for char in values["network.hostname"] or state.hostname:
        if (char.isascii() and char.isalnum()) or char == "-" or (char == "." and "." not in name):
            name += char
    return name[:64] or "localhost"


def _written(place: Place, state: State, distro: Distro, values: dict[str, Any]) -> Path:
    """The folder that the distro's init finds as `/run/wsl-stage`, with that init in it."""
    folder = place.distro(distro.guid) / "stage"
    for name in ("c", "wsl", "wslg"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, text in kernel_files(state, distro).items():
        (folder / name).write_text(text)
    vm = state.vm or {}
    names: dict[str, object] = {
        "root": values["automount.root"],
        "distro": distro.name,
        "version": state.wsl_version,
        "networking": str(vm.get("wsl2.networkingMode") or "wsl1").lower() if distro.version == 2 else "wsl1",
        "vm_id": vm.get("id", ""),
        "is_wsl2": distro.version == 2,
        "mount_fstab": values["automount.mountFsTab"],
        "drives": values["automount.enabled"],
        "ldconfig": values["automount.ldconfig"] and values["gpu.enabled"] and distro.version == 2,
        "hosts": values["network.generateHosts"],
        "hostname": hostname(state, values),
        "gui": values["general.guiApplications"],
        "systemd": values["boot.systemd"],
        "boot_command": values["boot.command"] or "",
        "bare": "",
        "says": "",
    }
    head = "".join(f"{name}={shlex.quote(_shell(value))}\n" for name, value in names.items())
    (folder / "init").write_text(f"#!/bin/sh\n{head}{INIT.read_text()}")
    (folder / "init").chmod(0o755)
    return folder


def _shell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def _wait_for_systemd(distro: Distro) -> None:
    """Until systemd runs or has failed units, at most boot.initTimeout: after that the command runs anyway
    (WSL §4.1)."""
    instance = distro.instance
    if instance is None or not instance.systemd:
        return
    end = time.monotonic() + instance.settings["boot.initTimeout"] / 1000
    while time.monotonic() < end and is_running(distro):
        _, words = inside.output(instance.leader, "/usr/bin/systemctl", "is-system-running")
        if words.strip() in (b"running", b"degraded"):
            return
        time.sleep(POLL_S)


def stop(place: Place, guid: str, force: bool = False) -> None:
    """End a running distro: with systemd by `systemctl poweroff`, hard after initTimeout (WSL §4.1)."""
    with place.locked(f"start-{guid}"):
        distro = load(place).distros[guid]
        instance = distro.instance
        if instance is None:
            return
        if is_running(distro) and instance.systemd and not force:
            inside.output(instance.leader, "/usr/bin/systemctl", "poweroff")
            _await_end(distro, instance.settings["boot.initTimeout"] / 1000)
        kill(distro)
        with changing(place) as state:
            state.distros[guid].instance = None


def _await_end(distro: Distro, seconds: float) -> None:
    end = time.monotonic() + seconds
    while is_running(distro) and time.monotonic() < end:
        time.sleep(0.01)
