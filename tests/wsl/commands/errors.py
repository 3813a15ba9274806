"""How `wsl.exe` fails: a message, and a path of contexts with a code that no language changes."""

from __future__ import annotations

FAILED = 255
"""The exit code of `wsl.exe`'s own failures. On Windows it is -1, which Python shows as 4294967295; a process
on Linux can only end with its lowest byte (WSL §5)."""

SILENT = frozenset(("WSL_E_DEFAULT_DISTRO_NOT_FOUND", "WSL_E_INVALID_USAGE"))
"""Codes whose errors print no code line (WSL §6)."""


class WslError(Exception):
    """*path* is the contexts and the code, as in ``Wsl/Service/WSL_E_DISTRO_NOT_FOUND``; *message* the name of
    a text in `languages.toml`, filled with *values*."""

    def __init__(self, path: str, message: str = "", /, **values: str) -> None:
        super().__init__(path)
        self.path = path
        self.message = message or MESSAGES.get(path.rpartition("/")[2], "failed")
        self.values = values

    @property
    def has_code_line(self) -> bool:
        return self.path.rpartition("/")[2] not in SILENT


class Said(Exception):
    """It printed what was to be said, and ends with -1: there is no code line (WSL §6)."""


MESSAGES = {
    "WSL_E_DISTRO_NOT_FOUND": "no-such-distro",
    "WSL_E_DEFAULT_DISTRO_NOT_FOUND": "no-distros",
    "WSL_E_INVALID_USAGE": "usage",
    "WSL_E_USER_NOT_FOUND": "no-such-user",
    "WSL_E_TTY_LIMIT": "tty-limit",
    "WSL_E_CUSTOM_KERNEL_NOT_FOUND": "no-kernel",
    "WSL_E_CUSTOM_KERNEL_MODULES_NOT_FOUND": "no-kernel",
    "WSL_E_VM_MODE_INVALID_STATE": "already-version",
    "WSL_E_WSL1_NOT_SUPPORTED": "no-wsl1",
    "WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED": "no-feature",
    "HCS_E_HYPERV_NOT_INSTALLED": "no-virtualization",
    "HCS_E_CONNECTION_TIMEOUT": "timed-out",
    "0x80072745": "terminated",
    "E_INVALIDARG": "bad-argument",
    "E_ILLEGAL_STATE_CHANGE": "busy",
    "WSL_E_GUI_APPLICATIONS_DISABLED": "no-system",
    "E_UNEXPECTED": "catastrophic",
    "ERROR_VERSION_PARSE_ERROR": "bad-version",
    "WSL_E_DISTRO_NOT_STOPPED": "not-stopped",
    "ERROR_ALREADY_EXISTS": "name-taken",
    "ERROR_FILE_NOT_FOUND": "no-such-file",
    "ERROR_PATH_NOT_FOUND": "no-such-path",
}
