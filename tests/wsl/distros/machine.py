"""The virtual machine of all WSL 2 distros: made when the first of them starts, gone when all have stopped."""

from __future__ import annotations

import os
import stat
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.wsl import settings
from tests.wsl.commands.errors import WslError
from tests.wsl.commands.output import Console
from tests.wsl.place import Place, from_windows
from tests.wsl.state import State, changing, load


def ensure(place: Place, console: Console) -> State:
    """The state with a machine in it. `.wslconfig` is read when it is made, and not again (WSL §3, §9)."""
    with place.locked("machine"):
        state = load(place)
        if state.vm is not None:
            return state
        values = _settings(place, console, state)
        _mount_shared(place, values)
        with changing(place) as now:
            now.vm = values
            now.vm_boots += 1
            now.vm_idle_since = None
        return now


def _settings(place: Place, console: Console, state: State) -> dict[str, Any]:
    if "VirtualMachinePlatform" in state.missing:
        raise WslError("Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED")
    try:
        values, warnings = settings.of_user(place)
    except settings.Thrown:
        raise WslError("Wsl/Service/CreateInstance/CreateVm/ParseConfig/E_INVALIDARG") from None
    for warning in warnings:
        console.warn(warning)
    for key, code in (
        ("wsl2.kernel", "WSL_E_CUSTOM_KERNEL_NOT_FOUND"),
        ("wsl2.kernelModules", "WSL_E_CUSTOM_KERNEL_NOT_FOUND"),
    ):
        path = values[key]
        if path and not _exists(place, path):
            raise WslError(
                f"Wsl/Service/CreateInstance/CreateVm/{code}", file="C:\\Users\\me\\.wslconfig", path=path
            )
    _clamp(place, console, values)
    return values | {"id": os.urandom(16).hex(), "born": time.clock_gettime(time.CLOCK_BOOTTIME)}


def _clamp(place: Place, console: Console, values: dict[str, Any]) -> None:
    """What WSL puts up with, and says so: more processors than there are, a swap file it cannot make
    (WSL §3)."""
    cores = os.cpu_count() or 1
    if (values["wsl2.processors"] or 0) > cores:
        console.warn(
            console.texts["processors"].format(
                value=values["wsl2.processors"], cores=cores, file=".wslconfig"
            )
        )
        values["wsl2.processors"] = cores
    swap = values["wsl2.swapFile"]
    if swap and not _exists(place, swap.rpartition("\\")[0] or swap):
        console.warn(console.texts["swap"].format(path=swap))


def _exists(place: Place, path: str) -> bool:
    there = from_windows(place, path)
    return there is not None and there.exists()


def _mount_shared(place: Place, values: dict[str, Any]) -> None:
    """`/mnt/wslg` and `/mnt/wsl`, the same in all distros (WSL §4.3)."""
    for name in ("wsl", "wslg"):
        folder = place.machine / name
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "none", str(folder)], check=True)
    (place.machine / "wsl/resolv.conf").write_text(Path("/etc/resolv.conf").read_text())
    if not values["wsl2.guiApplications"]:
        return
    wslg = place.machine / "wslg"
    for inner, mode in ((".X11-unix", 0o1777), ("runtime-dir", 0o700), ("run/user", 0o755)):
        (wslg / inner).mkdir(parents=True)
        (wslg / inner).chmod(mode)
    os.chown(wslg / "runtime-dir", 1000, 1000)
    for inner in (".X11-unix/X0", "runtime-dir/wayland-0", "PulseServer"):
        os.mknod(wslg / inner, stat.S_IFSOCK)  # as files show a socket; nobody listens
        (wslg / inner).chmod(0o777)


def end(place: Place) -> None:
    """The machine is gone; its distros have to be stopped before."""
    with place.locked("machine"):
        with changing(place) as state:
            if state.vm is None:
                return
            state.vm = state.vm_idle_since = None
        for name in ("wsl", "wslg"):
            subprocess.run(["umount", "-l", str(place.machine / name)], check=False)
