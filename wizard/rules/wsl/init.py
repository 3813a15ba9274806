"""A distro whose `/sbin/init` is missing or is something else: what brings systemd there, if anything does."""

from __future__ import annotations

from typing import Final

from wizard.facts.packages import Packages
from wizard.model.edits import RunCommand
from wizard.model.text import Text, say
from wizard.rules.commands import install_init, refresh, typed

NO_INIT: Final = say("There is no /sbin/init.")
NO_INIT_WHY: Final = say("Without /sbin/init, WSL leaves systemd off and does not say so.")


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


def without_init(packages: Packages) -> Text:
    """Why a distro without an init cannot be helped from here."""
    if packages.has_no_systemd:
        return _no_systemd(NO_INIT_WHY, packages)
    return _by_hand(NO_INIT_WHY, packages)


def another_init(packages: Packages) -> Text:
    """Why an init that is not systemd is in the way."""
    why = say("WSL runs it without checking, then waits up to 10 seconds at every start.")
    return _no_systemd(why, packages) if packages.has_no_systemd else _by_hand(why, packages)


def _no_systemd(why: Text, packages: Packages) -> Text:
    return say("{why} {distro} has no systemd.", why=why, distro=packages.name or packages.ids[0])


def _by_hand(why: Text, packages: Packages) -> Text:
    manager = packages.manager
    if manager is None:
        return why
    return say("{why} To install systemd: {command}", why=why, command=typed(install_init(manager, ())))
