"""Words that both faces use for the same thing."""

from __future__ import annotations

from wizard.model.diffs import CommandLine
from wizard.model.findings import Restart
from wizard.model.orders import Phase
from wizard.model.ports import Can
from wizard.model.text import Text, say, say_n

PHASES = {
    Phase.DRAFT: say("interrupted"),
    Phase.PREPARED: say("interrupted"),
    Phase.SWITCHING: say("interrupted"),
    Phase.TRIAL: say("waits for your word"),
    Phase.ACCEPTED: say("kept"),
    Phase.UNDONE: say("undone"),
}
_RESTARTS = {
    Restart.NONE: say("Takes effect at once; nothing has to be restarted."),
    Restart.SHELL: say("Takes effect in new terminals; open ones keep their old settings."),
    Restart.DISTRO: say(
        "Takes effect at the next start of the distro (wsl --terminate NAME ends all of its programs)."
    ),
    Restart.WSL: say(
        "Takes effect at the next start of WSL (wsl --shutdown ends all programs in all distros, Docker"
        " Desktop's too)."
    ),
}
_ASLEEP = say("Takes effect when this machine starts next; it does not run here.")


def restart(level: Restart, can: Can) -> Text:
    """When a change is felt. What does not run here cannot be restarted."""
    return _RESTARTS[level] if can.commands or level is Restart.NONE else _ASLEEP


def command_lines(command: CommandLine) -> tuple[Text, ...]:
    """A command as both faces show it: as whom it runs, why, what takes it back, and what came of it."""
    run = (
        say("Runs as root: {command}", command=command.line)
        if command.as_root
        else say("Runs as you: {command}", command=command.line)
    )
    undo = (
        say("Undone by: {command}", command=command.undo)
        if command.undo is not None
        else say("It cannot be undone.")
    )
    return (run, command.why, undo, *command.became)


def commands(count: int) -> Text:
    return say_n("{count} command", "{count} commands", count=count)


def mib(size: int) -> str:
    """*size* in bytes as MiB, never nothing of something."""
    return str(round(size / (1 << 20))) if size >= 10 << 20 else f"{max(size / (1 << 20), 0.1):.1f}"
