"""Words that both faces use for the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wizard.model.areas import AREAS
from wizard.model.commands.lines import SHUT_DOWN, terminate
from wizard.model.diffs import CommandLine
from wizard.model.findings import Effect, Judged, Restart, Severity
from wizard.model.orders import Phase
from wizard.model.plans import Setup, WrittenPath
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.state import Standing
from wizard.model.text import Text, say, say_n

if TYPE_CHECKING:
    from wizard.app.look import Verified

PHASES = {
    Phase.DRAFT: say("interrupted"),
    Phase.PREPARED: say("interrupted"),
    Phase.SWITCHING: say("interrupted"),
    Phase.TRIAL: say("waiting for your decision"),
    Phase.ACCEPTED: say("kept"),
    Phase.UNDONE: say("undone"),
}
SEVERITIES = {
    Severity.CRITICAL: say("critical"),
    Severity.HIGH: say("high"),
    Severity.MEDIUM: say("medium"),
    Severity.LOW: say("low"),
    Severity.INFO: say("for information"),
}
_RESTARTS = {
    Restart.NONE: say("Takes effect immediately, without a restart."),
    Restart.SHELL: say("Takes effect in new terminals. Open terminals keep the previous settings."),
    Restart.WSL: say(
        "Takes effect after WSL restarts, which stops all distros, including Docker Desktop's: {command}",
        command=SHUT_DOWN,
    ),
}
_ASLEEP = say("Takes effect when this machine next starts. It is not running now.")


def unread(setup: Setup) -> Text:
    """What is known of a setup whose note cannot be read."""
    return say("written by a newer version") if setup.is_newer else say("damaged")


def not_compared(setup: Setup) -> Text:
    """That nobody can tell what has drifted since *setup*."""
    return say(
        "Could not check whether setup {number} has drifted: {why}.", number=setup.number, why=unread(setup)
    )


def restart(level: Restart, can: Can, site: Site) -> Text:
    """When a change of *site* takes effect. What does not run there cannot be restarted."""
    if not can.commands and level is not Restart.NONE:
        return _ASLEEP
    if level is not Restart.DISTRO:
        return _RESTARTS[level]
    return say(
        "Takes effect after the distro restarts, which stops everything running in it: {command}",
        # Only WSL itself is sure of the name.
        command=terminate(site.name if site.kind is SiteKind.WSL else site.distro or "NAME"),
    )


def risk_words(may_break: Text | str) -> Text:
    """What a repair may break, as a sentence of its own."""
    return say("Risk: {risk}", risk=may_break)


def stages(verified: Verified, can: Can) -> tuple[Text, ...]:
    """How far a setup has got, one sentence each: what is written, what is effective now, what after a restart; then
    the same of what the user's shells show of it; and what a Go that was replaced leaves behind."""
    from wizard.app.shells.after_switch import left_behind
    from wizard.model.rehearsal.texts import reached_texts

    effects = list(verified.effects.values())
    count, now, late = len(effects), effects.count(Effect.NOW), effects.count(Effect.AFTER_RESTART)
    texts = [*_written(verified.written)]
    if count:
        texts.append(
            say_n(
                "Effective now: {done} of {count} check.",
                "Effective now: {done} of {count} checks.",
                count=count,
                done=now,
            )
        )
    if late and can.commands:
        texts.append(
            say_n(
                "Effective after a restart: {done} of {count} check.",
                "Effective after a restart: {done} of {count} checks.",
                count=count,
                done=late,
            )
        )
    elif late:
        texts.append(
            say_n(
                "Effective when this machine next starts: {done} of {count} check.",
                "Effective when this machine next starts: {done} of {count} checks.",
                count=count,
                done=late,
            )
        )
    left = left_behind(verified.judged, verified.look.judged)
    return (*texts, *reached_texts(verified.shells), *left)


def _written(paths: Sequence[WrittenPath]) -> Iterable[Text]:
    if not paths:
        return
    yield say_n(
        "Written: {done} of {count} change.",
        "Written: {done} of {count} changes.",
        count=len(paths),
        done=sum(each.standing is Standing.AFTER for each in paths),
    )
    for each in paths:
        match each.standing:
            case Standing.FOREIGN:
                yield say("{path} was edited after the setup.", path=each.path)
            case Standing.BEFORE:
                yield say("{path} is back to the state before the setup.", path=each.path)
            case None:
                yield say("Could not read {path}.", path=each.path)


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


def by_area(judged: Sequence[Judged]) -> tuple[tuple[Text, tuple[Judged, ...]], ...]:
    """Findings below the titles of their areas, in the order of `AREAS`."""
    found = ((title, tuple(item for item in judged if item.area == area)) for area, title in AREAS.items())
    return tuple((title, items) for title, items in found if items)


def not_restored(path: str) -> Text:
    """What became of a file whose original is gone."""
    return say(
        "{path} was not restored because its original file is no longer in the journal. It is as the setup left it.",
        path=path,
    )
