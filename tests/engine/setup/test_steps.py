"""What each step of first-time setup says and runs: its exact commands, and what it ends is said before."""

from __future__ import annotations

import pytest

from wizard.engine.setup import steps
from wizard.engine.setup.steps import ELEVATED_COMMANDS
from wizard.model.first_time import Distro, Operation, SetupStep

UBUNTU = Distro("Ubuntu-24.04", 2)
USER = steps.add_user(UBUNTU, "zoe", is_managed=True)
EVERY = (
    steps.enable(Operation.ENABLE_PLATFORM),
    steps.install_wsl(False, restarts=True),
    steps.update_wsl(True, is_needed=False),
    steps.restart_windows(is_needed=True),
    steps.install_distro("Debian", 2, False),
    steps.convert_distro(Distro("Old", 1)),
    USER,
)


@pytest.mark.parametrize("step", EVERY, ids=lambda step: step.id)
def test_every_step_says_what_it_does_and_whether_it_can_be_undone(step: SetupStep) -> None:
    for text in (step.title, step.effect, step.undo):
        assert text.render().strip()
    assert step.commands


@pytest.mark.parametrize("step", EVERY, ids=lambda step: step.id)
def test_rights_of_an_administrator_are_asked_for_only_what_is_on_the_list(step: SetupStep) -> None:
    assert step.is_elevated == (step.operation in ELEVATED_COMMANDS)
    if step.is_elevated:
        assert step.commands == (ELEVATED_COMMANDS[step.operation],)


def test_new_distros_are_wsl_2_even_where_wsl_1_is_the_default() -> None:
    for default, words in ((2, ()), (1, ("--version", "2"))):
        (command,) = steps.install_distro("Debian", default, False).commands
        assert command == ("wsl.exe", "--install", "-d", "Debian", "--no-launch", *words)


def test_packages_come_from_the_web_if_the_user_wants_it() -> None:
    assert steps.install_distro("Debian", 2, True).commands[0][-1] == "--web-download"
    assert steps.install_wsl(True, restarts=False).operation is Operation.INSTALL_WSL_FROM_WEB


def test_an_update_names_the_distros_it_ends() -> None:
    effect = steps.update_wsl(False, is_needed=True, running=("Debian", "Ubuntu")).effect.render()
    assert "Debian, Ubuntu" in effect


def test_a_user_is_made_without_a_shell_or_a_password_in_any_command() -> None:
    useradd, chpasswd, manage, terminate = USER.commands
    start = ("wsl.exe", "-d", "Ubuntu-24.04", "-u", "root", "--cd", "/", "--exec")
    assert useradd == (*start, "/usr/sbin/useradd", "-m", "-s", "/bin/bash", "-G", "sudo", "zoe")
    assert chpasswd == (*start, "/usr/sbin/chpasswd")
    assert manage[1:] == ("--manage", "Ubuntu-24.04", "--set-default-user", "zoe")
    assert terminate[1:] == ("--terminate", "Ubuntu-24.04")


def test_an_old_wsl_is_not_told_who_the_default_user_is() -> None:
    old = steps.add_user(UBUNTU, "zoe", is_managed=False)
    assert not any("--manage" in command for command in old.commands)
    assert "/etc/wsl.conf" in old.effect.render()


@pytest.mark.parametrize(
    ("distro", "group"),
    [
        (UBUNTU, "sudo"),
        (Distro("FedoraLinux-43", 2), "wheel"),
        (Distro("mine", 2, flavor="fedora"), "wheel"),
        (Distro("fedora-like", 2, flavor="debian"), "sudo"),
    ],
)
def test_the_group_of_administrators_is_that_of_the_distro(distro: Distro, group: str) -> None:
    assert steps.admin_group(distro) == group
