"""The whole way through the Windows program, on distros that really boot: look, rehearse, apply, restart, verify,
drift, undo; two distros at once; and a distro that does not start any more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.e2e.conftest import pictured
from tests.e2e.test_wsl import OURS, SYSTEMD_WRITES, changed, check_effect
from tests.servers.goserver import GoServer
from tests.windows.distros.computer import Pc
from tests.windows.distros.way import PROFILE, Way
from tests.windows.distros.windows import USER_FOLDER
from wizard.cli.exits import Exit

TEAM = "团队 team.toml"
WANTED = ("--profile", rf"{USER_FOLDER}\{TEAM}")


@pytest.fixture
def team(pc: Pc, go_archives: Path) -> Iterator[Pc]:
    """The PC of somebody whose team has a profile; Go comes from a server of its own."""
    with GoServer(go_archives) as server:
        (pc.profile / TEAM).write_text(PROFILE.format(source=server.url))
        yield pc


def test_the_whole_way(team: Pc) -> None:
    root = team.add("Debian")
    (root / "etc/wsl.conf").write_text("# mine\n[user]\ndefault=me  # that is me\n")
    assert team.said("Debian", "cat /proc/1/comm") == "init\n"
    before = pictured(root, without=(*OURS, *SYSTEMD_WRITES))

    Way(team, "Debian", WANTED[1]).go()

    # An accepted Go stays in its folder (nothing leads to it any more), and history does.
    kept = ("/home/me/sdk", "/home/me/.local")
    assert changed(before, pictured(root, without=(*OURS, *SYSTEMD_WRITES, *kept))) == set()


def test_two_distros_at_once(team: Pc) -> None:
    for name in ("One", "Two"):
        team.add(name)

    def set_up(name: str) -> int:
        return team.wizard("apply", "--distro", name, *WANTED, "--yes", "--restart", "now").code

    with ThreadPoolExecutor() as pool:
        assert list(pool.map(set_up, ("One", "Two"))) == [Exit.DONE, Exit.DONE]
    for name in ("One", "Two"):
        check_effect(team.world, name)
        assert team.wizard("accept", "--distro", name).code == Exit.DONE


def test_a_distro_that_does_not_start_any_more_is_rescued(team: Pc) -> None:
    root = team.add("Debian")
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=false\n")
    assert team.said("Debian", "cat /proc/1/comm") == "init\n"
    before = pictured(root, without=(*OURS, *SYSTEMD_WRITES))
    team.world.fault("unbootable", when="systemd")

    applied = team.wizard("apply", "--distro", "Debian", *WANTED, "--yes", "--restart", "now")
    assert applied.code == Exit.ERROR
    assert "rescue" in applied.err + applied.out
    assert team.said("Debian", "echo up") != "up\n", "it does not start"
    rescued = team.wizard("rescue", "--distro", "Debian", "--yes")

    assert rescued.code == Exit.DONE, rescued
    assert team.said("Debian", "cat /proc/1/comm") == "init\n"
    assert not (team.profile / ".wslconfig").exists()
    assert changed(before, pictured(root, without=(*OURS, *SYSTEMD_WRITES))) == set()


def test_what_wsl_says_itself_is_understood(team: Pc) -> None:
    """In the encoding of old builds, too, and where a program ends as WSL does when it failed."""
    team.add("Debian")
    team.world.fault("encoding", codec="utf-16-le")

    listed = team.wizard("machines", "--json")

    machines = {each["name"]: each["is_running"] for each in json.loads(listed.out)["machines"]}
    assert machines["Debian"] is False
    missing = team.windows.run("wsl.exe", "-d", "none", "--exec", "/bin/true")
    failing = team.windows.run("wsl.exe", "-d", "Debian", "--cd", "/", "--exec", "/bin/sh", "-c", "exit 255")
    assert missing.code == failing.code == 255
    assert [call.code for call in team.bridge.calls[-2:]] == [-1, 255]
