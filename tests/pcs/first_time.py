"""A Windows PC for first-time setup on Linux: the stand-in's WSL, and around it a registry, a PowerShell that
answers the wizard's one question, a dism.exe, a shutdown.exe, and a user who says yes or no to UAC."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.elevated.made_system import MadeSystem, calls, program
from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.setup.install import FirstTime
from wizard.app.setup.progress import ProgressFile
from wizard.app.setup.resume import KEY, NAME, Resume
from wizard.codecs.windows.registry_value import found_in, plain_value
from wizard.elevated.client import ElevationClient
from wizard.elevated.task import carry_out
from wizard.elevated.windows import declined
from wizard.model.events import Event, Note, Stop
from wizard.model.first_time import Choice, FirstLook, SetupStep
from wizard.model.probes import Missing, RegistryValue, Values
from wizard.model.state import Absent, Other, Registered
from wizard.transports.windows.pc import Windows
from wizard.transports.wslexe import WslExe

PLATFORM, SUBSYSTEM = "VirtualMachinePlatform", "Microsoft-Windows-Subsystem-Linux"
_VERSION = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_DISM = """
case "$*" in *FeatureName:*) ;; *) exit 87 ;; esac
feature=${*##*FeatureName:}
echo "${feature%% *}" >> "$(dirname "$0")/switched-on"
echo '[==========================100.0%==========================]'
exit 0"""


@dataclass
class PcRegistry:
    """What the stand-in exports, read anew each time, and what was written over it."""

    world: World
    written: dict[str, dict[str, RegistryValue]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def values(self, key: str, deep: bool = False) -> Values | None:
        with self.lock:
            found = FileRegistry(self.world.reg()).values(key, deep)
        more = self.written.get(key)
        return Values({**(found.values if found else {}), **more}) if more else found

    def state(self, key: str, name: str) -> Absent | Registered | Other:
        return found_in(self.values(key) or Missing(), name)

    def write(self, key: str, name: str, state: Registered) -> None:
        self.written.setdefault(key, {})[name] = plain_value(state)

    def announce(self) -> bool:
        return True

    def delete(self, key: str, name: str) -> None:
        self.written.get(key, {}).pop(name, None)


class Pc:
    """The PC around *world*. Its fields may be changed: *virtualisation*, *other* (the wizard runs as somebody
    else), *says_yes* (to Windows' question), *package* (what an installation of WSL brings; None: nothing)."""

    def __init__(self, world: World, folder: Path, build: int = 22631) -> None:
        self.world = world
        self.system = world.exe.parent
        self.virtualisation: bool | None = True
        self.other = False
        self.says_yes = True
        self.package: str | None = "2.6.1.0"
        self.boot = 1_000_000
        self.told: list[Event] = []
        world.registered(_VERSION, CurrentBuildNumber=str(build), EditionID="Professional")
        program(self.system, "dism.exe", _DISM)
        program(self.system, "shutdown.exe", "")
        self._powershell = program(self.system, "powershell.exe", f"cat {self.system}/answer.json")
        self.registry = PcRegistry(world)
        self.made_system = MadeSystem(self.system, uid=os.geteuid(), variables=world.environ)
        site = Windows(
            world.profile,
            self.registry,
            wsl_exe=world.exe,
            powershell=self._powershell,
            home="C:\\Users\\Zoë Smith",
        )
        self.notes = folder / "local" / "first-time.json"
        self.first = FirstTime(
            site,
            WslExe(str(world.exe), world.environ),
            ProgressFile(self.notes),
            ElevationClient(folder / "local" / "orders", self.made_system, self._start),
            Resume(self.registry, ("C:\\Program Files\\wizard.exe", "setup-wsl", "--resume")),
            self.system / "shutdown.exe",
            lambda: self.boot,
        )

    @property
    def comes_back(self) -> bool:
        """Whether Windows will start the wizard at the next log-on."""
        return NAME in self.registry.written.get(KEY, {})

    def calls(self, name: str) -> list[str]:
        """The words that dism.exe or shutdown.exe was called with."""
        return calls(self.system, name)

    def without(self, *features: str, package: str = "") -> None:
        """No WSL package but *package*, and these features switched off."""
        self.world.change(missing=list(features), wsl_version=package)

    def look(self, choice: Choice | None = None) -> FirstLook:
        self.answer()
        return self.first.look(choice, self.told.append)

    def do(self, step: str, choice: Choice | None = None, password: str | None = None) -> FirstLook:
        """Carry out the step of that id."""
        seen = self.look(choice)
        return self.first.carry_out(seen, self.step(seen, step), self.told.append, password=password)

    def step(self, seen: FirstLook, id: str) -> SetupStep:
        return next(step for step in seen.remaining.steps if step.id == id)

    def reboot(self) -> None:
        """Windows is restarted: what was switched on is on."""
        switched = self.system / "switched-on"
        on = switched.read_text().split() if switched.exists() else []
        switched.unlink(missing_ok=True)
        missing = [name for name in self._missing() if name not in on]
        self.world.change(missing=missing)
        self.world.reboot()
        self.boot += 3600

    def heard(self) -> str:
        """All that was told, in English."""
        return "\n".join(event.text.render() for event in self.told if isinstance(event, Note))

    def _missing(self) -> list[str]:
        state = json.loads((self.world.drive.parent / "state.json").read_text())
        return list(state["missing"])

    def answer(self) -> None:
        """Let PowerShell tell how the PC is now."""
        missing = self._missing()
        features = {name: 2 if name in missing else 1 for name in (PLATFORM, SUBSYSTEM)}
        answer = {
            "hypervisor": False,
            "firmware": self.virtualisation,
            "features": features,
            "package": "",
            "other": self.other,
        }
        (self.system / "answer.json").write_text(json.dumps(answer))

    def _start(self, argv: Sequence[str], limit_s: float, stop: Stop) -> int:
        stop()
        if not self.says_yes:
            raise declined()
        order = json.loads(Path(argv[-2]).read_bytes())
        code = carry_out(Path(argv[-2]), argv[-1], self.made_system)
        if order["operation"].startswith("install-wsl") and self.package:
            self.world.change(wsl_version=self.package)
        self.answer()
        return code
