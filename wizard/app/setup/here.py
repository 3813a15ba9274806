"""First-time setup of the PC the wizard runs on, or around the distro it runs in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from wizard.app.setup.install import FirstTime
from wizard.app.setup.progress import ProgressFile
from wizard.app.setup.resume import WORDS, Resume, own_command
from wizard.elevated import client
from wizard.model.errors import MachineError
from wizard.model.text import say
from wizard.transports.windows.pc import Windows
from wizard.transports.wslexe import WslExe

FOLDER: Final = Path("AppData", "Local", "WSL Go Wizard", "first-time")
"""In the user's profile: the notes, and the orders to the elevated task."""

_KERNEL: Final = Path("/proc/sys/kernel/osrelease")


def open_first_time(pc: Windows | None = None, words: tuple[str, ...] = WORDS) -> FirstTime:
    """First-time setup of *pc*; of the one the wizard runs on, or in, if it is not known yet. After a restart
    Windows starts the wizard with *words*. Raises `MachineError`."""
    site = pc or _here()
    folder = site.profile / FOLDER
    on_windows = sys.platform == "win32"
    return FirstTime(
        site,
        WslExe(str(site.wsl_exe)) if site.wsl_exe is not None else None,
        ProgressFile(folder / "notes.json"),
        client.this_pc(folder) if on_windows else None,
        Resume(site.registry, own_command(words)) if on_windows else None,
        site.wsl_exe.with_name("shutdown.exe") if on_windows and site.wsl_exe is not None else None,
    )


def _here() -> Windows:
    from wizard.transports.windows import opening as windows_open

    if sys.platform == "win32":
        return windows_open.this_pc()
    if "microsoft" not in _kernel().lower():
        raise MachineError(
            "no-windows",
            say("This machine does not run Windows, so WSL cannot be installed here."),
            next_step=say("Run the wizard on the Windows PC on which you want to use WSL."),
        )
    return windows_open.around_this_distro()


def _kernel() -> str:
    try:
        return _KERNEL.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
