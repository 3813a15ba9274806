"""What happens when a distro is opened for the first time without a command (WSL §8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.wsl.distros.process import Process
from tests.wsl.place import Place
from tests.wsl.settings import of_first_launch
from tests.wsl.state import Distro, changing


def first_launch(place: Place, distro: Distro, run: Callable[[str], int]) -> int:
    """*run* the distro's own command, as root. If it fails, no shell is opened, and it will be run again. If it
    succeeds, it is never run again, and the default user is the one it names."""
    values = of_first_launch(place.root(distro.guid))
    command = values["oobe.command"]
    if command:
        code = run(command)
        if code != 0:
            return code
    with changing(place) as state:
        kept = state.distros[distro.guid]
        kept.run_oobe = False
        if command and values["oobe.defaultUid"] is not None:
            kept.uid = values["oobe.defaultUid"]
    return 0


def as_root(process: Process, line: str) -> Process:
    return replace(process, user="root", argv=["/bin/sh", "-c", line], line="", is_login=False)
