"""The whole way through wsl.exe, on distros that really boot: set up, restart, proof, drift, repair, undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import pictured, profile
from tests.e2e.goroots import NEWEST
from tests.pcs.registry_file import FileRegistry
from tests.servers.goserver import GoServer
from tests.wsl.distros.base import made
from tests.wsl.world import World
from wizard.app.machines.this_pc import ThisPc
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.transports.windows.pc import Windows

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]

OURS = ("/var/lib/wsl-go-wizard", "/proc", "/sys", "/dev", "/run", "/tmp", "/mnt")
SYSTEMD_WRITES = ("/var/log", "/var/cache", "/var/lib/systemd", "/var/tmp")
WSL_WRITES = {  # at every start (WSL §4.3)
    "/etc/hosts",
    "/etc/hostname",
    "/etc/resolv.conf",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf.d/ld.wsl.conf",
}
Wizard = Callable[..., int]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made()
    with World(tmp_path) as world:
        yield world


@pytest.fixture
def source(go_archives: Path) -> Iterator[str]:
    with GoServer(go_archives) as server:
        yield server.url


@pytest.fixture
def wizard(world: World, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wizard:
    """The command line, on that Windows. What it downloads lies on drive C:, as it does there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(world.profile / "AppData/Local/cache"))
    monkeypatch.setenv("WSL_GO_WIZARD_LANGUAGE", "en")
    wanted = profile(tmp_path / "team.toml", source)

    def wizard(command: str, *words: str) -> int:
        pc = Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe)
        on_site = lambda path: path.replace(str(world.drive), "/mnt/c", 1)  # noqa: E731
        argv = [command, "--profile", str(wanted), *words]
        return run(argv, pc=ThisPc(pc, on_site=on_site))

    return wizard


def said(world: World, name: str, command: str, *, login: bool = False) -> str:
    """What a shell of the user says."""
    shell = ("/bin/bash", "-lc") if login else ("/bin/sh", "-c")
    done = world.run("-d", name, "--cd", "/", "--exec", *shell, command)
    return done.stdout.decode()


def check_effect(world: World, name: str) -> None:
    assert said(world, name, "cat /proc/1/comm") == "systemd\n"
    (line,) = [
        line for line in said(world, name, "cat /proc/mounts").splitlines() if line.split()[1] == "/tmp"
    ]
    assert line.split()[2] == "tmpfs"
    assert "X0" in said(world, name, "ls /tmp/.X11-unix"), "the window system's socket is still there"
    version = "XDG_CONFIG_HOME=/tmp/x go version"  # Go leaves things in the home
    assert f"go{NEWEST} " in said(world, name, version, login=True)
    assert said(world, name, 'echo "$GODEBUG"', login=True) == "netdns=go\n"


def changed(before: dict[str, object], after: dict[str, object]) -> set[str]:
    different = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return different - WSL_WRITES


def test_the_whole_way(world: World, wizard: Wizard, capfd: pytest.CaptureFixture[str]) -> None:
    world.add("Debian")
    root = world.root("Debian")
    (root / "etc/wsl.conf").write_text("# mine\n[user]\ndefault=me  # that is me\n")
    at = ("--distro", "Debian")
    assert said(world, "Debian", "cat /proc/1/comm") == "init\n"
    before = pictured(root, without=(*OURS, *SYSTEMD_WRITES))

    assert wizard("look", *at) == Exit.PENDING
    calls = len(world.calls)
    assert wizard("apply", *at, "--yes", "--restart", "later") == Exit.DONE
    assert len(world.calls) - calls <= 4, "a look, the change, and a second look, which measures the shells"
    assert said(world, "Debian", "cat /proc/1/comm") == "init\n", "later is later"
    assert wizard("verify", *at) == Exit.PENDING, capfd.readouterr()
    assert wizard("restart", *at, "--yes") in (Exit.TRIAL, Exit.NOTHING_TO_DO)
    check_effect(world, "Debian")
    assert wizard("verify", *at) == Exit.NOTHING_TO_DO, capfd.readouterr()
    calls = len(world.calls)
    assert wizard("accept", *at) == Exit.DONE
    assert len(world.calls) - calls <= 2
    assert wizard("plan", *at) == Exit.NOTHING_TO_DO, "a second run changes nothing"

    fstab = root / "etc/fstab"
    fstab.write_text(fstab.read_text().replace("size=2g", "size=64m"))
    capfd.readouterr()
    assert wizard("drift", *at, "--json") == Exit.PENDING
    (drifted,) = [item for item in json.loads(capfd.readouterr().out)["drift"] if item["standing"] != "after"]
    assert drifted["path"] == "/etc/fstab"
    assert wizard("apply", *at, "--yes", "--restart", "now") == Exit.DONE
    assert wizard("accept", *at) == Exit.DONE
    assert "size=2" in said(world, "Debian", "grep ' /tmp ' /proc/mounts")

    # Back over the repair, which gives the edited line, and over the setup itself.
    assert wizard("undo", "2", *at, "--yes") == Exit.DONE, capfd.readouterr()
    assert "size=64m" in fstab.read_text()
    fstab.write_text(fstab.read_text().replace("size=64m", "size=2g"))
    assert wizard("undo", "1", *at, "--yes") == Exit.DONE, capfd.readouterr()
    assert wizard("restart", *at, "--yes") in (Exit.TRIAL, Exit.NOTHING_TO_DO)
    assert said(world, "Debian", "cat /proc/1/comm") == "init\n"
    # An accepted Go stays in its folder, as the preview says (nothing leads to it any more), and history does.
    kept = ("/home/me/sdk", "/home/me/.local")
    assert changed(before, pictured(root, without=(*OURS, *SYSTEMD_WRITES, *kept))) == set()


def test_a_trial_is_taken_back_after_the_restart(world: World, wizard: Wizard) -> None:
    world.add("Debian")
    at = ("--distro", "Debian")
    assert said(world, "Debian", "cat /proc/1/comm") == "init\n"
    root = world.root("Debian")
    before = pictured(root, without=(*OURS, *SYSTEMD_WRITES))
    assert wizard("apply", *at, "--yes", "--restart", "now") == Exit.DONE
    check_effect(world, "Debian")
    assert wizard("undo", *at, "--yes") == Exit.DONE
    assert wizard("restart", *at, "--yes") in (Exit.PENDING, Exit.NOTHING_TO_DO)
    assert said(world, "Debian", "cat /proc/1/comm") == "init\n"
    assert changed(before, pictured(root, without=(*OURS, *SYSTEMD_WRITES))) == set()


def test_two_distros_do_not_know_of_each_other(world: World, wizard: Wizard) -> None:
    for name in ("One", "Two"):
        world.add(name)
    assert said(world, "Two", "cat /proc/1/comm") == "init\n"
    assert wizard("apply", "--distro", "One", "--yes", "--restart", "now") == Exit.DONE
    check_effect(world, "One")
    assert said(world, "Two", "cat /proc/1/comm") == "init\n", "only the one distro was restarted"
    assert world.boots("Two") == 1
    assert wizard("apply", "--distro", "Two", "--yes", "--restart", "now") == Exit.DONE
    check_effect(world, "Two")
    assert world.boots("One") == 2
    for name in ("One", "Two"):
        assert wizard("accept", "--distro", name) == Exit.DONE
