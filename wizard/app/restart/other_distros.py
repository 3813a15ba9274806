"""The distros of this computer through ``wsl.exe``: what a restart of WSL meets."""

from __future__ import annotations

from wizard.model.errors import MachineError
from wizard.model.events import Note, Stop, Tell, never
from wizard.model.ports import Transport
from wizard.model.text import plain
from wizard.transports.wsl import Wsl, no_boot
from wizard.transports.wslexe import WslExe


class WslOtherDistros:
    """The distros that *exe* knows. See `wizard.app.restarting.OtherDistros`."""

    def __init__(self, exe: WslExe) -> None:
        self._exe = exe

    def running(self, stop: Stop = never) -> tuple[str, ...]:
        """The names of those that run, the default one first."""
        return tuple(each.name for each in self._exe.listed(stop) if each.is_running)

    def open(self, name: str) -> Transport:
        """A way to that distro, as root, who sees everybody's programs."""
        return Wsl(self._exe, name, "root")

    def start(self, name: str, tell: Tell) -> None:
        """Start that distro. What WSL itself warns of is told."""
        try:
            warned = self._exe.start(name)
        except MachineError as error:
            raise no_boot(name, error) from error
        for each in warned:
            tell(Note(plain(each.text)))
