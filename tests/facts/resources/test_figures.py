"""The time and the room of a distro: what a real shell says, and what is made of odd answers."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.facts.answers import GONE, at, read
from wizard.facts.clock import CLOCK
from wizard.facts.resources.figures import FIGURES, FIGURES_PROBE, SKEW, Figures, Room, Skew
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Exited, Figure, Probe

KERNEL = at("/proc/sys/kernel/osrelease", "6.6.87.2-microsoft-standard-WSL2\n")


def said(text: str) -> tuple[Probe, Answer]:
    return FIGURES_PROBE, Exited(0, text.encode(), b"")


@pytest.mark.linux(reason="it asks a real shell")
def test_what_a_real_shell_says(tmp_path: Path) -> None:
    done = subprocess.run(
        FIGURES_PROBE.argv,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        timeout=30,
    )
    found = read(FIGURES, KERNEL, (FIGURES_PROBE, Exited(done.returncode, done.stdout, done.stderr)))
    assert isinstance(found, Figures)
    assert abs(found.now - time.time()) < 60
    rooms = {room.place: room for room in found.rooms}
    assert set(rooms) == {"/tmp", str(tmp_path)}
    assert abs(rooms[str(tmp_path)].free - shutil.disk_usage(tmp_path).free) < 1 << 30


ROOM = "room C:\\ 100 40 60 40% /mnt/c\n"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("now 7\n", Figures(7, None, ())),
        ("now 7\nclock 9\n", Figures(7, 9, ())),
        ("clock 9\n", None),
        ("now x\n", None),
        (f"now 7\n{ROOM}files \nplace /tmp\n", Figures(7, None, (Room("/tmp", "/mnt/c", 60 << 10),))),
        (
            f"now 7\n{ROOM}files C:\\ 9 4 5 44% /mnt/c\nplace /home/a b\n",
            Figures(7, None, (Room("/home/a b", "/mnt/c", 60 << 10, 5),)),
        ),
        (
            f"now 7\n{ROOM}files btrfs 0 0 0 - /\nplace /\n",
            Figures(7, None, (Room("/", "/mnt/c", 60 << 10),)),
        ),
        ("now 7\nroom \nfiles x 9 4 5 44% /\nplace /tmp\n", Figures(7, None, ())),
        (f"now 7\n{ROOM}place /a\nplace /b\n", Figures(7, None, (Room("/a", "/mnt/c", 60 << 10),))),
    ],
)
def test_answers(text: str, figures: Figures | None) -> None:
    found = read(FIGURES, KERNEL, said(text))
    assert found == figures if figures is not None else isinstance(found, Unknown)


def test_an_image_runs_no_command_and_a_distro_that_does_not_answer_is_unknown() -> None:
    assert read(FIGURES, (FIGURES_PROBE, GONE)) is None
    assert isinstance(read(FIGURES, KERNEL, (FIGURES_PROBE, GONE)), Unknown)


NOON = Figure("1970-01-01T00:01:00Z")


@pytest.mark.parametrize(
    ("text", "now", "skew"),
    [
        ("now 100\nclock 60\n", GONE, Skew(40, True)),
        ("now 60\nclock 100\n", NOON, Skew(-40, True)),
        ("now 65\n", NOON, Skew(5, False)),
        ("now 65\n", GONE, None),
    ],
)
def test_skew(text: str, now: Answer, skew: Skew | None) -> None:
    assert read(SKEW, KERNEL, said(text), (CLOCK, now)) == skew
