"""Nothing of a world is left, however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from tests.wsl import sweep
from tests.wsl.world import World

pytestmark = [pytest.mark.root, pytest.mark.distro, pytest.mark.xdist_group("wsl")]

LEFT_OPEN = """
import sys, subprocess
from pathlib import Path
from tests.wsl import sweep
from tests.wsl.world import World
world = World(Path(sys.argv[1])).__enter__()
world.add("Debian")
(world.root("Debian") / "etc/wsl.conf").write_text("[boot]\\nsystemd=true\\n")
world.run("-e", "true")
nothing = subprocess.DEVNULL
subprocess.Popen([world.exe, "-e", "sleep", "1000"], stdin=nothing, stdout=nothing, stderr=nothing)
print("open", flush=True)
sys.stdin.read()
"""


def _left(folder: Path) -> list[str]:
    """Processes, mounts and cgroups of worlds in *folder*."""
    here = str(folder)
    found = [line for line in Path("/proc/self/mountinfo").read_text().splitlines() if here in line]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = process.joinpath("cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if here in line and int(process.name) != os.getpid():
            found.append(line.replace("\0", " "))
    guids = [path.name for path in folder.glob("windows/distros/*")]
    for guid in guids:
        found += [str(path) for path in Path("/sys/fs/cgroup").glob(f"**/wsl-standin-{guid}")]
    return found


def _break_off(folder: Path) -> NoReturn:
    with World(folder) as world:
        world.add("Debian")
        (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")
        world.run("-e", "true")
        assert _left(folder) != []
        world.fault("hang", match="--status")
        commands = [["-e", "sleep", "1000"]] * 4 + [["--status"]]
        callers = [subprocess.Popen([str(world.exe), *words], stdin=subprocess.DEVNULL) for words in commands]
        while ["--status"] not in world.calls:
            pass
        raise BrokenOff(callers)


class BrokenOff(Exception):
    """A test that failed, with the calls that were under way, or about to begin."""


def test_a_world_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BrokenOff) as broken:
        _break_off(tmp_path)
    assert {caller.wait(30) for caller in broken.value.args[0]} <= {-signal.SIGKILL, 1}
    assert _left(tmp_path) == []


def test_a_world_whose_process_was_killed_is_swept_by_the_next(tmp_path: Path) -> None:
    forgotten = tmp_path / "forgotten"
    forgotten.mkdir()
    script = subprocess.Popen(
        [sys.executable, "-c", LEFT_OPEN, str(forgotten)],
        cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert script.stdout is not None
    assert script.stdout.readline() == b"open\n"
    script.send_signal(signal.SIGKILL)
    script.communicate()
    assert _left(forgotten) != []
    with World(tmp_path):
        assert _left(forgotten) == []


def test_a_world_closes_as_often_as_one_likes_and_a_world_in_use_is_let_be(
    tmp_path: Path, world: World
) -> None:
    world.add("Debian")
    world.run("-e", "true")
    with World(tmp_path / "other") as other:
        other.close()
        other.close()
    assert world.is_running("Debian")


def test_a_forgotten_world_whose_folder_is_gone_is_no_obstacle(tmp_path: Path) -> None:
    with World(tmp_path):
        (note,) = [each for each in sweep._NOTES.glob("*.json") if str(tmp_path) in each.read_text()]
    left = note.with_name(f"gone-{os.getpid()}.json")
    left.write_text(json.dumps({"folder": str(tmp_path / "gone"), "pid": 1, "start": "at no time"}))
    with World(tmp_path / "another"):
        assert not left.exists()
