"""Where the wizard keeps what is its own and no machine's: reports of faults, and downloaded archives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

NAME: Final = "WSL Go Wizard" if sys.platform == "win32" else "wsl-go-wizard"
"""Of the folder, as the system spells such names. On Windows it is not the one of the PC's journal, where nothing but
setups may lie."""


def logs() -> Path:
    """For reports of faults."""
    import platformdirs

    return platformdirs.user_log_path(NAME, appauthor=False)


def archives() -> Path:
    """For archives of Go, which can be downloaded again."""
    import platformdirs

    return platformdirs.user_cache_path(NAME, appauthor=False) / "archives"
