"""The distros of this computer through ``wsl.exe``: what a restart of WSL meets."""

from __future__ import annotations

from wizard.model.errors import MachineError
from wizard.model.events import Note, Stop, Tell, never
from wizard.model.ports import Transport
from wizard.model.text import plain
from wizard.transports.wsl import Wsl, no_boot
from wizard.transports.wslexe import WslExe


class OtherDistros:
    """The distros that *exe* knows, all of which ``wsl --shutdown`` ends. All methods raise `WizardError`s."""

    def __init__(self, exe: WslExe) -> None:
        self._exe = exe

    def running(self, stop: Stop = never) -> tuple[str, ...]:
        """The names of those that run, the default one first. Starts none; one crossing."""
        return tuple(each.name for each in self._exe.listed(stop) if each.is_running)

    def open(self, name: str) -> Transport:
        """A transport to that distro, as root, who sees everybody's programs. No crossing."""
        return Wsl(self._exe, name, "root")

    def start(self, name: str, tell: Tell) -> None:
        """Start that distro and wait until it is up. What WSL itself warns of is told. Raises `MachineError`:
        ``no-boot`` if it does not come up."""
        try:
            warned = self._exe.start(name)
        except MachineError as error:
            raise no_boot(name, error) from error
        for each in warned:
            tell(Note(plain(each.text)))
