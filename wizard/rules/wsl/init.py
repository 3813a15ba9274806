"""A distro whose `/sbin/init` is missing or is something else: what brings systemd there, if anything does."""

from __future__ import annotations

from typing import Final

from wizard.facts.packages import Packages
from wizard.model.edits.files import RunCommand
from wizard.model.text import Text, say
from wizard.rules.commands import install_init, refresh, typed

NO_INIT: Final = say("/sbin/init does not exist.")
NO_INIT_WHY: Final = say("Without /sbin/init, WSL leaves systemd off and does not say so.")
OTHER_INIT_WHY: Final = say("WSL runs it without checking, then waits up to 10 seconds at every start.")


def can_install(packages: Packages) -> bool:
    """Whether it is known how systemd comes into this distro, and which of its packages are missing: without
    that, nobody could undo it."""
    return bool(installation(packages))


def installation(packages: Packages) -> tuple[RunCommand, ...]:
    """The commands that install systemd, in their order."""
    manager = packages.manager
    installed = packages.installed.get(manager.name) if manager is not None else None
    if manager is None or installed is None:
        return ()
    missing = tuple(name for name in manager.init if name not in installed)
    if not missing:
        return ()
    lists = refresh(manager) if manager.name not in packages.listed else None
    commands = (lists, install_init(manager, missing))
    return tuple(RunCommand(command) for command in commands if command is not None)


def by_hand(packages: Packages) -> Text | None:
    """What a person can do where nothing is installed from here."""
    if packages.has_no_systemd:
        return say(
            "{distro} has no systemd. Use a distro that has it.", distro=packages.name or packages.ids[0]
        )
    manager = packages.manager
    if manager is None:
        return None
    return say("Install systemd: {command}", command=typed(install_init(manager, ())))
