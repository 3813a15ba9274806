"""How the Windows installer ends: its exit codes, and what winget makes of them. Its script has the same."""

from __future__ import annotations

from typing import Final

CUSTOM: Final = "custom"
"""What winget has no word for: it shows the page on which the code is explained."""

EXIT_CODES: Final = {
    1: "cancelledByUser",
    2: CUSTOM,
    3: "packageInUse",
    4: "downgrade",
    5: "diskFull",
    6: CUSTOM,
    7: CUSTOM,
    8: CUSTOM,
    9: "systemNotSupported",
    10: "installInProgress",
}
"""1 and 2 are NSIS's own: the user cancelled, the script stopped. 3: the wizard is running, 4: a newer version is
installed, 5: no space, 6: the folder cannot be written to, 7: rights are missing, 8: a file of another program is in
the way, 9: this Windows is too old, 10: another installer of it is running. 11 and 12 are the uninstaller's."""
