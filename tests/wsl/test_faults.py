"""Every knob does what it says, as often as it says, and to whom."""

from __future__ import annotations

import subprocess
import time

import pytest

from tests.wsl.commands.stream import CRASHED
from tests.wsl.faults import KNOBS
from tests.wsl.world import FAILED, World

LIST = b"Windows Subsystem for Linux Distributions:\r\nDebian (Default)\r\n"


@pytest.fixture
def world(world: World) -> World:
    world.add("Debian")
    return world


@pytest.mark.parametrize("after", [0, 10])
def test_hang(world: World, after: int) -> None:
    world.fault("hang", after=after)
    with pytest.raises(subprocess.TimeoutExpired) as late:
        subprocess.run(
            [world.exe, "-l"], env={"WSL_UTF8": "1"}, capture_output=True, timeout=0.7, check=False
        )
    assert (late.value.stdout or b"") == LIST[:after]


def test_drip(world: World) -> None:
    world.fault("drip", seconds=0.005)
    began = time.monotonic()
    assert world.run("-l").stdout == LIST
    assert time.monotonic() - began > len(LIST) * 0.005


def test_garbage(world: World) -> None:
    world.fault("garbage", data=b"\xff\x00\x1b]0;x\x07", code=3)
    done = world.run("-l")
    assert (done.returncode, done.stdout) == (3, b"\xff\x00\x1b]0;x\x07")


def test_encoding(world: World) -> None:
    world.fault("encoding", codec="utf-16-le")
    assert world.run("-l").stdout == LIST.decode().encode("utf-16-le")


def test_noise(world: World) -> None:
    world.fault("noise", data=b"wsl: \xff\r\n")
    done = world.run("-l")
    assert (done.stdout, done.stderr) == (LIST, b"wsl: \xff\r\n")


@pytest.mark.parametrize("after", [0, 7, len(LIST) - 1])
def test_crash(world: World, after: int) -> None:
    world.fault("crash", after=after)
    done = world.run("-l")
    assert (done.returncode, done.stdout) == (CRASHED, LIST[:after])


def test_error(world: World) -> None:
    world.fault("error", path="Wsl/Service/CreateInstance/0x8007274c")
    done = world.run("-d", "Debian", "-e", "true")
    assert done.returncode == FAILED
    assert done.stdout.endswith(b"\r\nError code: Wsl/Service/CreateInstance/0x8007274c\r\n")


def test_which_calls_and_how_often(world: World) -> None:
    world.fault("error", path="Wsl/Service/E_FAIL", match="--status", spare=1, times=2)
    assert [world.run("--status").returncode for _ in range(4)] == [0, FAILED, FAILED, 0]
    world.fault("error", path="Wsl/Service/E_FAIL", match="--status")
    assert [world.run(word).returncode for word in ("--status", "--list")] == [FAILED, 0]
    world.heal()
    assert world.run("--status").returncode == 0


def test_an_unknown_knob_is_refused_and_every_knob_is_tested(world: World) -> None:
    with pytest.raises(ValueError):
        world.fault("nonsense")
    tested = {name.removeprefix("test_") for name in globals()} | {
        "unbootable"
    }  # that one in test_life_wslconfig.py
    assert set(KNOBS) <= tested


@pytest.mark.root
@pytest.mark.distro
@pytest.mark.xdist_group("wsl")
def test_the_output_of_a_process_breaks_off_and_the_process_lives_on(world: World) -> None:
    world.fault("crash", after=3, times=1, match="echo")
    done = world.run("-e", "/bin/sh", "-c", "echo 123456; sleep 0.2; touch /tmp/done")
    assert (done.returncode, done.stdout) == (CRASHED, b"123")
    assert world.run("-e", "/bin/sh", "-c", "while ! test -e /tmp/done; do sleep 0.05; done").returncode == 0


@pytest.mark.root
@pytest.mark.distro
@pytest.mark.xdist_group("wsl")
def test_a_start_whose_caller_is_killed_leaves_a_distro_that_starts(world: World) -> None:
    (world.root("Debian") / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")
    for patience in (0.15, 0.25, 0.35, 0.5):
        caller = subprocess.Popen([world.exe, "-e", "true"], stdin=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            caller.wait(patience)
        caller.kill()
        caller.wait()
        done = world.run("-e", "cat", "/proc/1/comm")
        assert (done.returncode, done.stdout) == (0, b"systemd\n")
        world.run("--terminate", "Debian")
