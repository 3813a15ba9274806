"""How ``wsl.exe`` says that something failed, and what that means.

The words are in the user's language, the path of contexts with the code at its end never is:
``Wsl/Service/CreateInstance/WSL_E_DISTRO_NOT_FOUND`` (WSL §6).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.model.commands.lines import (
    ENABLE_SERVICE,
    ENABLE_WSL1,
    INSTALL_WSL,
    LIST_DISTROS,
    TO_SHUT_DOWN,
    TO_UPDATE,
    terminate,
    to_read,
    wsl,
)
from wizard.model.text import Text, say
from wizard.patterns import lazy_pattern

_PATH: Final = lazy_pattern(r"\b(?:Wsl|Wslg|WslConfig|Bash)(?:/[A-Za-z0-9_?()]+)+")


class Failure(msgspec.Struct, frozen=True):
    """What failed where: *contexts* from the outermost on (``Wsl``, ``Service``, ``CreateVm`` …), the *code*
    (a symbol, or a number as ``0x80370102``), and what WSL says, in the user's language."""

    contexts: tuple[str, ...]
    code: str
    words: str = ""


class Meaning(msgspec.Struct, frozen=True):
    """What a failure means, in one sentence of ours, and what to do next."""

    text: Text
    next_step: Text | None = None


LOOK_YOURSELF: Final = to_read(wsl("--status"))


def failure(text: str) -> Failure | None:
    """The failure that *text* tells of; None if there is no code in it."""
    lines = text.splitlines()
    for number in reversed(range(len(lines))):
        path = _PATH.search(lines[number])
        if path is not None:
            *contexts, code = path[0].split("/")
            return Failure(tuple(contexts), code, "\n".join(lines[:number]).strip())
    return None


_EXITS: Final = {67: Failure((), "WSL_E_USER_NOT_FOUND"), 87: Failure((), "WSL_E_TTY_LIMIT")}


def failure_of(code: int, text: str) -> Failure | None:
    """The failure that the exit *code* and *text* tell of. A build that does not make a sentence of the
    codes 67 and 87 of its own helper passes them on (WSL §5)."""
    return failure(text) or _EXITS.get(code)


def meaning(failed: Failure) -> Meaning:
    """What *failed* means. Of a code that is not known, WSL's own words."""
    if failed.code == "E_INVALIDARG" and "ParseConfig" in failed.contexts:
        return _BAD_CONFIG
    known = _MEANINGS.get(_NAMES.get(failed.code.lower(), failed.code))
    if known is not None:
        return known
    words = " ".join(failed.words.split())
    sentence = say("WSL reports: {words} ({code})", words=words, code=failed.code)
    return Meaning(
        sentence if words else say("WSL failed with the code {code}.", code=failed.code), LOOK_YOURSELF
    )


def is_of_start(failed: Failure) -> bool:
    """Whether a distro did not start, for what may be a reason of its own: a setup of it, for one."""
    code = _NAMES.get(failed.code.lower(), failed.code)
    return "CreateInstance" in failed.contexts and code in _STARTS


_STARTS: Final = frozenset(("HCS_E_CONNECTION_TIMEOUT", "E_UNEXPECTED", "WSL_E_VM_CRASHED"))

_NAMES: Final = {
    "0x80370102": "HCS_E_HYPERV_NOT_INSTALLED",
    "0x80370114": "HCS_E_SERVICE_NOT_AVAILABLE",
    "0x80370109": "HCS_E_CONNECTION_TIMEOUT",
    "0x80070005": "E_ACCESSDENIED",
    "0x8000ffff": "E_UNEXPECTED",
    "0x80070422": "ERROR_SERVICE_DISABLED",
    "0x80070424": "ERROR_SERVICE_DOES_NOT_EXIST",
    "0x80070426": "ERROR_SERVICE_NOT_ACTIVE",
    "0x80070002": "ERROR_FILE_NOT_FOUND",
    "0x80070003": "ERROR_PATH_NOT_FOUND",
    "0x80070020": "ERROR_SHARING_VIOLATION",
    "0x80070070": "ERROR_DISK_FULL",
    "0x8007000e": "E_OUTOFMEMORY",
    "0x800705aa": "ERROR_NO_SYSTEM_RESOURCES",
    "0x800706ba": "RPC_S_SERVER_UNAVAILABLE",
    "0x800706be": "RPC_S_CALL_FAILED",
    "0x80072ee7": "WININET_E_NAME_NOT_RESOLVED",
    "0x80072efd": "WININET_E_CANNOT_CONNECT",
    "0x80072ee2": "WININET_E_TIMEOUT",
    "0x800704c7": "ERROR_CANCELLED",
    "0x80040326": "WSL_E_NOT_A_LINUX_DISTRO",
}

_LIST: Final = say("List the names: {command}", command=LIST_DISTROS)
_REBOOT: Final = say("Restart Windows, then try again.")
_PLATFORM: Final = say(
    "Turn on virtualization in the firmware, then turn on the Windows feature Virtual Machine"
    " Platform: {command}",
    command=INSTALL_WSL,
)
_SERVICE: Final = say("The WSL service does not respond.")
_ONLINE: Final = say("Check the network and the proxy, then try again.")
_DISK_FILE: Final = say("Check that the distro's folder still exists and that its disk is connected.")

_BAD_CONFIG: Final = Meaning(
    say("A setting in .wslconfig keeps WSL from starting."),
    say("Correct the value that WSL rejects in the .wslconfig of your Windows user folder."),
)

_MEANINGS: Final[Mapping[str, Meaning]] = {
    "WSL_E_DISTRO_NOT_FOUND": Meaning(say("No distro has this name."), _LIST),
    "WSL_E_DEFAULT_DISTRO_NOT_FOUND": Meaning(
        say("No distro is installed."),
        say("Install a distro: {command}", command=wsl("--install", "Ubuntu", "--no-launch")),
    ),
    "WSL_E_USER_NOT_FOUND": Meaning(
        say("The distro has no user with this name."), say("Choose a user that exists in the distro.")
    ),
    "WSL_E_TTY_LIMIT": Meaning(
        say("The distro cannot open another terminal."), say("Close some of its terminals, then try again.")
    ),
    "HCS_E_HYPERV_NOT_INSTALLED": Meaning(
        say("Virtualization is off, or the Windows feature Virtual Machine Platform is missing."), _PLATFORM
    ),
    "WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED": Meaning(
        say("The Windows feature Virtual Machine Platform is missing."), _PLATFORM
    ),
    "HCS_E_SERVICE_NOT_AVAILABLE": Meaning(
        say("The Windows feature Virtual Machine Platform is not ready."), _PLATFORM
    ),
    "WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED": Meaning(
        say("The Windows feature that WSL 1 needs is missing."),
        say("Turn on the feature: {command}", command=ENABLE_WSL1),
    ),
    "WSL_E_CUSTOM_KERNEL_NOT_FOUND": Meaning(
        say("The kernel file that .wslconfig selects does not exist, so WSL does not start."),
        say("Correct or remove kernel (or kernelModules) in the .wslconfig of your Windows user folder."),
    ),
    "WSL_E_VM_CRASHED": Meaning(say("The WSL virtual machine crashed."), TO_SHUT_DOWN),
    "WSL_E_DISK_CORRUPTED": Meaning(
        say("The distro's disk is damaged."),
        say("Check the disk with {mount} and {check}, then try again.", mount=wsl("--mount"), check="e2fsck"),
    ),
    "WSL_E_WSL1_DISABLED": Meaning(say("WSL 1 is blocked by policy on this PC.")),
    "ERROR_ACCESS_DISABLED_BY_POLICY": Meaning(
        say("This is blocked by policy on this PC."), say("Ask your administrator.")
    ),
    "WSL_E_OS_NOT_SUPPORTED": Meaning(
        say("This Windows version is too old."),
        say("Install all updates in Windows Update, then try again."),
    ),
    "WSL_E_LOWER_INTEGRITY": Meaning(
        say("The distro runs with administrator rights, but the wizard does not."), TO_SHUT_DOWN
    ),
    "WSL_E_HIGHER_INTEGRITY": Meaning(
        say("The wizard runs with administrator rights, but the distro does not."),
        say("Start the wizard without administrator rights."),
    ),
    "WSL_E_LOCAL_SYSTEM_NOT_SUPPORTED": Meaning(
        say("The system account has no distros."), say("Start the wizard from your own account.")
    ),
    "WSL_E_DISTRO_NOT_STOPPED": Meaning(
        say("The distro is running."), say("Stop the distro: {command}", command=terminate("NAME"))
    ),
    "WSL_E_VM_MODE_INVALID_STATE": Meaning(
        say("The distro already uses this version of WSL."),
    ),
    "WSL_E_VM_MODE_NOT_SUPPORTED": Meaning(say("A distro of this legacy type cannot run on WSL 2.")),
    "WSL_E_INSTALL_PROCESS_FAILED": Meaning(say("The installation failed."), to_read(wsl("--install"))),
    "WSL_E_INSTALL_COMPONENT_FAILED": Meaning(
        say("Windows could not turn on a feature that WSL needs."), _REBOOT
    ),
    "WSL_E_NOT_A_LINUX_DISTRO": Meaning(say("The file is not a Linux distro.")),
    "WSL_E_INVALID_USAGE": Meaning(say("This version of WSL does not support the command."), TO_UPDATE),
    "E_ACCESSDENIED": Meaning(
        say("Windows denied access."),
        say("Check the permissions of the distro's folder, and whether antivirus software blocks it."),
    ),
    "ERROR_ELEVATION_REQUIRED": Meaning(
        say("This needs administrator rights."), say("Let the wizard ask for these rights.")
    ),
    "ERROR_CANCELLED": Meaning(say("The User Account Control prompt was declined.")),
    "ERROR_SERVICE_NOT_ACTIVE": Meaning(_SERVICE, _REBOOT),
    "ERROR_SERVICE_DISABLED": Meaning(
        say("The WSL service is disabled."),
        say("In an administrator terminal, run: {command}", command=ENABLE_SERVICE),
    ),
    "ERROR_SERVICE_DOES_NOT_EXIST": Meaning(
        say("The WSL service is not installed."), say("Install WSL again: {command}", command=INSTALL_WSL)
    ),
    "REGDB_E_CLASSNOTREG": Meaning(
        say("WSL is only partly installed."), say("Install WSL again: {command}", command=INSTALL_WSL)
    ),
    "RPC_S_SERVER_UNAVAILABLE": Meaning(_SERVICE, _REBOOT),
    "RPC_S_CALL_FAILED": Meaning(say("The WSL service stopped unexpectedly."), TO_SHUT_DOWN),
    "RPC_E_DISCONNECTED": Meaning(say("The WSL service stopped unexpectedly."), TO_SHUT_DOWN),
    "HCS_E_CONNECTION_TIMEOUT": Meaning(say("The WSL virtual machine did not start in time."), TO_SHUT_DOWN),
    "E_UNEXPECTED": Meaning(say("WSL failed without reporting a reason."), TO_SHUT_DOWN),
    "E_OUTOFMEMORY": Meaning(
        say("Windows does not have enough free memory for WSL."), say("Close some programs, then try again.")
    ),
    "ERROR_NO_SYSTEM_RESOURCES": Meaning(
        say("Windows does not have enough free memory for WSL."), say("Close some programs, then try again.")
    ),
    "ERROR_DISK_FULL": Meaning(
        say("The Windows disk is full."), say("Free some space on it, then try again.")
    ),
    "ERROR_SHARING_VIOLATION": Meaning(
        say("Another program is using the distro's disk."), say("Close that program, then try again.")
    ),
    "ERROR_FILE_NOT_FOUND": Meaning(say("WSL cannot find a file that it needs."), _DISK_FILE),
    "ERROR_PATH_NOT_FOUND": Meaning(say("WSL cannot find a folder that it needs."), _DISK_FILE),
    "ERROR_ALREADY_EXISTS": Meaning(
        say("A distro with this name already exists."), say("Choose another name for the new distro.")
    ),
    "WININET_E_NAME_NOT_RESOLVED": Meaning(say("Could not download the list of distros."), _ONLINE),
    "WININET_E_CANNOT_CONNECT": Meaning(say("Could not download the list of distros."), _ONLINE),
    "WININET_E_TIMEOUT": Meaning(say("Could not download the list of distros."), _ONLINE),
}
