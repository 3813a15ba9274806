"""The container a distro runs in: systemd-nspawn, in a cgroup of its own, and how it is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.wsl.distros import inside
from tests.wsl.place import Place
from tests.wsl.state import Distro, Instance, started

CGROUPS = ("/sys/fs/cgroup/systemd", "/sys/fs/cgroup/unified", "/sys/fs/cgroup")


def run(
    place: Place, distro: Distro, folder: Path, hostname: str, seconds: float, born: float
) -> tuple[int, list[str]]:
    """Start the container and hear its init until it is ready or gone: the pid of nspawn, and what it said.

    *born* is when the machine it runs on began, by the host's clock of the time since its own start: uptime
    counts from there. On WSL 2 it has cgroup v2 only (WSL §4.5). An init that is not ready after *seconds*
    is ended (§3, `distributionStartTimeout`).
    """
    binds = [f"--bind-ro={folder}/init:/init", f"--bind-ro={folder}:/run/wsl-stage"]
    binds.append(f"--bind={place.drive}:/run/wsl-stage/c")
    if distro.version == 2:
        binds += [f"--bind={place.machine}/{name}:/run/wsl-stage/{name}" for name in ("wsl", "wslg")]
    command = [
        sys.executable, "-IS", "-c", _SINCE, _offset(born),
        "systemd-nspawn", "-q", "--register=no", "--keep-unit", "--console=pipe", "--resolv-conf=off",
        "--timezone=off", "--link-journal=no", f"--hostname={hostname}", f"--machine=wsl-{distro.guid[1:9]}",
        *binds, "-D", str(place.root(distro.guid)), "/init",
    ]  # fmt: skip
    with (place.distro(distro.guid) / "log").open("ab") as log:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _IN_CGROUP, "sh", cgroup_name(distro.guid), *command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, start_new_session=True, cwd="/",
            env={**os.environ, "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": str(distro.version - 1)},
        )  # fmt: skip
    late = threading.Timer(seconds, kill_group, (cgroup_name(distro.guid),))
    late.start()
    lines: list[str] = []
    if process.stdout is not None:
        for raw in process.stdout:
            lines.append(raw.decode(errors="replace").strip())
            if lines[-1] == "ready":
                break
        process.stdout.close()
    late.cancel()
    late.join()  # who forks must be alone
    return process.pid, lines


def _offset(born: float) -> str:
    """What is added to the clock of a container."""
    whole, rest = divmod(-born, 1)
    return f"boottime {int(whole)} {int(rest * 1_000_000_000)}"


_SINCE = """
import ctypes, os, sys
CLONE_NEWTIME = 0x80
if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWTIME) != 0:
    raise OSError(ctypes.get_errno(), "no clock of its own")
with open("/proc/self/timens_offsets", "w") as offsets:
    offsets.write(sys.argv[1])
os.execvp(sys.argv[2], sys.argv[2:])
"""
"""The program unshare knows whole seconds only, so that a machine would be up to a second older than it is."""

_IN_CGROUP = """
name=$1
shift
for mount in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
    [ -e "$mount/cgroup.procs" ] || continue
    mkdir -p "$mount/$name" && echo $$ >"$mount/$name/cgroup.procs"
done
exec "$@"
"""


def cgroup_name(guid: str) -> str:
    return f"wsl-standin-{guid.strip('{}')}"


def leader_of(nspawn: int) -> int | None:
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
    remove_cgroups(cgroup_name(distro.guid), groups)


def _groups_of(instance: Instance) -> list[str]:
    try:
        return inside.cgroups(instance.leader)
    except OSError:
        return []


def kill_group(name: str) -> None:
    """Whatever sits in the cgroup *name*, or below it, ends; and then the group."""
    for mount in CGROUPS:
        for folder, _, _ in os.walk(Path(mount, name)):  # groups end meanwhile, which it does not mind
            with suppress(OSError):
                for pid in map(int, Path(folder, "cgroup.procs").read_text().split()):
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


def _await_death(pid: int, start: int) -> None:
    for _ in range(1000):
        if started(pid) != start:
            return
        time.sleep(0.005)
