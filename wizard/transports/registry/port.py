"""The registry of Windows behind one small port, whatever leads to it.

Three ways exist: `registry_winreg` (on Windows), `registry_exe` (from inside WSL) and `registry_file` (an
exported ``.reg`` file: tests, recorded PCs, support bundles). The same key has the same `Values` on all three.
"""

from __future__ import annotations

from typing import Protocol

from wizard.model.errors import MachineError
from wizard.model.probes import Values
from wizard.model.text import from_english, say


class Registry(Protocol):
    """Keys begin with ``HKCU`` or ``HKLM`` (their long names do as well). Always the 64-bit view."""

    def values(self, key: str, deep: bool = False) -> Values | None:
        """The values of *key*, if *deep* of the keys right below it too; None if there is no such key.

        Raises `PermissionError` if it may not be read, `OSError`, `WizardError`.
        """
        ...

    def write(self, key: str, name: str, value: int | str) -> None:
        """Set one value (REG_SZ or REG_DWORD) of *key*, which is made if it is not there. Raises `MachineError`."""
        ...

    def delete(self, key: str, name: str) -> None:
        """Delete one value; nothing to do if it is not there. Raises `MachineError`."""
        ...


def not_written(key: str, why: str) -> MachineError:
    """The error for a value that could not be set or deleted."""
    return MachineError(
        "registry-not-written",
        say("Could not change the registry key {key}: {why}.", key=key, why=from_english(why)),
    )
