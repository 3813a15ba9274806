"""Starts the wizard again after a restart of Windows: one value of RunOnce, which Windows runs at the next log-on.

It starts the wizard without any rights of an administrator: what can be changed by anybody must not be started
with them. The wizard asks for them again when it needs them.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wizard.model.errors import MachineError
from wizard.model.registry import SZ
from wizard.model.state import Registered
from wizard.model.text import say
from wizard.transports.registry.port import Registry

KEY: Final = r"HKCU\Software\Microsoft\Windows\CurrentVersion\RunOnce"
NAME: Final = "!wsl-go-wizard"
"""With the mark, Windows forgets the value only once the command has run, not when it could not be started."""

LONGEST: Final = 260
"""Longest command that RunOnce takes."""

WINDOW_PROGRAM: Final = "WSL Go Wizard.exe"
TERMINAL_PROGRAM: Final = "wsl-go-wizard.exe"
"""The programs of the Windows bundle, in one folder."""

WORDS: Final = ("setup-wsl", "--resume")


def own_command(words: tuple[str, ...] = WORDS) -> tuple[str, ...]:
    """How this program is started anew with *words*. A bundle has two: the one with the window has no terminal to
    ask in, and the other one opens one."""
    if getattr(sys, "frozen", False):
        program = WINDOW_PROGRAM if words[:1] == ("window",) else TERMINAL_PROGRAM
        return (str(Path(sys.executable).with_name(program)), *words)
    return (sys.executable, "-m", "wizard", *words)


@dataclass(frozen=True, slots=True)
class Resume:
    """*command* is what Windows is to start."""

    registry: Registry
    command: tuple[str, ...]

    def schedule(self) -> None:
        """Come back after the next restart. Raises `MachineError`."""
        line = subprocess.list2cmdline(self.command)
        if len(line) > LONGEST:
            raise MachineError(
                "resume-too-long",
                say("The path of the wizard is too long for Windows to start it automatically."),
            )
        self.registry.write(KEY, NAME, Registered(SZ, line))

    def cancel(self) -> None:
        """Do not come back. Raises `MachineError`."""
        self.registry.delete(KEY, NAME)
