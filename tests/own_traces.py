"""What the wizard keeps of its own, in the home of whoever runs it: fault reports, archives and journals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from wizard.transports import private_files

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


def leftovers() -> Mapping[str, str]:
    """Each file that the wizard left for itself, and the pattern of `private_files.LEFTOVERS` that it is of: empty if
    there is none, so that Windows' uninstaller would leave it."""
    folders = {
        "Cache": private_files.cache_folder(),
        "Cache/archives": private_files.archive_folder(),
        "Logs": private_files.log_folder(),
    }
    assert folders.keys() == private_files.LEFTOVERS.keys()
    known = {folder: private_files.LEFTOVERS[name] for name, folder in folders.items()}
    files = {file for folder in known for file in folder.rglob("*") if not file.is_dir()}
    return {
        str(file): next(
            (pattern for pattern in known.get(file.parent, ()) if fnmatch(file.name, pattern)), ""
        )
        for file in files
    }


def _with_all_below(place: Path) -> Iterator[Path]:
    if place.exists():
        yield place
        yield from place.rglob("*")
