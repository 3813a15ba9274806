"""Commands that sentences show, as a person types them. They are values that a sentence is filled with, never a
part of it, so that each is spelled once and never translated."""

from __future__ import annotations

from typing import Final

from wizard.model.commands.command import Argv, Command, line_anywhere
from wizard.model.text import Text, say

WEB_DOWNLOAD: Final = "--web-download"
"""What WSL installs then does not come from the Store."""
INSTALL_WSL_ARGV: Final[Argv] = ("wsl.exe", "--install", "--no-distribution")
UPDATE_WSL: Final = Command(
    ("wsl.exe", "--update"),
    as_root=False,
    undo=None,
    why=say("Installs the newest WSL. All distros are stopped."),
    limit_s=1800,
)


def wsl(*words: str) -> str:
    """A command of WSL, which people type on Windows or in a distro."""
    return line_anywhere(("wsl.exe", *words))


def own_command(*words: str) -> str:
    """A command of the wizard itself."""
    return line_anywhere(("wsl-go-wizard", *words))


def terminate(distro: str) -> str:
    """What stops *distro*."""
    return wsl("--terminate", distro)


SHUT_DOWN: Final = wsl("--shutdown")
LIST_DISTROS: Final = wsl("--list", "--verbose")
LIST_RUNNING: Final = wsl("--list", "--running")
LIST_DISTROS_TO_INSTALL: Final = wsl("--list", "--online")
SET_DEFAULT_VERSION_2: Final = wsl("--set-default-version", "2")
INSTALL_WSL: Final = line_anywhere(INSTALL_WSL_ARGV)
ENABLE_WSL1: Final = wsl("--install", "--enable-wsl1", "--no-distribution")
SET_UP_WSL: Final = own_command("setup-wsl")
ENABLE_SERVICE: Final = "sc.exe config wslservice start= demand"
"""With its ``.exe``: in PowerShell, ``sc`` is something else."""
ATTACH_PRO: Final = "sudo pro attach"

TO_UPDATE: Final = say("Update WSL, which stops all distros: {command}", command=UPDATE_WSL.line)
TO_SHUT_DOWN: Final = say("Stop all distros, then try again: {command}", command=SHUT_DOWN)


def to_read(command: str) -> Text:
    """To look at what *command* says, where the wizard cannot make sense of it."""
    return say("Read the output of this command in a terminal: {command}", command=command)
