"""Distros that start and stop: systemd-nspawn holds them, `init.sh` is their PID 1 until systemd is."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.wsl import inside, machine, settings
from tests.wsl.errors import WslError
from tests.wsl.faults import keeps_from_booting
from tests.wsl.output import Console
from tests.wsl.place import Place
from tests.wsl.state import Distro, Instance, State, changing, is_running, load, started

INIT = Path(__file__).with_name("init.sh")
OSRELEASE = {1: "4.4.0-26200-Microsoft", 2: "6.6.87.2-microsoft-standard-WSL2"}
BUILD = "#1 SMP PREEMPT_DYNAMIC Thu Jun  5 18:30:46 UTC 2025"
CGROUPS = ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")
POLL_S = 0.05
"""WSL asks every 250 ms (WSL-FACTS §4.1); what comes of it is the same."""


def ensure(place: Place, console: Console, guid: str, faults: list[dict[str, Any]]) -> Distro:
    """The distro *guid*, running: a stopped one starts. Its warnings come on stderr of the call that starts
    it, and of no other (WSL-FACTS §1.7)."""
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
    options = f"lowerdir={state.base},upperdir={folder}/upper,workdir={folder}/work"
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
    shutil.rmtree(place.distro(guid), ignore_errors=True)


def _add_user(root: Path, name: str) -> None:
    """The default user, as the first launch of a distro makes one: with sudo, and here without a password."""
    command = ["chroot", str(root), "useradd", "-m", "-s", "/bin/bash", "-u", "1000", "-G", "sudo", name]
    subprocess.run(command, check=True, capture_output=True)
    (root / f"etc/sudoers.d/{name}").write_text(f"{name} ALL=(ALL) NOPASSWD: ALL\n")


def _start(
    place: Place, console: Console, state: State, distro: Distro, faults: list[dict[str, Any]]
) -> None:
    root = place.root(distro.guid)
    kill_group(cgroup_name(distro))  # a start whose caller was killed left it there
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
        time.sleep(max(fault.get("seconds", 0) for fault in faults))
        raise WslError("Wsl/Service/CreateInstance/HCS_E_CONNECTION_TIMEOUT")
    folder = _written(place, state, distro, values)
    nspawn, lines = _run(place, distro, folder, hostname(state, values))
    for line in lines:
        if line == "fstab-failed":
            console.warn(console.texts["fstab"])
    leader = _leader(nspawn)
    if "ready" not in lines or leader is None:
        raise WslError("Wsl/Service/CreateInstance/E_UNEXPECTED")
    distro.instance = Instance(
        nspawn, started(nspawn) or 0, leader, started(leader) or 0, values, values["boot.systemd"]
    )


def _boots_systemd(values: dict[str, Any], distro: Distro, root: Path) -> bool:
    """Only on WSL 2, and only if there is a `/sbin/init` to execute; nobody is told otherwise (WSL-FACTS §4.1)."""
    if not values["boot.systemd"] or distro.version != 2:
        return False
    found = subprocess.run(["chroot", str(root), "/usr/bin/test", "-x", "/sbin/init"], check=False)
    return found.returncode == 0


def _has_gui(values: dict[str, Any], distro: Distro, state: State) -> bool:
    wanted = values["general.guiApplications"]
    offered = state.vm is not None and bool(state.vm["wsl2.guiApplications"])
    return distro.version == 2 and offered and wanted is not False


def hostname(state: State, values: dict[str, Any]) -> str:
    """wsl.conf's or Windows', of letters, digits, `-` and at most one dot, 64 of them (WSL-FACTS §2)."""
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
    release = OSRELEASE[distro.version]
    (folder / "osrelease").write_text(release + "\n")
    (folder / "version").write_text(f"Linux version {release} (root@localhost) (gcc 13.2.0) {BUILD}\n")
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


def _run(place: Place, distro: Distro, folder: Path, hostname: str) -> tuple[int, list[str]]:
    """Start the container in a cgroup of its own, and hear its init until it is ready or gone."""
    binds = [f"--bind-ro={folder}/init:/init", f"--bind-ro={folder}:/run/wsl-stage"]
    binds.append(f"--bind={place.drive}:/run/wsl-stage/c")
    if distro.version == 2:
        binds += [f"--bind={place.machine}/{name}:/run/wsl-stage/{name}" for name in ("wsl", "wslg")]
    command = [
        "systemd-nspawn", "-q", "--register=no", "--keep-unit", "--console=pipe", "--resolv-conf=off",
        "--timezone=off", "--link-journal=no", f"--hostname={hostname}", f"--machine=wsl-{distro.guid[1:9]}",
        *binds, "-D", str(place.root(distro.guid)), "/init",
    ]  # fmt: skip
    with (place.distro(distro.guid) / "log").open("ab") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _IN_CGROUP, "sh", cgroup_name(distro), *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True, cwd="/",
        )  # fmt: skip
    lines: list[str] = []
    if process.stdout is not None:
        for raw in process.stdout:
            lines.append(raw.decode(errors="replace").strip())
            if lines[-1] == "ready":
                break
        process.stdout.close()
    return process.pid, lines


_IN_CGROUP = """
name=$1
shift
for mount in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -e "$mount/cgroup.procs" ] || continue
    mkdir -p "$mount/$name" && echo $$ >"$mount/$name/cgroup.procs"
done
exec "$@"
"""


def cgroup_name(distro: Distro) -> str:
    return f"wsl-standin-{distro.guid.strip('{}')}"


def _leader(nspawn: int) -> int | None:
    """PID 1 of the container: the child of nspawn that is the first in its own PID namespace."""
    try:
        children = Path(f"/proc/{nspawn}/task/{nspawn}/children").read_text().split()
    except OSError:
        return None
    for child in children:
        for line in Path(f"/proc/{child}/status").read_text().splitlines():
            if line.startswith("NSpid:") and line.split()[-1] == "1":
                return int(child)
    return None


def _wait_for_systemd(distro: Distro) -> None:
    """Until systemd runs or has failed units, at most boot.initTimeout: after that the command runs anyway
    (WSL-FACTS §4.1)."""
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
    """End a running distro: with systemd by `systemctl poweroff`, hard after initTimeout (WSL-FACTS §4.1)."""
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


def kill(distro: Distro) -> None:
    """Whatever is left of the instance ends now, and its cgroups go."""
    instance = distro.instance
    if instance is None:
        return
    groups = [os.path.dirname(group) for group in _groups_of(instance)]
    for pid, start in ((instance.leader, instance.leader_start), (instance.nspawn, instance.nspawn_start)):
        if started(pid) == start:
            os.kill(pid, signal.SIGKILL)
            _await_death(pid, start)
    remove_cgroups(cgroup_name(distro), groups)


def _groups_of(instance: Instance) -> list[str]:
    try:
        return inside.cgroups(instance.leader)
    except OSError:
        return []


def kill_group(name: str) -> None:
    """Whatever sits in the cgroup *name*, or below it, ends; and then the group."""
    for mount in CGROUPS:
        for procs in Path(mount, name).glob("**/cgroup.procs"):
            with suppress(OSError):
                for pid in map(int, procs.read_text().split()):
                    start = started(pid)
                    os.kill(pid, signal.SIGKILL)
                    if start is not None:
                        _await_death(pid, start)
    remove_cgroups(name)


def remove_cgroups(name: str, more: list[str] | None = None) -> None:
    """All groups called *name* with what is below them, as soon as the kernel lets them go."""
    for top in {*(f"{mount}/{name}" for mount in CGROUPS), *(more or [])}:
        for folder, _, _ in os.walk(top, topdown=False):
            for _ in range(100):
                try:
                    os.rmdir(folder)
                    break
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.01)


def _await_end(distro: Distro, seconds: float) -> None:
    end = time.monotonic() + seconds
    while is_running(distro) and time.monotonic() < end:
        time.sleep(0.01)


def _await_death(pid: int, start: int) -> None:
    for _ in range(1000):
        if started(pid) != start:
            return
        time.sleep(0.005)
