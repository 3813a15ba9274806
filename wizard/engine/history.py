"""What was done before, read from a journal; the way back to it; and what has drifted since.

Going back to batch n is a new plan whose *after* is n's *before*: previewed, journaled and undoable like any
other, so undo is never special.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from wizard.codecs.windows.registry_value import value_at
from wizard.model.commands.command import Command
from wizard.model.edits.files import Obstacle, RunCommand, Wish
from wizard.model.findings import Judged, Verdict
from wizard.model.formats import Newer
from wizard.model.orders import Phase
from wizard.model.plans import RECORDS, Drift, Plan, Record, Setup
from wizard.model.probes import (
    Denied,
    FileProbe,
    Found,
    Journal,
    JournalEntry,
    Linked,
    LinkProbe,
    Missing,
    Probe,
    RegistryProbe,
    Special,
    TooBig,
)
from wizard.model.registry import key_of
from wizard.model.state import (
    MARKER,
    Absent,
    Change,
    File,
    Link,
    Origin,
    Other,
    Registered,
    Sealed,
    Standing,
    State,
    UnpackedTree,
    classify,
)
from wizard.model.text import Text, say

if TYPE_CHECKING:
    from wizard.engine.plan import PlanInput


def setups(journal: Journal) -> tuple[Setup, ...]:
    """The setups of a journal's page, newest first. An entry whose phase is not known is left out."""
    return tuple(
        _setup(entry) for entry in journal.entries if entry.phase in {phase.value for phase in Phase}
    )


def _setup(entry: JournalEntry) -> Setup:
    record, is_newer = None, False
    try:
        record = RECORDS.decode(entry.note, Record)
    except Newer:
        is_newer = True
    except (ValueError, KeyError, TypeError, RecursionError):
        pass  # damaged, perhaps in what a converter relies on
    return Setup(entry.number, Phase(entry.phase), record, entry.undone_at, is_newer, entry.ran)


_UNREAD: Final = ("unreadable", "unknown")
"""Kinds of `Other` that nobody saw."""


def probes_for(changes: Iterable[Change]) -> tuple[Probe, ...]:
    """The questions whose answers say where *changes* stand now."""
    probes: dict[Probe, None] = {}
    for change in changes:
        match change.after if not isinstance(change.after, Absent) else change.before:
            case Registered():
                probes[RegistryProbe(key_of(change.path))] = None
            case Link():
                probes[LinkProbe(change.path)] = None
            case UnpackedTree():
                probes[FileProbe(f"{change.path}/{MARKER}")] = None
            case _:
                probes[FileProbe(change.path)] = None
    return tuple(probes)


def actual(change: Change, answers: Mapping[Probe, object]) -> State:
    """What is at the path of *change* now, from the answers to `probes_for`."""
    kind = change.after if not isinstance(change.after, Absent) else change.before
    match kind:
        case Registered():
            return value_at(change.path, answers)
        case Link():
            return _link(answers.get(LinkProbe(change.path)))
        case UnpackedTree():
            return _tree(answers.get(FileProbe(f"{change.path}/{MARKER}")))
        case _:
            return _file(answers.get(FileProbe(change.path)))


def standing_of(change: Change, answers: Mapping[Probe, object]) -> Standing | None:
    """Where the path of *change* stands; None if it could not be read."""
    state = actual(change, answers)
    if isinstance(state, Other) and state.kind in _UNREAD:
        return None
    return classify(change, state)


def _link(answer: object) -> State:
    match answer:
        case Linked():
            return Link(answer.target)
        case Missing():
            return Absent()
        case _:
            return _other(answer)


def _tree(answer: object) -> State:
    match answer:
        case Found():
            return UnpackedTree(answer.content.decode("ascii", "replace").strip())
        case Missing():
            return Absent()
        case _:
            return _other(answer)


def _file(answer: object) -> State:
    match answer:
        case Found(link=None):
            return File(answer.content, answer.mode, answer.uid, answer.gid)
        case Missing(link=None):
            return Absent()
        case _:
            return _other(answer)


def _other(answer: object) -> State:
    match answer:
        case Special():
            return Other(answer.kind)
        case Found() | Linked() | Missing() | TooBig():
            return Other("another kind of file")
        case Denied():
            return Other("unreadable")
        case _:
            return Other("unknown")


def go_back(
    setup: Setup,
    record: Record,
    answers: Mapping[Probe, object],
    ground: PlanInput,
    *,
    keeps_edits: bool = False,
) -> Plan:
    """The plan that takes *setup* back. A path that somebody edited since is an obstacle, and stays as it is; if the
    plan *keeps_edits*, what the setup wrote there is taken back, and what cannot be told from the edits is an obstacle.
    An unpacked folder stays too, as nothing points at it any more. Of a setup that was undone only such edited paths
    are left, and those whose originals were lost."""
    was_undone = setup.phase is Phase.UNDONE
    changes: list[Change] = []
    obstacles: list[Obstacle] = []
    for number, change in reversed(tuple(enumerate(record.plan.changes, 1))):
        now = actual(change, answers)
        standing = classify(change, now)
        wish = _wish_for(change, record.plan.wishes)
        if standing is Standing.FOREIGN and not isinstance(change.after, UnpackedTree):
            edited, left = _edited(change, now, keeps_edits=keeps_edits)
            changes += edited
            obstacles += [Obstacle(wish, why, change.shown) for why in left]
        elif standing is not Standing.AFTER or (was_undone and not (keeps_edits and _has_original(change))):
            continue
        elif isinstance(change.after, UnpackedTree):
            obstacles.append(Obstacle(wish, _stays(change), change.shown))
        else:
            changes.append(_reversed(change, setup.number, number))
    running, stuck = ((), ()) if was_undone else _commands_back(record.plan.commands, runs=ground.runs)
    return Plan(
        machine=ground.machine,
        site=ground.site,
        profile=record.plan.profile,
        changes=tuple(changes),
        obstacles=(*stuck, *obstacles),
        commands=running,
        restart=record.plan.restart,
        undoes=setup.number,
    )


def _has_original(change: Change) -> bool:
    """Whether a path that is as the setup left it, although that was undone, may be so because its original was lost.
    What the setup made anew went away with it, and was made again by somebody else."""
    return not isinstance(change.before, Absent)


def _edited(change: Change, now: State, *, keeps_edits: bool) -> tuple[tuple[Change, ...], tuple[Text, ...]]:
    """What becomes of a path that somebody edited since, and what stays of the setup there."""
    from wizard.engine.take_back import take_back

    taken = take_back(change, now) if keeps_edits else None
    if taken is None:
        return (), (say("{path} was edited after the setup and is left unchanged.", path=change.shown),)
    if taken.after == now:
        return (), taken.left
    return (msgspec.structs.replace(change, before=now, after=taken.after, origin=None),), taken.left


def _commands_back(
    commands: Sequence[Command], *, runs: bool
) -> tuple[tuple[Command, ...], tuple[Obstacle, ...]]:
    """What takes *commands* back, the last one first; and those that nothing takes back."""
    back: list[Command] = []
    stuck: list[Obstacle] = []
    for command in reversed(commands):
        wish = Wish(RunCommand(command), ())
        if command.undo is None:
            stuck.append(Obstacle(wish, say("The command cannot be undone: {command}", command=command.line)))
        elif not runs:
            stuck.append(
                Obstacle(
                    wish,
                    say("Nothing runs here, so the command stays as it is: {command}", command=command.line),
                )
            )
        else:
            why = say("Undoes: {command}", command=command.line)
            back.append(msgspec.structs.replace(command, argv=command.undo, undo=command.argv, why=why))
    return tuple(back), tuple(stuck)


def _stays(change: Change) -> Text:
    return say("{path} is kept but no longer used. You can delete it.", path=change.shown)


def _wish_for(change: Change, wishes: Sequence[Wish]) -> Wish | None:
    return next((wish for wish in wishes if wish.edit.path in (change.path, change.asked)), None)


def _reversed(change: Change, batch: int, item: int) -> Change:
    is_file = isinstance(change.before, File | Sealed)
    origin = Origin(batch=batch, item=item) if is_file else None
    return msgspec.structs.replace(change, before=change.after, after=change.before, origin=origin)


def standing_changes(history: Sequence[Setup]) -> dict[str, tuple[int, Change, Plan]]:
    """For every path, the newest setup that stands (accepted or in trial, and not taken back by a later one)
    and what it wrote there."""
    standing: dict[str, tuple[int, Change, Plan]] = {}
    taken_back: set[int | None] = set()
    for setup in history:
        if setup.record is None or not setup.phase.is_in_place:
            continue
        if setup.number in taken_back:
            continue
        taken_back.add(setup.record.plan.undoes)
        for change in setup.record.plan.changes:
            standing.setdefault(change.path, (setup.number, change, setup.record.plan))
    return standing


def drift(
    history: Sequence[Setup], answers: Mapping[Probe, object], judged: Sequence[Judged]
) -> tuple[Drift, ...]:
    """What became of every path that a setup wrote, and which of its rules want something again."""
    unmet = {item.rule for item in judged if item.verdict is Verdict.FIXABLE}
    found: list[Drift] = []
    for path, (number, change, plan) in standing_changes(history).items():
        if plan.undoes is not None:
            continue
        rules = tuple(
            dict.fromkeys(
                rule for wish in plan.wishes if wish.edit.path in (path, change.asked) for rule in wish.rules
            )
        )
        standing = standing_of(change, answers)
        found.append(
            Drift(number, change.shown, standing, rules, tuple(rule for rule in rules if rule in unmet))
        )
    return tuple(found)
