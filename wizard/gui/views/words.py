"""Words that several pages use for the same thing."""

from __future__ import annotations

from wizard.model.findings import Restart, Severity, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.ports import Can
from wizard.model.text import Text, plain, say

VERDICTS = {
    Verdict.OK: say("OK"),
    Verdict.ADVICE: say("Advice"),
    Verdict.FIXABLE: say("To fix"),
    Verdict.BLOCKED: say("Blocked"),
    Verdict.UNKNOWN: say("Could not check"),
    Verdict.NOT_APPLICABLE: say("Not applicable"),
}
SEVERITIES = {
    Severity.CRITICAL: say("critical"),
    Severity.HIGH: say("high"),
    Severity.MEDIUM: say("medium"),
    Severity.LOW: say("low"),
    Severity.INFO: say("for information"),
}
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
        "Takes effect after a restart of the distro (wsl --terminate NAME), which ends all programs in it."
    ),
    Restart.WSL: say(
        "Takes effect after a restart of WSL (wsl --shutdown), which ends all programs in all distros,"
        " Docker Desktop's too."
    ),
}
_ASLEEP = say("Takes effect when this machine starts next; it does not run here.")
KINDS = {
    "tree": say("a folder that holds a distro's files"),
    "here": say("the distro that this wizard runs in"),
    "wsl": say("a WSL distro"),
    "replay": say("a recording of a machine; it can be looked at, not changed"),
}
_AREAS = {
    "wsl": say("WSL settings"),
    "tmpfs": say("/tmp in memory"),
    "dns": say("Name resolution"),
    "go-env": say("Go settings"),
    "go-install": say("Go installation"),
}
_CHANGES = {
    "create": say("new"),
    "modify": say("changed"),
    "delete": say("removed"),
    "link": say("link"),
    "unpack": say("unpacked"),
}


def area(name: str) -> Text:
    """An area of rules, for people."""
    return _AREAS.get(name) or plain(name)


def change(kind: str) -> Text:
    """What happens to a file (see `FileDiff.kind`)."""
    return _CHANGES.get(kind) or plain(kind)


def files(count: int) -> Text:
    return say("1 file") if count == 1 else say("{count} files", count=count)


def mib(size: int) -> str:
    """*size* in bytes as MiB, never nothing of something."""
    return str(round(size / (1 << 20))) if size >= 10 << 20 else f"{max(size / (1 << 20), 0.1):.1f}"


def restart(level: Restart, can: Can) -> Text:
    """When a change is felt. What does not run here cannot be restarted."""
    return _RESTARTS[level] if can.commands or level is Restart.NONE else _ASLEEP


def profile(words: str) -> Text:
    """A title or sentence of a profile. The shipped ones have translations; a team's are shown as they are.
    (An empty message is what gettext keeps its header under.)"""
    if not words:
        return plain(words)
    return Text(words.replace("{", "{{").replace("}", "}}"))


def paths(plan: Plan | None) -> tuple[str, ...]:
    """The files of a plan as people know them."""
    return tuple(change.shown for change in plan.changes) if plan is not None else ()
