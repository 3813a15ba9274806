"""What each step of first-time setup is: its texts, its exact commands, what it stops, whether it can be undone.

Programs are named without their folder: whoever runs them takes them from Windows' own (System32), never from
the PATH.
"""

from __future__ import annotations

from typing import Final

from wizard.model.commands.command import line_of
from wizard.model.commands.lines import INSTALL_WSL_ARGV, UPDATE_WSL, WEB_DOWNLOAD, wsl
from wizard.model.first_time import Distro, Operation, SetupStep
from wizard.model.text import Text, join, say

ELEVATED_COMMANDS: Final[dict[Operation, tuple[str, ...]]] = {
    # As WSL's own --install switches features on: WslInstall.cpp, InstallOptionalComponents.
    Operation.ENABLE_PLATFORM: (
        "dism.exe",
        "/Online",
        "/Enable-Feature",
        "/FeatureName:VirtualMachinePlatform",
        "/NoRestart",
    ),
    Operation.ENABLE_SUBSYSTEM: (
        "dism.exe",
        "/Online",
        "/Enable-Feature",
        "/FeatureName:Microsoft-Windows-Subsystem-Linux",
        "/NoRestart",
    ),
    Operation.INSTALL_WSL: INSTALL_WSL_ARGV,
    Operation.INSTALL_WSL_FROM_WEB: (*INSTALL_WSL_ARGV, WEB_DOWNLOAD),
    Operation.UPDATE_WSL: UPDATE_WSL.argv,
    Operation.UPDATE_WSL_FROM_WEB: (*UPDATE_WSL.argv, WEB_DOWNLOAD),
}
"""All that ever runs with an administrator's rights, word by word; nothing in them is filled in."""

WHEEL: Final = frozenset(
    {"almalinux", "arch", "archlinux", "centos", "fedora", "opensuse", "ol", "oraclelinux", "rhel", "rocky"}
)
"""Flavors whose administrators are the group ``wheel``; elsewhere it is ``sudo``."""

_NOT_UNDONE: Final = say("The wizard cannot undo this.")
_SETTINGS: Final = say(
    "The wizard does not undo this. You can do it in Windows under Settings > Apps > Windows"
    " Subsystem for Linux."
)
_FEATURES: Final = say(
    "The wizard does not undo this. You can do it in Windows under “Turn Windows features on or off”."
)
_WITH_FEATURES: Final = say(
    "Windows downloads WSL and turns on the features it needs. They take effect after Windows"
    " restarts. You choose when."
)
_ENDS_WSL: Final = say("All programs running in WSL stop. The update takes a few minutes.")


_NAMES: Final = {
    Operation.ENABLE_PLATFORM: "VirtualMachinePlatform",
    Operation.ENABLE_SUBSYSTEM: "Microsoft-Windows-Subsystem-Linux",
}


def enable(operation: Operation) -> SetupStep:
    """Switch on a feature of Windows."""
    return SetupStep(
        operation,
        say("Turn on the Windows feature {feature}", feature=_NAMES[operation]),
        say("Takes effect after Windows restarts. You choose when."),
        _FEATURES,
        (ELEVATED_COMMANDS[operation],),
        is_elevated=True,
        restarts=True,
    )


def install_wsl(from_web: bool, *, restarts: bool) -> SetupStep:
    """Install the WSL package, and no distro. *restarts*: it also switches on features that are off."""
    operation = Operation.INSTALL_WSL_FROM_WEB if from_web else Operation.INSTALL_WSL
    return SetupStep(
        operation,
        say("Install Windows Subsystem for Linux"),
        _WITH_FEATURES if restarts else say("The download may take a while."),
        _SETTINGS,
        (ELEVATED_COMMANDS[operation],),
        is_elevated=True,
        restarts=restarts,
    )


def update_wsl(from_web: bool, *, is_needed: bool, running: tuple[str, ...] = ()) -> SetupStep:
    """Bring the WSL package up to date (RULES 1). It ends the distros that are *running*."""
    operation = Operation.UPDATE_WSL_FROM_WEB if from_web else Operation.UPDATE_WSL
    return SetupStep(
        operation,
        say("Update Windows Subsystem for Linux"),
        _ends(running),
        _NOT_UNDONE,
        (ELEVATED_COMMANDS[operation],),
        is_elevated=True,
        is_needed=is_needed,
    )


def _ends(running: tuple[str, ...]) -> Text:
    if not running:
        return _ENDS_WSL
    return say(
        "All programs running in WSL stop, currently in: {distros}. Save your work there first. The"
        " update takes a few minutes.",
        distros=join(running),
    )


def restart_windows(*, is_needed: bool) -> SetupStep:
    """Restart Windows: only ever by the user's own choice."""
    return SetupStep(
        Operation.RESTART_WINDOWS,
        say("Restart Windows"),
        say(
            "All your programs close, so save your work first. The wizard continues automatically after"
            " you sign in."
        ),
        _NOT_UNDONE,
        (("shutdown.exe", "/r", "/t", "0"),),
        restarts=True,
        is_needed=is_needed,
    )


def install_distro(name: str, default_version: int, from_web: bool) -> SetupStep:
    """Install the distro *name* without opening it. It is a WSL 2 distro even if new ones are WSL 1 here."""
    version = () if default_version == 2 else ("--version", "2")
    source = (WEB_DOWNLOAD,) if from_web else ()
    return SetupStep(
        Operation.INSTALL_DISTRO,
        say("Install the distro {distro}", distro=name),
        say("The download may take a while."),
        say(
            "The wizard does not undo this. To delete the distro and all its files: {command}",
            command=wsl("--unregister", name),
        ),
        (("wsl.exe", "--install", "-d", name, "--no-launch", *version, *source),),
        distro=name,
    )


def convert_distro(distro: Distro) -> SetupStep:
    """Make a WSL 1 distro one of WSL 2. Offered, never needed: it is long, and may fail half-way."""
    return SetupStep(
        Operation.CONVERT_DISTRO,
        say("Convert {distro} from WSL 1 to WSL 2", distro=distro.name),
        say(
            "All files in the distro are copied. This may take an hour and needs as much free space as"
            " the distro uses. You cannot use the distro in the meantime. Make a copy first: {command}",
            command=wsl("--export", distro.name, "FILE"),
        ),
        say(
            "Converting the distro back takes as long: {command}",
            command=wsl("--set-version", distro.name, "1"),
        ),
        (("wsl.exe", "--set-version", distro.name, "2"),),
        is_needed=False,
        distro=distro.name,
    )


def add_user(distro: Distro, user: str, *, is_managed: bool) -> SetupStep:
    """Give a fresh *distro* a user of its own. *is_managed*: wsl.exe can be told who is the default user."""
    return SetupStep(
        Operation.ADD_USER,
        say("Create the Linux user {user} in {distro}", user=user, distro=distro.name),
        _who_is_default(is_managed),
        say(
            "To delete the user and all their files, run in the distro: {command}",
            command=f"sudo {line_of(('userdel', '-r', user))}",
        ),
        user_commands(distro, user, is_managed=is_managed),
        distro=distro.name,
        user=user,
    )


def _who_is_default(is_managed: bool) -> Text:
    if is_managed:
        return say(
            "The user can use sudo with the password that you set. Windows stores the user as the"
            " distro's default user, so no file in the distro changes for that."
        )
    return say(
        "The user can use sudo with the password that you set. The default user is set in"
        " /etc/wsl.conf because this version of WSL is too old to store it in Windows."
    )


def user_commands(distro: Distro, user: str, *, is_managed: bool) -> tuple[tuple[str, ...], ...]:
    """The commands that make *user*. The password goes to chpasswd on stdin, and is in none of them.

    Absolute paths: bare names are looked for where ``/usr/sbin`` is not (WSL §5). The account gets the
    first free number, 1000 in a fresh distro, which is the one that the distro's own first start looks for,
    so that it does not ask again (WSL §8).
    """
    group = admin_group(distro)
    manage = (("wsl.exe", "--manage", distro.name, "--set-default-user", user),) if is_managed else ()
    return (
        in_distro(distro.name, "/usr/sbin/useradd", "-m", "-s", "/bin/bash", "-G", group, user),
        in_distro(distro.name, "/usr/sbin/chpasswd"),
        *manage,
        ("wsl.exe", "--terminate", distro.name),
    )


def in_distro(name: str, *argv: str) -> tuple[str, ...]:
    """*argv*, run in the distro *name* as root, without a shell."""
    return ("wsl.exe", "-d", name, "-u", "root", "--cd", "/", "--exec", *argv)


def admin_group(distro: Distro) -> str:
    """The group whose members may use sudo."""
    flavor = (distro.flavor or distro.name).lower()
    return "wheel" if any(flavor.startswith(name) for name in WHEEL) else "sudo"
