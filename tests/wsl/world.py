"""A Windows with WSL, for one test: `World` has the `wsl.exe` and the distros, and clears up after itself.

::

    with World(tmp_path) as world:
        world.add("Debian")
        subprocess.run([world.exe, "-d", "Debian", "-e", "/bin/true"], env=world.environ, check=True)

What the stand-in cannot do: a process on Linux ends with 0 to 255, so the -1 of `wsl.exe`'s own failures, on
Windows 4294967295, is `FAILED` = 255 here. The drive `C:` is seen in a distro as a bind mount, not as 9p.
`uname -r` is the host's, `/proc/sys/kernel/osrelease` is WSL's. No Windows program can be started from a distro.
Elevation is taken as given. Time stands still for everything that idles: `passes` moves it.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from tests.wsl import registry, sweep
from tests.wsl.commands.errors import FAILED
from tests.wsl.distros import instance, machine
from tests.wsl.distros.base import System, base, made
from tests.wsl.faults import KNOBS
from tests.wsl.place import Place
from tests.wsl.state import INSTALLED, Distro, State, changing, is_running, load, new_guid, save

__all__ = ["FAILED", "World"]


class World:
    """A Windows in *folder*, speaking *language*, with the WSL package *wsl_version*."""

    def __init__(self, folder: Path, language: str = "en-US", wsl_version: str = "2.6.1.0") -> None:
        self._place = Place(folder.resolve() / "windows")
        self._more: dict[str, dict[str, registry.Value]] = {}
        for needed in (self.profile / "AppData/Local", self._place.exe.parent, self._place.machine):
            needed.mkdir(parents=True)
        for folder in (self.profile, *self.profile.rglob("*")):
            folder.chmod(0o777)  # a drive's files belong to whoever looks from a distro
        state = State(language=language, wsl_version=wsl_version, newest=wsl_version, base=str(base()))
        save(self._place, state)
        self._place.calls.touch()
        packages = Path(msgspec.__file__).parents[1]
        python = os.path.realpath(sys.executable)
        words = [python, "-IS", str(sweep.EXE), str(self._place.folder), str(packages)]
        self._place.exe.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        self._place.exe.chmod(0o755)

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            made()
        sweep.begin(self._place)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every process, mount and cgroup of this world."""
        sweep.end(self._place)

    @property
    def exe(self) -> Path:
        """`C:\\Windows\\System32\\wsl.exe`."""
        return self._place.exe

    @property
    def profile(self) -> Path:
        """The Windows user's folder, where `.wslconfig` lies."""
        return self._place.profile

    @property
    def drive(self) -> Path:
        """What is `C:\\`."""
        return self._place.drive

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a program on that Windows. `wsl.exe` needs none of it."""
        return {
            "PATH": os.environ["PATH"],
            "USERPROFILE": str(self.profile),
            "SystemRoot": str(self.drive / "Windows"),
        }

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of every call of `wsl.exe` so far."""
        return [json.loads(line) for line in self._place.calls.read_text().splitlines()]

    def run(
        self, *argv: str, input: bytes = b"", environ: dict[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Call `wsl.exe` with *argv*, and with `WSL_UTF8` unless *environ* says otherwise."""
        environ = {**self.environ, "WSL_UTF8": "1", **(environ or {})}
        command = [str(self.exe), *argv]
        return subprocess.run(
            command, input=input, env=environ, cwd=cwd or self.drive, capture_output=True, timeout=120, check=False
        )  # fmt: skip

    def add(
        self,
        name: str,
        version: int = 2,
        user: str | None = "me",
        *,
        state: int = INSTALLED,
        environment: list[str] | None = None,
        run_oobe: bool = False,
        flavor: str = "debian",
        os_version: str = "12",
        system: System = "debian",
    ) -> str:
        """Install the distro *name* without a word, and give its id. Its default user is *user*, made if need
        be when the files are first used; None is root. Nothing is started. The first distro is the default. *system*
        is what it really is (BusyBox has its user already)."""
        guid = new_guid()
        distro = Distro(guid, name, version, 0, state, flavor, os_version, run_oobe, environment)
        distro.uid = 0 if user in (None, "root") else 1000
        distro.base = str(made(system)) if system != "debian" else ""
        with changing(self._place) as now:
            now.distros[guid] = distro
            now.default = now.default or guid
        if user not in (None, "root") and system != "busybox":
            (self._place.distro(guid)).mkdir(parents=True)
            (self._place.distro(guid) / "user").write_text(str(user))
        return guid

    def root(self, name: str) -> Path:
        """The files of the distro *name*, to be read and written from outside, whether it runs or not."""
        state = load(self._place)
        return instance.mount_root(self._place, state, self._named(name))

    def is_running(self, name: str) -> bool:
        return is_running(self._named(name))

    def boots(self, name: str) -> int:
        """How often the distro has started."""
        return self._named(name).boots

    @property
    def vm_boots(self) -> int:
        """How often the virtual machine has started."""
        return load(self._place).vm_boots

    @property
    def vm_settings(self) -> dict[str, Any]:
        """What `.wslconfig` said when the virtual machine that runs now was made."""
        return load(self._place).vm or {}

    def reg(self) -> Path:
        """The registry as it is now, exported to a `.reg` file."""
        file = self._place.folder / "registry.reg"
        file.write_bytes(registry.exported(load(self._place), self._more))
        return file

    def registered(self, key: str, **values: registry.Value) -> None:
        """Put *values* under *key* of the exported registry, beside what WSL itself keeps there."""
        self._more.setdefault(key, {}).update(values)

    def change(self, **values: Any) -> None:
        """Set fields of `state.State`: *missing* (features as Windows calls them, or ``network``), *language*,
        *hostname*, *default_version*, *wsl_version*, *newest* …"""
        with changing(self._place) as state:
            for field, value in values.items():
                if not hasattr(state, field):
                    raise AttributeError(field)
                setattr(state, field, value)

    def change_distro(self, name: str, **values: Any) -> None:
        """Set fields of `state.Distro`: *state*, *uid*, *environment*, *run_oobe* …"""
        guid = self._named(name).guid
        with changing(self._place) as state:
            for field, value in values.items():
                if not hasattr(state.distros[guid], field):
                    raise AttributeError(field)
                setattr(state.distros[guid], field, value)

    def fault(self, knob: str, **options: Any) -> None:
        """From now on something goes wrong: see `faults.KNOBS`."""
        if knob not in KNOBS:
            raise ValueError(knob)
        for name, value in options.items():
            if isinstance(value, bytes):
                options[name] = value.hex()
        with self._place.locked("faults"):
            file = self._place.faults
            known = json.loads(file.read_text()) if file.exists() else []
            file.write_text(json.dumps([*known, {"knob": knob, **options}]))

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self._place.faults.unlink(missing_ok=True)

    def passes(self, seconds: float) -> None:
        """Time passes: distros without a client stop after `instanceIdleTimeout`, the machine after
        `vmIdleTimeout` without distros (WSL §3, §9)."""
        with changing(self._place) as state:
            state.clock += seconds
        for distro in list(state.distros.values()):
            if _is_idle(state, distro):
                instance.stop(self._place, distro.guid)
        self._idle_machine()

    def reboot(self) -> None:
        """Windows restarts: nothing runs, and features that were turned on are there."""
        self.run("--shutdown", "--force")
        with changing(self._place) as state:
            state.missing = [name for name in state.missing if name not in state.after_reboot]
            state.after_reboot = []

    def _idle_machine(self) -> None:
        with changing(self._place) as state:
            if state.vm is None or any(is_running(one) for one in state.distros.values() if one.version == 2):
                state.vm_idle_since = None
                return
            if state.vm_idle_since is None:
                state.vm_idle_since = state.clock
            limit = state.vm["wsl2.vmIdleTimeout"]
            over = limit >= 0 and (state.clock - state.vm_idle_since) * 1000 >= limit
        if over:
            machine.end(self._place)

    def _named(self, name: str) -> Distro:
        distro = load(self._place).named(name)
        if distro is None:
            raise KeyError(name)
        return distro


def _is_idle(state: State, distro: Distro) -> bool:
    running = distro.instance
    if running is None or running.idle_since is None or not is_running(distro):
        return False
    limit = (state.vm or {}).get("general.instanceIdleTimeout", 15000)
    return bool(limit >= 0 and (state.clock - running.idle_since) * 1000 >= limit)
