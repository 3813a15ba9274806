"""Words that several pages use for the same thing."""

from __future__ import annotations

from wizard.app.words import commands
from wizard.model.diffs import DiffKind
from wizard.model.findings import Verdict
from wizard.model.plans import Plan
from wizard.model.ports import SiteKind
from wizard.model.shown.words import shown
from wizard.model.text import Text, say, say_n

VERDICTS = {
    Verdict.OK: say("Passed"),
    Verdict.ADVICE: say("Advice"),
    Verdict.FIXABLE: say("To repair"),
    Verdict.BLOCKED: say("Blocked"),
    Verdict.UNKNOWN: say("Could not check"),
    Verdict.NOT_APPLICABLE: say("Does not apply"),
}
KINDS = {
    SiteKind.TREE: say("a folder with a distro's files"),
    SiteKind.HERE: say("the distro that the wizard runs in"),
    SiteKind.WSL: say("a WSL distro"),
    SiteKind.WINDOWS: say("Windows with WSL"),
    SiteKind.REPLAY: say("a recorded machine, which can be checked but not changed"),
}
_CHANGES = {
    DiffKind.CREATE: say("new"),
    DiffKind.MODIFY: say("changed"),
    DiffKind.DELETE: say("removed"),
    DiffKind.LINK: say("link"),
    DiffKind.UNPACK: say("unpacked"),
    DiffKind.REGISTRY: say("registry value"),
}


def change(kind: DiffKind) -> Text:
    """What happens to a file."""
    return _CHANGES[kind]


def files(count: int) -> Text:
    return say_n("{count} file", "{count} files", count=count)


def changed(plan: Plan) -> Text:
    """How much a plan changes."""
    if not plan.commands:
        return files(len(plan.changes))
    if not plan.changes:
        return commands(len(plan.commands))
    return say("{commands}, {files}", commands=commands(len(plan.commands)), files=files(len(plan.changes)))


def paths(plan: Plan | None) -> tuple[str, ...]:
    """The commands and the files of a plan as people know them, and may see them."""
    if plan is None:
        return ()
    names = (*(command.line for command in plan.commands), *(change.shown for change in plan.changes))
    return tuple(map(shown, names))
