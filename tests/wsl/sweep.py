"""Nothing is left behind: no process, no mount, no cgroup, even of a test that was killed.

Every open world is noted in one place with the process that opened it; the next one clears up after those
whose process is gone.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from tests.wsl.distros import container
from tests.wsl.place import Place
from tests.wsl.state import started

EXE = Path(__file__).with_name("exe.py")
_NOTES = Path(tempfile.gettempdir()) / f"wsl-standin-worlds-{os.getuid()}"


def begin(place: Place) -> None:
    """A world opens: worlds that nobody closed are closed."""
    _NOTES.mkdir(mode=0o700, exist_ok=True)
    with Place(_NOTES).locked("sweep"):
        for note in _NOTES.glob("*.json"):
            _close_forgotten(note)
    mine = {"folder": str(place.folder), "pid": os.getpid(), "start": started(os.getpid())}
    _note_of(place).write_text(json.dumps(mine))


def _note_of(place: Place) -> Path:
    return _NOTES / f"{os.getpid()}-{abs(hash(str(place.folder))):x}.json"


def _close_forgotten(note: Path) -> None:
    try:
        owner = json.loads(note.read_text())
    except (OSError, ValueError):
        return
    if started(owner["pid"]) != owner["start"]:
        end(Place(Path(owner["folder"])))
        note.unlink(missing_ok=True)


def end(place: Place) -> None:
    """Close the world in *place*, as often as you like. From now on a call of its `wsl.exe` finds no state, and
    does nothing."""
    with suppress(FileNotFoundError), place.locked("state"):  # its folder may be gone
        place.state.rename(place.closed)
    _end_callers(place)
    for folder in (place.folder / "distros").glob("*"):
        container.kill_group(container.cgroup_name(folder.name))
    _unmount(place)
    _note_of(place).unlink(missing_ok=True)


def _end_callers(place: Place) -> None:
    """Calls of this world's `wsl.exe` that nobody ended, and those of them that are only about to begin."""
    mine = {str(place.exe).encode(), str(place.folder).encode()}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mine & set(folder.joinpath("cmdline").read_bytes().split(b"\0")[:4]):
                os.kill(int(folder.name), signal.SIGKILL)


def _unmount(place: Place) -> None:
    """Deepest first."""
    inside = f"{place.folder}/"
    mounts = [line.split(" ")[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    for mount in reversed([mount.replace("\\040", " ") for mount in mounts]):
        if mount.startswith(inside):
            subprocess.run(["umount", "-l", mount], check=False)
