"""The fifth page: every file that will change, and how; and what cannot be done, and why."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from wizard.app.words import commands, mib, restart
from wizard.gui.flow.state import FlowState
from wizard.gui.views.words import change, changed
from wizard.model.diffs import DiffView, FileDiff
from wizard.model.edits.files import Clash, Obstacle, RunCommand
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.rehearsal.shells import Rehearsal
from wizard.model.rehearsal.texts import headed, is_warning
from wizard.model.text import Text, plain, say, say_n

_WEEKLY = "distro-weekly-check"


class FileRow(msgspec.Struct, frozen=True):
    """A file of the list: *count* as ``+2 −1``, empty if no lines changed; *says* is the row in words. The row of
    the commands has no path."""

    path: str
    word: Text
    count: str
    says: Text


class NotPlanned(msgspec.Struct, frozen=True):
    """Something that is not planned: a clash or an obstacle, with its reasons."""

    title: Text
    reasons: tuple[Text, ...]


class ReviewView(msgspec.Struct, frozen=True):
    """*id* is the plan's; *titles* are the names of the rules, by id; *rehearsal* is what shells did with the plan, and
    *icon* whether that speaks for it, or against it; *keeps_edits* whether files that were edited since a setup lose
    only what it wrote, None if there are none to choose about; *weekly* what
    comes of the weekly check, if the plan turns it on."""

    id: str
    diff: DiffView
    left: tuple[NotPlanned, ...]
    footer: Text
    restart: Text | None
    titles: tuple[tuple[str, Text], ...]
    empty: bool
    rehearsal: tuple[Text, ...] = ()
    icon: str = "ok"
    keeps_edits: bool | None = None
    weekly: Text | None = None

    @classmethod
    def of(cls, state: FlowState) -> ReviewView | None:
        plan, diff = state.plan, state.diff
        if plan is None or diff is None:
            return None
        return cls(
            id=plan.id,
            diff=diff,
            left=_left(plan, titles(state)),
            footer=_footer(plan, diff),
            restart=restart(plan.restart, state.can, state.site)
            if plan.restart is not Restart.NONE
            else None,
            titles=tuple(titles(state).items()),
            empty=plan.is_empty,
            rehearsal=headed(plan.rehearsal) if plan.rehearsal is not None else (),
            icon=_icon(plan),
            keeps_edits=state.keeps_edits if state.back_from is not None else None,
            weekly=_weekly(plan),
        )


def _weekly(plan: Plan) -> Text | None:
    """What comes of the weekly check, which the files of a timer do not tell a person."""
    if plan.undoes is not None or _WEEKLY not in plan.rules():
        return None
    return say(
        "Turns on a weekly check for drift. It runs only while the distro runs, changes nothing,"
        " and opens the wizard if something has drifted."
    )


def _icon(plan: Plan) -> str:
    if not isinstance(plan.rehearsal, Rehearsal):
        return "advice"
    return "fixable" if is_warning(plan.rehearsal) else "ok"


def titles(state: FlowState) -> dict[str, Text]:
    """The rules' names, as far as they are known."""
    return {item.rule: item.title for item in state.judged}


def listed(diff: DiffView) -> tuple[FileRow, ...]:
    """What the list shows: the commands, if there are any, then every file."""
    count = len(diff.commands)
    word = say("run first")
    row = FileRow("", word, str(count), say("{commands}, {word}", commands=commands(count), word=word))
    return (*((row,) if count else ()), *map(file_row, diff.files))


def file_row(file: FileDiff) -> FileRow:
    """A file as the list shows it."""
    word = change(file.kind)
    says = say("{path}, {word}, {lines}", path=file.path, word=word, lines=_lines(file.added, file.removed))
    parts = (f"+{file.added}" if file.added else "", f"−{file.removed}" if file.removed else "")
    return FileRow(file.path, word, " ".join(filter(None, parts)), says)


def _lines(added: int, removed: int) -> Text:
    return say(
        "{added}, {removed}",
        added=say_n("{count} line added", "{count} lines added", count=added),
        removed=say_n("{count} line removed", "{count} lines removed", count=removed),
    )


def _left(plan: Plan, names: dict[str, Text]) -> tuple[NotPlanned, ...]:
    clashes = [_clash(clash, names) for clash in plan.clashes]
    changed_too = {change.shown for change in plan.changes}
    return (*clashes, *(_obstacle(obstacle, changed_too) for obstacle in plan.obstacles))


def _obstacle(obstacle: Obstacle, changed_too: Collection[str]) -> NotPlanned:
    edit = obstacle.wish.edit if obstacle.wish is not None else None
    if isinstance(edit, RunCommand):
        title = say("This command is not run: {command}", command=edit.command.line)
    elif obstacle.path in changed_too:
        title = say("{path} will be changed only in part", path=obstacle.path)
    else:
        path = edit.path if edit is not None else obstacle.path
        title = say("{path} will not be changed", path=path)
    return NotPlanned(title, (obstacle.why,))


def _clash(clash: Clash, names: dict[str, Text]) -> NotPlanned:
    reasons = tuple(
        say("{rule} requires: {edit}", rule=names.get(rule) or plain(rule), edit=clash.claim)
        for wish in clash.wishes
        for rule in wish.rules
    )
    title = say(
        "{path}: two repairs contradict each other, so neither will be applied. Select only one of them.",
        path=clash.path or clash.claim,
    )
    return NotPlanned(title, reasons)


def _footer(plan: Plan, diff: DiffView) -> Text:
    if plan.is_empty:
        return say("Nothing will be written.")
    total = say("{files}: {lines}.", files=changed(plan), lines=_lines(diff.added, diff.removed))
    size = mib(sum(item.size for item in plan.downloads))
    return say("{total} Download: {size} MiB.", total=total, size=size) if plan.downloads else total
