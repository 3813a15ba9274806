"""What the wizard keeps of its own, in the home of whoever runs it: fault reports, archives and journals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

NAMES = ("wsl-go-wizard", "WSL Go Wizard")
FOLDERS = {
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_DATA_HOME": ".local/share",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
}
"""Where platformdirs puts it below a home, by the variable that says otherwise."""


def traces(home: Path) -> Mapping[str, int]:
    """Everything of ours below *home*, and when it was written (ns)."""
    return {
        str(path): path.lstat().st_mtime_ns
        for folder in FOLDERS.values()
        for name in NAMES
        for path in _with_all_below(home / folder / name)
    }


def _with_all_below(place: Path) -> Iterator[Path]:
    if place.exists():
        yield place
        yield from place.rglob("*")
