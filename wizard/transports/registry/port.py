"""The registry of Windows behind one small port, whatever leads to it.

Two ways exist: `wizard.transports.registry.win_reg` (on Windows) and `wizard.transports.registry.reg_exe` (from
inside WSL). The same key has the same `Values` on both.
"""

from __future__ import annotations

from typing import Protocol

from wizard.model.errors import MachineError
from wizard.model.probes import Values
from wizard.model.state import Absent, Other, Registered
from wizard.model.text import from_english, say


class Registry(Protocol):
    """Keys begin with ``HKCU`` or ``HKLM`` (their long names do as well). Always the 64-bit view."""

    def values(self, key: str, deep: bool = False) -> Values | None:
        """The values of *key*, if *deep* of the keys right below it too; None if there is no such key.

        Raises `PermissionError` if it may not be read, `OSError`, `WizardError`.
        """
        ...

    def state(self, key: str, name: str) -> Absent | Registered | Other:
        """One value exactly, in one moment; `Other` if it is there and cannot be known exactly.

        Raises `PermissionError`, `OSError`, `WizardError`.
        """
        ...

    def write(self, key: str, name: str, state: Registered) -> None:
        """Set one value of *key*, which is made if it is not there, durably where Windows offers that.

        Readers see the old value or the new one. Raises `MachineError`.
        """
        ...

    def delete(self, key: str, name: str) -> None:
        """Delete one value; nothing to do if it is not there. Raises `MachineError`."""
        ...

    def announce(self) -> bool:
        """Tell all programs that variables of the user changed (``WM_SETTINGCHANGE``, "Environment"), so that new
        terminals get them. Whether that was possible; never raises."""
        ...


def not_written(key: str, why: str) -> MachineError:
    """The error for a value that could not be set or deleted."""
    return MachineError(
        "registry-not-written",
        say("Could not change the registry key {key}: {why}.", key=key, why=from_english(why)),
    )
