"""What .wslconfig says of the machine that distros start in, and what keeps it from starting."""

from __future__ import annotations

import os

import pytest

from tests.wsl.commands.texts import texts
from tests.wsl.conftest import run_sh
from tests.wsl.settings import UNREADABLE
from tests.wsl.world import FAILED, World

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("wsl"),
]


@pytest.fixture
def world(world: World) -> World:
    world.add("Debian")
    return world


def test_memory_and_the_line_of_the_kernel_are_those_of_wslconfig(world: World) -> None:
    (world.profile / ".wslconfig").write_text(
        "[wsl2]\nmemory=1GB\nkernelCommandLine=quiet x=y\nprocessors=1\n"
    )
    lines = run_sh(world, "cat /proc/meminfo /proc/cmdline").splitlines()
    assert lines[0].split() == ["MemTotal:", "1048576", "kB"]
    assert [line.split() for line in lines if "SwapTotal" in line] == [["SwapTotal:", "1048576", "kB"]]
    assert lines[-1].endswith(" WSL_ENABLE_CRASH_DUMP=1 quiet x=y")
    assert " nr_cpus=1 " in lines[-1]


def test_how_long_is_said_in_wslconfig(world: World) -> None:
    (world.profile / ".wslconfig").write_text("[general]\r\ninstanceIdleTimeout=-1\r\n")
    world.run("-e", "true")
    world.passes(100000)
    assert world.is_running("Debian")


def test_wslconfig_is_read_when_the_machine_is_made(world: World) -> None:
    config = world.profile / ".wslconfig"
    config.write_text("[wsl2]\r\nnonsense=1\r\nguiApplications=false\r\n")
    first = world.run("-e", "/bin/sh", "-c", "echo [$DISPLAY]")
    assert first.stdout == b"[]\n"
    assert first.stderr == b"wsl: Unknown key 'wsl2.nonsense' in C:\\Users\\me\\.wslconfig:2\r\n"
    config.unlink()
    world.run("--terminate", "Debian")
    assert run_sh(world, "echo [$DISPLAY]") == "[]\n"
    world.run("--shutdown")
    assert run_sh(world, "echo [$DISPLAY]") == "[:0]\n"


def test_what_wsl_puts_up_with_in_wslconfig_it_warns_of(world: World) -> None:
    config = world.profile / ".wslconfig"
    config.write_text("[wsl2]\nprocessors=4711\nswapFile=C:\\\\nope\\\\swap.vhdx\n")
    done = world.run("-e", "true")
    assert done.returncode == 0
    said = texts("en-US")
    assert done.stderr.decode().split("\r\n") == [
        "wsl: " + said["processors"].format(value=4711, cores=os.cpu_count()),
        "wsl: " + said["swap"].format(path="C:\\nope\\swap.vhdx"),
        "",
    ]
    config.unlink()
    config.mkdir()
    world.run("--shutdown")
    done = world.run("-e", "true")
    warning = UNREADABLE.format(file="C:\\Users\\me\\.wslconfig")
    assert (done.returncode, done.stderr.decode()) == (0, f"wsl: {warning}\r\n")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("macAddress=nonsense", b"Wsl/Service/CreateInstance/CreateVm/ParseConfig/E_INVALIDARG"),
        ("kernel=C:\\\\nope", b"Wsl/Service/CreateInstance/CreateVm/WSL_E_CUSTOM_KERNEL_NOT_FOUND"),
    ],
)
def test_what_in_wslconfig_keeps_everything_from_starting(world: World, line: str, path: bytes) -> None:
    (world.profile / ".wslconfig").write_text(f"[wsl2]\n{line}\n")
    done = world.run("-e", "true")
    assert done.returncode == FAILED
    assert path in done.stdout
    assert not world.is_running("Debian")
    (world.profile / ".wslconfig").unlink()
    assert world.run("-e", "true").returncode == 0


def test_a_start_that_takes_too_long_is_given_up(world: World) -> None:
    (world.profile / ".wslconfig").write_text("[wsl2]\ndistributionStartTimeout=700\n")
    (world.root("Debian") / "usr/bin/mount").rename(world.root("Debian") / "usr/bin/mount.real")
    slow = world.root("Debian") / "usr/bin/mount"
    slow.write_text('#!/bin/sh\n[ $# = 1 ] && sleep 1000\nexec mount.real "$@"\n')
    slow.chmod(0o755)
    done = world.run("-e", "true")
    assert done.returncode == FAILED
    assert b"HCS_E_CONNECTION_TIMEOUT" in done.stdout
    assert not world.is_running("Debian")
    slow.write_text('#!/bin/sh\nexec mount.real "$@"\n')
    assert world.run("-e", "true").returncode == 0
