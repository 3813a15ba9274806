"""What only a real WSL can show of a rehearsal: Windows' drives under a read-only remount, the cost of its PATH
folders, and that nothing in a private copy reaches Windows.

With `WSL_GO_WIZARD_DISTRO` these tests use that distro of this Windows, a throw-away one (.github/workflows). Without
it they use the stand-in, whose drive is a folder: that shows that they work, and no more.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from wizard.app.plans.rehearsing import rehearsing
from wizard.app.session import Session
from wizard.model.rehearsal.shells import REHEARSED, Rehearsal
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

DISTRO = os.environ.get("WSL_GO_WIZARD_DISTRO", "")
if not DISTRO:  # (a Windows cannot import it)
    from tests.wsl.world import World
GODEBUG = "go-env-godebug"

pytestmark = [] if DISTRO else [pytest.mark.distro, pytest.mark.xdist_group("distro")]


@dataclass
class Place:
    """A distro, and a *folder* of a Windows drive, which the distro sees as *seen*. *run* runs a line of sh as root."""

    exe: WslExe
    distro: str
    folder: Path
    seen: str
    run: Callable[[str], bytes]

    def session(self) -> Session:
        site = Wsl(self.exe, self.distro, "root")
        return Session(site, Host(), Wanted(godebug={"netdns": "go"}))

    def starts_with(self, lines: str) -> None:
        """Root's shells run *lines* at their start."""
        self.run(f"cp -n ~/.profile ~/.profile.before; printf '%s\\n' '{lines}' >~/.profile")

    def rehearse(self, *unlinked: Path) -> Rehearsal:
        """A look, which asks the user's shells as they are, and then the rehearsal, before which *unlinked* go."""
        there = self.session()
        look = there.look()
        for path in unlinked:
            path.unlink(missing_ok=True)
        _, plan, _ = rehearsing(there, look).plan([GODEBUG], insists=True)
        assert isinstance(plan.rehearsal, Rehearsal), plan.rehearsal
        return plan.rehearsal


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    if not DISTRO:
        yield from _stand_in(tmp_path)
        return
    exe = WslExe("wsl.exe")

    def run(line: str) -> bytes:
        argv = ["wsl.exe", "-d", DISTRO, "-u", "root", "--exec", "sh", "-c", line]
        return subprocess.run(argv, capture_output=True, check=True).stdout

    folder = Path(os.environ["PUBLIC"])
    seen = f"/mnt/{folder.drive[0].lower()}{folder.as_posix()[2:]}"
    made = Place(exe, DISTRO, folder, seen, run)
    yield made
    run("mv -f ~/.profile.before ~/.profile 2>/dev/null || rm -f ~/.profile")


def _stand_in(tmp_path: Path) -> Iterator[Place]:
    with World(tmp_path) as world:
        world.add("Debian")
        exe = WslExe(str(world.exe), world.environ)
        yield Place(
            exe,
            "Debian",
            world.drive,
            "/mnt/c",
            lambda line: world.run("-d", "Debian", "-u", "root", "--exec", "sh", "-c", line).stdout,
        )


def test_a_start_file_writes_to_no_drive_and_starts_no_program_of_windows(place: Place) -> None:
    """It does when a terminal is opened, and does not in a rehearsal."""
    written, started = place.folder / "wizard-written.txt", place.folder / "wizard-started.txt"
    place.starts_with(
        f"echo x >{place.seen}/{written.name}\n"
        f"! command -v cmd.exe >/dev/null || (cd {place.seen} && cmd.exe /c echo x ^>{started.name})"
    )
    place.run("bash -lc true")
    try:
        assert written.exists()
        assert started.exists() or not DISTRO
        seen = place.rehearse(written, started)
        assert (written.exists(), started.exists()) == (False, False)
        assert seen.kinds == REHEARSED
    finally:
        written.unlink(missing_ok=True)
        started.unlink(missing_ok=True)


def test_drives_are_still_drives_afterwards(place: Place) -> None:
    """What is remounted read-only is so in the private copy only."""
    place.starts_with("true")
    place.rehearse()
    place.run(f"echo x >{place.seen}/wizard-after.txt")
    (place.folder / "wizard-after.txt").unlink()


def test_what_folders_of_windows_in_path_cost(place: Place, record_property: Callable[..., None]) -> None:
    """A measurement, not a limit: a busy computer is no fault of ours."""
    place.starts_with("true")
    took: dict[str, float] = {}
    for name, start in (
        ("with", "true"),
        ("without", 'PATH=$(echo "$PATH" | tr : "\\n" | grep -v /mnt/ | paste -sd:)'),
    ):
        place.starts_with(start)
        began = time.monotonic()
        place.rehearse()
        took[name] = time.monotonic() - began
    count = place.run("bash -lc 'echo $PATH' | tr : '\\n' | grep -c /mnt/ || true").strip().decode()
    for name, seconds in took.items():
        record_property(f"rehearsal {name} the folders of Windows in PATH", f"{seconds:.2f} s")
        print(f"rehearsal {name} the folders of Windows in PATH ({count}): {seconds:.2f} s")
