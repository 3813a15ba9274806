"""The profile folder, asked of Windows itself: environment variables may say anything."""

from __future__ import annotations

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    from wizard.model.errors import MachineError
    from wizard.model.text import say

    # FOLDERID_Profile, {5E6C858F-0E22-4760-9AFE-EA3317B67173}: the folder WSL reads .wslconfig from.
    _PROFILE = (ctypes.c_ubyte * 16)(*bytes.fromhex("8f856c5e220e60479afeea3317b67173"))

    def profile_folder() -> Path:
        """The folder of the user who runs this process."""
        found = ctypes.c_wchar_p()
        result = ctypes.windll.shell32.SHGetKnownFolderPath(
            ctypes.byref(_PROFILE), wintypes.DWORD(0), None, ctypes.byref(found)
        )
        try:
            if result != 0 or not found.value:
                raise MachineError("no-profile", say("Windows did not report the user folder."))
            return Path(found.value)
        finally:
            ctypes.windll.ole32.CoTaskMemFree(found)
