"""How the Windows installer ends: its exit codes, what winget makes of them. The installer's script has the same."""

from __future__ import annotations

from typing import Final

EXIT_CODES: Final = {
    1: "cancelledByUser",
    3: "packageInUse",
    4: "downgrade",
    5: "diskFull",
    6: "invalidParameter",
    9: "systemNotSupported",
    10: "installInProgress",
}
"""1 and 2 are NSIS's own: the user cancelled, the script stopped. 3: the wizard is running, 4: a newer version is
installed, 5: no space, 6: the folder cannot be written, 9: this Windows is too old, 10: another installer of it is
running. All others, which winget has no word for, stand in packaging/windows/README.md."""
