"""From findings to a plan: edits of all rules, grouped by path, folded through the codecs.

Two rules that want different values of one claim are a *clash*: nothing of that claim is planned, and the
clash is shown. What cannot be written is an *obstacle*. Neither stops the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
from msgspec import structs

from wizard.engine.commands import Obstacles, commands_of, of_files, whole_only
from wizard.engine.fold import Steps, Unfoldable, fold, folded
from wizard.engine.plan_registry import value_change
from wizard.facts.places import absolute, first_names, folder_owner, real_home
from wizard.facts.shapes import kind_name
from wizard.model.edits.files import Clash, Download, Edit, Obstacle, RunCommand, SetLink, Unpack, Wish
from wizard.model.edits.registry import REGISTRY_EDITS
from wizard.model.findings import Judged, Restart, Risk, Verdict
from wizard.model.plans import Plan
from wizard.model.probes import (
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    Linked,
    LinkProbe,
    Matches,
    Missing,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.rehearsal.shells import Purpose
from wizard.model.state import Absent, Change, File, Link, State, UnpackedTree
from wizard.model.text import Text, from_english, plain, say

NEW_FILE_MODE = 0o644


class PlanInput(msgspec.Struct, frozen=True):
    """What a plan is made from: the answers of the look, whose home it is, the machine's name, and whether
    commands can be run on it."""

    answers: Answers
    account: Account
    machine: str
    site: str
    runs: bool = True


class FoldedPlan(msgspec.Struct, frozen=True):
    """A plan that was made just now. *steps* is how each of its changes came about, in their order (nothing where no
    text is edited): for the picture of the plan, and not saved with it."""

    plan: Plan
    steps: tuple[Steps, ...]


def recommended(judged: Iterable[Judged]) -> tuple[str, ...]:
    """Ids of the rules whose repairs are ticked unless the user says otherwise: the safe ones, which run no
    command."""
    return tuple(
        item.rule
        for item in judged
        if item.verdict is Verdict.FIXABLE
        and item.finding.risk is Risk.SAFE
        and item.finding.edits
        and not any(isinstance(edit, RunCommand) for edit in item.finding.edits)
    )


def on_request(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Those of *judged* that can be repaired and are not `recommended`: each has to be asked for by name."""
    ticked = recommended(judged)
    return tuple(
        item
        for item in judged
        if item.verdict is Verdict.FIXABLE and item.finding.edits and item.rule not in ticked
    )


def make_plan(
    judged: Sequence[Judged], chosen: Collection[str], ground: PlanInput, profile: str = ""
) -> Plan:
    """The plan of all *chosen* rules (ids) that have something to repair."""
    return folded_plan(judged, chosen, ground, profile).plan


def folded_plan(
    judged: Sequence[Judged], chosen: Collection[str], ground: PlanInput, profile: str = ""
) -> FoldedPlan:
    """The same plan, with the steps of its changes."""
    asked = [item for item in judged if item.rule in chosen and item.finding.edits]
    wishes, clashes = settle(_wishes(asked, ground))
    wishes, held = whole_only(wishes, clashes, lambda some: _states(some, ground)[1], runs=ground.runs)
    planned, obstacles = _states(of_files(wishes), ground)
    running = tuple(wish for wish in wishes if isinstance(wish.edit, RunCommand))
    kept = (*running, *(wish for each in planned for wish in each.wishes))
    rules = {rule for wish in kept for rule in wish.rules}
    in_order = sorted(planned, key=lambda each: _rank(each.change))
    plan = Plan(
        machine=ground.machine,
        site=ground.site,
        profile=profile,
        changes=tuple(each.change for each in in_order),
        wishes=kept,
        clashes=clashes,
        obstacles=(*held, *obstacles),
        commands=commands_of(running),
        downloads=_downloads(kept),
        restart=max((item.finding.restart for item in asked if item.rule in rules), default=Restart.NONE),
        purposes=_purposes(item for item in asked if item.rule in rules),
    )
    return FoldedPlan(plan, tuple(each.steps for each in in_order))


def _purposes(judged: Iterable[Judged]) -> tuple[Purpose, ...]:
    """What the repairs of *judged* are for, each once, with its rules."""
    wanting: dict[Purpose, list[str]] = {}
    for item in judged:
        for each in item.finding.purposes:
            wanting.setdefault(each, []).append(item.rule)
    return tuple(structs.replace(each, rules=tuple(dict.fromkeys(rules))) for each, rules in wanting.items())


def _wishes(judged: Iterable[Judged], ground: PlanInput) -> tuple[Wish, ...]:
    asked = [(edit, item.rule) for item in judged for edit in item.finding.edits]
    paths = {edit.path for edit, _ in asked if not isinstance(edit, REGISTRY_EDITS)}
    names = first_names(paths, ground.answers, ground.account)
    wanting: dict[Edit, list[str]] = {}
    for edit, rule in asked:
        name = names.get(edit.path, edit.path)
        meant = edit if name == edit.path else msgspec.structs.replace(edit, path=name)
        wanting.setdefault(meant, []).append(rule)
    return tuple(Wish(edit, tuple(dict.fromkeys(rules))) for edit, rules in wanting.items())


def settle(wishes: Sequence[Wish]) -> tuple[tuple[Wish, ...], tuple[Clash, ...]]:
    """Wishes that agree, and those that clash: more than one edit for the same claim of the same path."""
    by_claim: dict[tuple[str, str], list[Wish]] = {}
    for wish in wishes:
        by_claim.setdefault((_place(wish.edit), wish.edit.claim), []).append(wish)
    agreed = tuple(group[0] for group in by_claim.values() if len(group) == 1)
    clashes = tuple(
        Clash(group[0].edit.path, claim, tuple(group))
        for (_, claim), group in by_claim.items()
        if len(group) > 1
    )
    return agreed, clashes


def _place(edit: Edit) -> str:
    """What an edit is about, in one spelling: Windows' registry knows no case."""
    return edit.path.lower() if isinstance(edit, REGISTRY_EDITS) else edit.path


class _PlannedChange(msgspec.Struct, frozen=True):
    wishes: tuple[Wish, ...]
    change: Change
    steps: Steps


def _states(wishes: Sequence[Wish], ground: PlanInput) -> tuple[list[_PlannedChange], Obstacles]:
    by_path: dict[str, list[Wish]] = {}
    for wish in wishes:
        by_path.setdefault(_place(wish.edit), []).append(wish)
    planned: list[_PlannedChange] = []
    obstacles: list[Obstacle] = []
    for group in by_path.values():
        try:
            change, steps = _change(group, ground)
        except Unfoldable as error:
            obstacles += [Obstacle(wish, error.why) for wish in group]
            continue
        if change.before != change.after:
            planned.append(_PlannedChange(tuple(group), change, steps))
    return planned, tuple(obstacles)


def _change(group: Sequence[Wish], ground: PlanInput) -> tuple[Change, Steps]:
    if isinstance(group[0].edit, REGISTRY_EDITS):
        return value_change(group, dict(ground.answers.pairs)), ()
    asked = group[0].edit.path
    in_home = asked.startswith("~/")
    account = ground.account
    path, before = _before(group[0].edit, ground)
    is_users = in_home or _is_in_home(path, ground)
    uid, gid = (account.uid, account.gid) if is_users else (account.root_uid, account.root_gid)
    owner = before.uid if isinstance(before, File) else folder_owner(path, ground.answers)
    if owner not in (None, uid) and _may_be_out_of_reach(asked, path, ground):
        raise Unfoldable(say("{path} leads to {real}, which belongs to another user.", path=asked, real=path))
    after, steps = _after(group, before, uid, gid)
    names = (path, *(state.target for state in (before, after) if isinstance(state, Link)))
    if not all(map(_is_utf8, names)):
        raise Unfoldable(say("The name of {path}, or of the file it links to, is not UTF-8.", path=asked))
    return Change(path, before, after, uid, gid, asked if asked != path else None), steps


def _may_be_out_of_reach(asked: str, path: str, ground: PlanInput) -> bool:
    """Whether *asked* leads, as *path*, to where its owner may not write: a name in the home to outside of it, a name
    of the system anywhere. What is there is then touched only if it is his own: nobody writes it for a user, and root
    does not work among what users may swap."""
    if not asked.startswith("~/"):
        return path != asked
    account = ground.account
    return account.uid != account.root_uid and not _is_in_home(path, ground)


def _is_in_home(path: str, ground: PlanInput) -> bool:
    return path.startswith(
        (f"{ground.account.home.rstrip('/')}/", f"{real_home(ground.answers, ground.account)}/")
    )


def _is_utf8(name: str) -> bool:
    """A name that is not UTF-8 comes with surrogates, which no plan file can hold."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _before(edit: Edit, ground: PlanInput) -> tuple[str, State]:
    path = absolute(edit.path, ground.answers, ground.account)
    if isinstance(edit, SetLink):
        return path, _link_state(ground.answers[LinkProbe(edit.path)], edit.path)
    if isinstance(edit, Unpack):
        return path, Absent()
    answer = _file_at(edit.path, ground)
    state = file_state(answer, edit.path)
    link = answer.link if isinstance(answer, Found) else None
    return link or path, state


def _file_at(path: str, ground: PlanInput) -> Answer:
    """What is there, asked by its name or found whole by a pattern."""
    answer = ground.answers[FileProbe(path)]
    if not isinstance(answer, Unavailable):
        return answer
    names = (path, absolute(path, ground.answers, ground.account))
    whole = (
        each
        for probe, matches in ground.answers.pairs
        if isinstance(probe, GlobProbe) and not probe.head and isinstance(matches, Matches)
        for name, each in matches.entries
        if name in names
    )
    return next(whole, answer)


def file_state(answer: object, path: str) -> State:
    """The state of a text file, from the answer to its `FileProbe`. Raises `Unfoldable` with the reason why
    the file cannot be edited: we never start from empty (law 8)."""
    match answer:
        case Found():
            return File(answer.content, answer.mode, answer.uid, answer.gid)
        case Missing(link=None):
            return Absent()
    raise Unfoldable(_not_a_text(answer, path))


def _not_a_text(answer: object, path: str) -> Text:
    match answer:
        case Missing():
            return say("{path} is a broken link to {target}.", path=path, target=answer.link or "")
        case Special():
            return say("{what} is a {kind}, not a file.", what=path, kind=kind_name(answer.kind))
        case Denied():
            return say("Permission to read {path} was denied.", path=path)
        case TooBig():
            return say("{path} is too big to edit ({size} bytes).", path=path, size=answer.size)
        case Unavailable():
            return say("Could not read {path}: {why}.", path=path, why=from_english(answer.why))
        case _:
            return plain(path)


def _link_state(answer: object, path: str) -> State:
    match answer:
        case Linked():
            return Link(answer.target)
        case Missing():
            return Absent()
        case Special():
            raise Unfoldable(say("{what} is a {kind}, not a link.", what=path, kind=kind_name(answer.kind)))
    raise Unfoldable(_not_a_text(answer, path))


def _after(group: Sequence[Wish], before: State, uid: int, gid: int) -> tuple[State, Steps]:
    edit = group[0].edit
    match edit:
        case SetLink():
            return Link(edit.target), ()
        case Unpack():
            return UnpackedTree(edit.download.sha256), ()
    match before:
        case File():
            steps = fold(before.content, group)
            return msgspec.structs.replace(before, content=folded(before.content, steps)), steps
        case Absent():
            steps = fold(b"", group)
            return File(folded(b"", steps), NEW_FILE_MODE, uid, gid), steps
    raise Unfoldable(plain(edit.path))


def _downloads(wishes: Iterable[Wish]) -> tuple[Download, ...]:
    return tuple(wish.edit.download for wish in wishes if isinstance(wish.edit, Unpack))


def _rank(change: Change) -> tuple[int, str]:
    match change.after:
        case UnpackedTree():
            return (0, change.path)
        case Link():
            return (1, change.path)
        case _:
            return (2, change.path)
