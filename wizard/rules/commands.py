"""The commands that rules run, or tell a person to run: written down here, and only here."""

from __future__ import annotations

from typing import Final

from wizard.facts.packages import Manager
from wizard.model.commands.command import Command, line_of
from wizard.model.commands.lines import UPDATE_WSL, wsl
from wizard.model.text import Text, say

TO_UPDATE_WITHOUT_STORE: Final = say(
    "Update WSL, which stops all distros and cannot be undone. Where the Store is blocked, add {option}: {command}",
    option="--web-download",
    command=UPDATE_WSL.line,
)


def to_convert(name: str) -> Text:
    """How the distro *name* gets WSL 2."""
    return say(
        "Export it first ({export}). Then convert it, which takes long and needs room for a copy: {convert}",
        export=wsl("--export", name, "FILE.tar"),
        convert=wsl("--set-version", name, "2"),
    )


def to_copy_instead(path: str, link: str) -> str:
    """What puts a copy of the file *path* where *link* is, as a person types it."""
    return f"sudo {line_of(('rm', link))} && sudo {line_of(('cp', path, link))}"


def to_link(target: str, link: str) -> str:
    """What makes *link* lead to *target*, as a person types it."""
    return f"sudo {line_of(('ln', '-sfn', target, link))}"


def refresh(manager: Manager) -> Command | None:
    """What gets the lists of packages; None where installing does so anyway."""
    if manager.refresh is None:
        return None
    return Command(
        manager.refresh, True, None, say("Gets the lists of packages, without which nothing is found.")
    )


def install_init(manager: Manager, missing: tuple[str, ...]) -> Command:
    """What installs systemd. Undone, exactly those packages go that were *missing* before."""
    return Command(
        (*manager.install, *manager.init),
        as_root=True,
        undo=(*manager.remove, *reversed(missing)),
        why=say("Installs systemd and its /sbin/init."),
        limit_s=1800,
    )


def typed(command: Command) -> str:
    """*command* as a person types it in a terminal."""
    return f"sudo {command.line}" if command.as_root else command.line


def to_install(manager: Manager, packages: tuple[str, ...]) -> str:
    """The command that installs *packages*, as a person types it."""
    return f"sudo {line_of((*manager.install, *packages))}"


def enable_unit(name: str) -> Command:
    """What has systemd start the service *name* at boot. Only for one that is not *enabled* yet: undone, it is not."""
    unit = f"{name}.service"
    return Command(
        ("systemctl", "enable", unit),
        as_root=True,
        undo=("systemctl", "disable", unit),
        why=say("From the next start on, systemd starts {name}.", name=name),
        limit_s=60,
    )
