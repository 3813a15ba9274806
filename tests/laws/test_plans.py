"""Laws about plans: nothing but what was claimed, in whatever order rules speak (laws 2, 7, 13)."""

from __future__ import annotations

import itertools
import random

import msgspec
import pytest

from tests.laws.conftest import Lay
from tests.laws.world import MACHINES, PROFILES, ground, judged
from wizard.app.demo import pictured
from wizard.codecs.lines import split, text_of
from wizard.engine.diff import diff
from wizard.engine.fold import fold, folded
from wizard.engine.plan import folded_plan, make_plan, recommended
from wizard.model.plans import Plan
from wizard.model.shown.secrets import mask
from wizard.model.shown.words import escaped
from wizard.model.state import File

everywhere = pytest.mark.parametrize("profile", PROFILES)
on_all = pytest.mark.parametrize("name", MACHINES)


def plan_of(name: str, profile: str) -> Plan:
    found = judged(name, profile)
    return make_plan(found, recommended(found), ground(name), profile)


@on_all
@everywhere
def test_rules_may_speak_in_any_order(name: str, profile: str) -> None:
    found = list(judged(name, profile))
    plan = plan_of(name, profile)
    for seed in range(4):
        random.Random(seed).shuffle(found)
        other = make_plan(found, recommended(found), ground(name), profile)
        assert other.changes == plan.changes
        assert {clash.claim for clash in other.clashes} == {clash.claim for clash in plan.clashes}


@on_all
@everywhere
def test_a_plan_says_everything_there_is_to_know(name: str, profile: str) -> None:
    """Saved and read again it is the same plan, with the same digest (law 2)."""
    plan = plan_of(name, profile)
    again = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert (again, again.id) == (plan, plan.id)


@on_all
@everywhere
def test_the_picture_is_the_same_for_a_plan_just_made_and_for_one_that_was_read(
    name: str, profile: str
) -> None:
    found = judged(name, profile)
    made = folded_plan(found, recommended(found), ground(name), profile)
    assert made.plan == plan_of(name, profile)
    assert diff(made.plan, steps=made.steps) == diff(made.plan)


@on_all
@everywhere
def test_lines_that_nobody_claims_keep_their_bytes(name: str, profile: str) -> None:
    """What the diff does not show as removed is in the new text, in its order, byte for byte; what it does
    not show as added was there; and every line that comes or goes is wanted by a rule."""
    plan = plan_of(name, profile)
    for change, view in zip(plan.changes, diff(plan).files, strict=True):
        if not isinstance(change.after, File):
            continue
        before = change.before.content if isinstance(change.before, File) else b""
        lines = [line for hunk in view.hunks for line in hunk.lines]
        gone = {line.old for line in lines if line.mark == "-"}
        come = {line.new for line in lines if line.mark == "+"}
        old = [line.raw for number, line in enumerate(split(before), 1) if number not in gone]
        new = [line.raw for number, line in enumerate(split(change.after.content), 1) if number not in come]
        assert old == new, change.shown
        for line in lines:
            assert line.mark == " " or line.rules, (change.shown, line)


@on_all
@everywhere
def test_the_diff_shows_the_bytes_that_are_planned(name: str, profile: str) -> None:
    plan = plan_of(name, profile)
    for change, view in zip(plan.changes, diff(plan).files, strict=True):
        if isinstance(change.after, File):
            texts = [
                escaped(line.removesuffix("\r")) for line in mask(text_of(change.after.content)).split("\n")
            ]
            for line in (line for hunk in view.hunks for line in hunk.lines if line.new is not None):
                assert texts[line.new - 1] == line.text


@on_all
@everywhere
def test_a_folded_file_is_folded_already(name: str, profile: str) -> None:
    """Named edits made once more change nothing: they say what shall be, not what shall be done."""
    plan = plan_of(name, profile)
    for change in plan.changes:
        wishes = [
            wish
            for wish in plan.wishes
            if wish.edit.path in (change.path, change.asked) and not hasattr(wish.edit, "line")
        ]
        if isinstance(change.after, File):
            assert folded(change.after.content, fold(change.after.content, wishes)) == change.after.content


ON_ONE_PATH = [
    (name, profile, pair)
    for name, profile in itertools.product(MACHINES, ("baseline", "other-values", "repair"))
    for pair in itertools.combinations(recommended(judged(name, profile)), 2)
    if set.intersection(
        *({c.path for c in make_plan(judged(name, profile), [rule], ground(name)).changes} for rule in pair)
    )
]


@pytest.mark.parametrize(("name", "profile", "pair"), ON_ONE_PATH)
def test_two_rules_one_after_the_other_come_to_the_same_bytes_in_both_orders(
    lay: Lay, name: str, profile: str, pair: tuple[str, str]
) -> None:
    ends = []
    for order in (pair, pair[::-1]):
        place = lay(name, profile)
        for rule in order:
            plan = place.session.plan(place.session.look(), [rule])
            assert not plan.clashes
            assert not plan.obstacles
            if plan.changes:
                place.session.apply(plan)
                place.session.accept()
        files = {path: place.file(path) for path, what in pictured(place.root).items() if what[0] == "file"}  # type: ignore[index]
        ends.append({path: file.read_bytes() for path, file in files.items()})
    assert ends[0] == ends[1]
