"""Commands that change distros, their default, their version, or WSL itself."""

from __future__ import annotations

import pytest

from tests.wsl.commands.texts import texts
from tests.wsl.state import INSTALLING
from tests.wsl.world import FAILED, World

SAID = texts("en-US")
DONE = f"{SAID['success']}\r\n".encode()
real = [pytest.mark.root, pytest.mark.distro, pytest.mark.xdist_group("wsl")]


def _names(world: World) -> list[str]:
    return world.run("-l", "-q").stdout.decode().split()


def _ends_with(world: World, path: str, *argv: str) -> None:
    done = world.run(*argv)
    assert done.returncode == FAILED
    assert done.stdout.decode().endswith(f"Error code: {path}\r\n"), done.stdout


def test_install_without_a_launch_leaves_a_distro_that_waits_for_its_first(world: World) -> None:
    done = world.run("--install", "debian", "--no-launch")
    assert done.returncode == 0
    assert done.stdout.decode().split("\r\n")[:2] == [
        SAID["downloading"].format(name="Debian GNU/Linux"),
        SAID["installing"].format(name="Debian GNU/Linux"),
    ]
    assert _names(world) == ["Debian"]
    text = world.reg().read_bytes().decode("utf-16")
    assert '"RunOOBE"=dword:00000001' in text
    assert '"DefaultUid"=dword:00000000' in text


def test_install_refuses_what_contradicts_itself(world: World) -> None:
    world.add("Debian")
    _ends_with(world, "Wsl/E_INVALIDARG", "--install", "Debian", "--no-distribution")
    _ends_with(world, "Wsl/E_INVALIDARG", "--install", "Debian", "--from-file", "C:\\x.wsl")
    _ends_with(world, "Wsl/E_INVALIDARG", "--install", "Ubuntu", "--fixed-vhd")
    _ends_with(world, "Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND", "--install", "Nope")
    _ends_with(world, "Wsl/InstallDistro/ERROR_ALREADY_EXISTS", "--install", "Debian", "-n")
    _ends_with(world, "Wsl/ERROR_FILE_NOT_FOUND", "--install", "-f", "C:\\x.wsl")
    for name in ("a b", "legacy", "ä", "n" * 257):
        assert world.run("--install", "Ubuntu", "-n", "--name", name).returncode == FAILED
    assert _names(world) == ["Debian"]


def test_install_under_another_name_and_from_a_file(world: World) -> None:
    assert world.run("--install", "Debian", "-n", "--name", "Go.1", "--version", "1").returncode == 0
    (world.profile / "x.wsl").write_bytes(b"")
    assert world.run("--install", "-f", "C:\\Users\\me\\x.wsl", "-n", "--name", "File").returncode == 0
    rows = world.run("-l", "-v").stdout.decode().split("\r\n")
    assert [row.split()[-1] for row in rows[1:-1]] == ["1", "2"]
    assert _names(world) == ["Go.1", "File"]


def test_missing_features_need_a_restart_of_windows_first(world: World) -> None:
    world.change(missing=["VirtualMachinePlatform"])
    done = world.run("--install", "Debian")
    assert done.returncode == 0
    assert done.stdout.decode() == f"{SAID['reboot']}\r\n"
    assert _names(world) == []
    assert b"Virtual Machine Platform" in world.run("--status").stdout
    world.reboot()
    assert world.run("--status").stdout == b"Default Version: 2\r\n"
    assert world.run("--install", "--no-distribution").stdout == DONE
    assert world.run("--install", "Debian", "-n").returncode == 0


def test_without_the_network_nothing_comes(world: World) -> None:
    world.change(missing=["network"])
    assert world.run("--install", "Debian", "-n").returncode == FAILED
    assert world.run("--update").returncode == FAILED


def test_update(world: World) -> None:
    assert SAID["up-to-date"] in world.run("--update").stdout.decode()
    world.change(newest="2.9.4.0")
    assert b"2.9.4.0" in world.run("--update").stdout
    assert world.run("--version").stdout.startswith(b"WSL version: 2.9.4.0\r\n")


def test_versions(world: World) -> None:
    world.add("Old", version=1)
    assert world.run("--set-version", "Old", "2").stdout.endswith(DONE)
    assert world.run("-l", "-v").stdout.rstrip().endswith(b"2")
    _ends_with(world, "Wsl/Service/WSL_E_VM_MODE_INVALID_STATE", "--set-version", "Old", "2")
    _ends_with(world, "Wsl/ERROR_VERSION_PARSE_ERROR", "--set-version", "Old", "3")
    assert world.run("--set-default-version", "1").stdout == DONE
    assert '"DefaultVersion"=dword:00000001' in world.reg().read_bytes().decode("utf-16")
    world.change(missing=["VirtualMachinePlatform"])
    world.add("Older", version=1)
    _ends_with(world, "Wsl/Service/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED", "--set-version", "Older", "2")


def test_unregister_and_the_next_default(world: World) -> None:
    world.add("A", user=None)
    world.add("B", user=None)
    assert world.run("--unregister", "A").stdout.endswith(DONE)
    assert world.run("--list").stdout.split(b"\r\n")[1] == b"B (Default)"
    world.run("--unregister", "b")
    assert _names(world) == []
    assert "DefaultDistribution" not in world.reg().read_bytes().decode("utf-16")


def test_a_distro_that_is_being_installed_does_not_start(world: World) -> None:
    world.add("Debian", state=INSTALLING)
    _ends_with(world, "Wsl/Service/CreateInstance/E_ILLEGAL_STATE_CHANGE", "-d", "Debian", "-e", "true")


def test_manage_does_exactly_one_thing(world: World) -> None:
    world.add("Debian")
    for words in ((), ("--move", "C:\\x", "--resize", "1GB"), ("--nonsense",)):
        assert world.run("--manage", "Debian", *words).returncode == FAILED
    assert world.run("--manage", "Debian", "--resize", "64GB").stdout == DONE


def test_without_the_features_of_windows_nothing_starts(world: World) -> None:
    world.add("Debian")
    world.change(missing=["VirtualMachinePlatform"])
    path = "Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED"
    _ends_with(world, path, "-d", "Debian", "-e", "true")
    world.change(missing=["VirtualMachinePlatform", "Microsoft-Windows-Subsystem-Linux"])
    _ends_with(world, "Wsl/WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED", "-d", "Debian", "-e", "true")


class TestReal:
    """With distros that start."""

    pytestmark = real

    def test_the_default_user_after_an_install(self, world: World) -> None:
        world.run("--install", "Debian", "--no-launch")
        assert world.run("-e", "id", "-un").stdout == b"root\n"
        made = world.run("-u", "root", "-e", "/usr/sbin/useradd", "-m", "-s", "/bin/bash", "go")
        assert made.returncode == 0, made
        assert world.run("--manage", "Debian", "--set-default-user", "go").stdout == DONE
        assert world.run("-e", "id", "-un").stdout == b"go\n"
        assert world.run("--manage", "Debian", "--set-default-user", "nope").returncode == 1
        assert '"DefaultUid"=dword:000003e8' in world.reg().read_bytes().decode("utf-16")

    def test_the_first_launch_runs_the_distros_own_command_until_it_succeeds(self, world: World) -> None:
        world.run("--install", "Debian", "-n")
        conf = world.root("Debian") / "etc/wsl-distribution.conf"
        conf.write_text("[oobe]\ncommand=exit 4\ndefaultUid=1000\n")
        assert world.run(input=b"echo opened\n").returncode == 4
        conf.write_text("[oobe]\ncommand=useradd -m -s /bin/bash first\ndefaultUid=1000\n")
        assert world.run("-e", "id", "-un").stdout == b"root\n"
        assert world.run(input=b"the command gets this\n").returncode == 0
        assert world.run("-e", "id", "-un").stdout == b"first\n"
        conf.write_text("[oobe]\ncommand=exit 4\n")
        assert world.run(input=b"id -un\n").stdout == b"first\n"

    def test_an_install_that_launches_gives_a_shell(self, world: World) -> None:
        done = world.run("--install", "Debian", input=b"echo $0 $HOME\n")
        opening = SAID["launching"].format(name="Debian")
        assert done.stdout.decode().endswith(f"{opening}\r\n-bash /root\n")

    def test_a_conversion_stops_the_distro_and_keeps_its_files(self, world: World) -> None:
        world.add("Debian")
        world.run("-e", "/bin/sh", "-c", "echo kept >/home/me/file")
        world.run("--set-version", "Debian", "1")
        assert not world.is_running("Debian")
        assert world.run("-e", "cat", "/home/me/file", "/proc/sys/kernel/osrelease").stdout.startswith(
            b"kept\n4.4"
        )

    def test_unregister_takes_the_files_of_a_running_distro(self, world: World) -> None:
        world.add("Debian")
        world.run("-e", "true")
        root = world.root("Debian")
        assert world.run("--unregister", "Debian").returncode == 0
        assert not root.exists()
