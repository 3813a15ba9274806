"""Commands as a person types them, and those that run, with what takes them back."""

from __future__ import annotations

import shlex
import subprocess

import pytest

from wizard.facts.packages import MANAGERS, Manager
from wizard.rules import commands

MANAGER_NAMES = [manager.name for manager in MANAGERS]


@pytest.mark.parametrize("manager", MANAGERS, ids=MANAGER_NAMES)
def test_undone_only_those_packages_go_that_were_missing(manager: Manager) -> None:
    command = commands.install_init(manager, manager.init[-1:])
    assert command.argv[-len(manager.init) :] == manager.init
    assert command.undo == (*manager.remove, manager.init[-1])
    assert commands.typed(command).startswith("sudo ")
    lists = commands.refresh(manager)
    assert (lists is None) is (manager.refresh is None)


def test_a_unit_is_disabled_again() -> None:
    command = commands.enable_unit("docker")
    assert command.argv == ("systemctl", "enable", "docker.service")
    assert command.undo == ("systemctl", "disable", "docker.service")


@pytest.mark.linux(reason="a real shell is asked")
def test_git_gets_the_path_as_one_word() -> None:
    line = commands.use_credential_manager("C:\\Program Files\\Git\\m.exe")
    *_, value = shlex.split(line)
    shown = subprocess.run(["sh", "-c", f"printf %s {value}"], capture_output=True, text=True, check=True)
    assert shown.stdout == "/mnt/c/Program Files/Git/m.exe"


@pytest.mark.parametrize("manager", commands.CHOOSE_GO)
def test_a_manager_of_go_versions_is_told_the_version_twice(manager: str) -> None:
    for argv in commands.CHOOSE_GO[manager]("1.25.5"):
        assert argv[0] == manager
        assert any("1.25.5" in word for word in argv)


def test_fish_forgets_names() -> None:
    assert commands.erase_in_fish(["GOROOT", "GOPATH"]) == "set -Ue GOROOT GOPATH"


def test_a_distro_of_wsl_1_is_exported_before_it_is_converted() -> None:
    words = commands.to_convert("Debian").render()
    assert words.index("--export Debian") < words.index("--set-version Debian 2")
    assert "--export NAME" in commands.to_convert().render()
