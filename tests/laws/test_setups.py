"""Laws about whole setups of laid-out machines: they converge, write what was shown, refuse what is stale, and
can be taken back to the last bit (laws 2, 3, 7, 10, 13)."""

from __future__ import annotations

import itertools
import os

import pytest

from tests.laws.conftest import Lay
from tests.laws.world import EVERY_PROFILE, MACHINES, MESSY, PROFILES, Place
from tests.systems import IS_WINDOWS
from wizard.app.demo import pictured
from wizard.app.look import Look
from wizard.engine.diff import diff
from wizard.model.errors import StaleError
from wizard.model.findings import Restart, Verdict
from wizard.model.plans import Plan
from wizard.model.state import File, Link, UnpackedTree
from wizard.transports.direct.floor_plain import noted_target

on_all = pytest.mark.parametrize("name", MACHINES)
everywhere = pytest.mark.parametrize("profile", PROFILES)


def verdicts(look: Look) -> dict[str, Verdict]:
    return {item.rule: item.verdict for item in look.judged}


NOT_FOLLOWED = "{names} could not be followed at {line}."
"""No shell runs in an image, and what start files there run in theirs is said instead of called fine (law 19)."""


def is_well(look: Look, rule: str) -> bool:
    (finding,) = (item.finding for item in look.judged if item.rule == rule)
    return finding.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) or (
        finding.verdict is Verdict.UNKNOWN and finding.says.template == NOT_FOLLOWED
    )


def planned(place: Place) -> Plan:
    plan = place.session.plan(place.session.look())
    assert not plan.clashes
    assert not plan.obstacles
    return plan


@on_all
@pytest.mark.parametrize("profile", EVERY_PROFILE)
def test_one_run_is_enough_and_can_be_taken_back(lay: Lay, name: str, profile: str) -> None:
    """An image is set up as if every restart had been made. Then undo restores bytes, modes, owners and times."""
    place = lay(name, profile)
    before = pictured(place.root)
    plan = planned(place)
    if not plan.changes:
        return
    receipt = place.session.apply(plan)
    _check_written(place, plan)
    look = place.session.look()
    again = place.session.plan(look)
    assert not again.changes, diff(again)
    assert [rule for rule in plan.rules() if not is_well(look, rule)] == []
    place.session.undo(receipt.batch)
    assert pictured(place.root) == before


def _check_written(place: Place, plan: Plan) -> None:
    """What was previewed is there, byte for byte."""
    for change in plan.changes:
        file = place.file(change.path)
        match change.after:
            case File():
                assert file.read_bytes() == change.after.content
                assert IS_WINDOWS or file.stat().st_mode & 0o7777 == change.after.mode
            case Link():
                assert noted_target(file) == change.after.target
            case UnpackedTree():
                assert (file / ".unpacked-success").read_text().strip() == change.after.sha256


@on_all
def test_a_machine_that_was_not_restarted_has_nothing_left_to_plan(lay: Lay, name: str) -> None:
    """A second run changes nothing (law 13); what is not well yet says what has to start anew."""
    place = lay(name, running=True)
    plan = planned(place)
    if plan.changes:
        place.session.apply(plan)
    look = place.session.look()
    assert not place.session.plan(look).changes
    for item in look.judged:
        if item.rule in plan.rules() and item.verdict not in (Verdict.OK, Verdict.NOT_APPLICABLE):
            if item.verdict is Verdict.UNKNOWN:
                assert item.finding.says.template == NOT_FOLLOWED, item
                continue
            assert item.verdict is Verdict.ADVICE, item
            if IS_WINDOWS and item.rule == "tmpfs-tmp-owner-mode":
                continue  # no folder there has root for its owner
            assert item.finding.restart is not Restart.NONE, item


@on_all
def test_each_rule_by_itself_converges(lay: Lay, name: str) -> None:
    place = lay(name, "repair" if name == MESSY else "baseline")
    for rule in place.session.look().recommended:
        plan = place.session.plan(place.session.look(), [rule])
        if not plan.changes:
            continue
        receipt = place.session.apply(plan)
        look = place.session.look()
        assert is_well(look, rule), rule
        assert not place.session.plan(look, [rule]).changes
        place.session.undo(receipt.batch)


@on_all
def test_going_back_after_accept_restores_everything(lay: Lay, name: str) -> None:
    """All but an unpacked Go, which nothing uses any more, and the folders around it."""
    place = lay(name)
    before = pictured(place.root)
    plan = planned(place)
    if not plan.changes:
        return
    place.session.apply(plan)
    place.session.accept()
    back = place.session.back(place.session.history()[0])
    place.session.apply(back)
    place.session.accept()
    after = pictured(place.root)
    assert {path: after.get(path) for path in before} == before
    unpacked = [change.path for change in plan.changes if isinstance(change.after, UnpackedTree)]
    for path in after.keys() - before.keys():
        inside = any(path.startswith(tree) or tree.startswith(path) for tree in unpacked)
        assert inside or os.path.isdir(place.file(path)), path


@on_all
def test_a_stale_plan_is_refused_and_touches_nothing(lay: Lay, name: str) -> None:
    """Law 2: whichever of its files moved since, nothing is written, and nothing is left."""
    place = lay(name)
    plan = planned(place)
    for change in plan.changes:
        file = place.file(change.path)
        if not isinstance(change.before, File):
            continue
        kept = file.read_bytes()
        times = file.stat().st_atime_ns, file.stat().st_mtime_ns
        file.write_bytes(kept + b"# added meanwhile\n")
        before = pictured(place.root)
        with pytest.raises(StaleError):
            place.session.apply(plan)
        assert pictured(place.root) == before
        file.write_bytes(kept)
        os.utime(file, ns=times)


def test_a_whole_setup_crosses_once_a_phase(lay: Lay) -> None:
    """Law 3, and the budget: look, apply, look, accept; taking it back is a look and one more."""
    place = lay(MESSY)
    look = place.session.look()
    plan = place.session.plan(look)
    place.session.diff(plan)
    assert len(plan.changes) > 5
    receipt = place.session.apply(plan)
    verified = place.session.verify(plan)
    place.session.accept(receipt.batch)
    # A phase may take a wave more: one PATH of this machine ends in a CR; a second look reads what was written.
    phases = [name for name, _ in itertools.groupby(place.site.crossings)]
    assert phases == ["read", "commit", "read", "rehearse", "accept"]  # the second look measures the shells
    assert len(place.site.crossings) == 8
    assert verified.well
    place.site.crossings.clear()
    back = place.session.back(verified.look.setups[0])
    receipt = place.session.apply(back)
    place.session.accept(receipt.batch)
    assert place.site.crossings == ["read", "commit", "accept"]


def test_drift_is_nothing_after_a_setup_and_everything_after_it_was_taken_back(lay: Lay) -> None:
    place = lay(MESSY)
    place.session.apply(planned(place))
    place.session.accept()
    found = place.session.drift(place.session.look())
    assert {(item.standing.value, item.wanted) for item in found} == {("after", ())}
    profile = place.file("/home/me/.profile")
    profile.write_bytes(profile.read_bytes().replace(b"sdk/go/bin", b"nowhere"))
    found = place.session.drift(place.session.look())
    assert {item.path: item.wanted for item in found if item.standing.value == "foreign"} == {
        "~/.profile": ("go-install-pin-version",)
    }


# Edits of others.


THEIRS = b"# theirs \xe2\x98\x83"
CONVERTED = "The setup converted its encoding or line endings"
"""Nothing else is in the way of a line at either end of a file."""


@pytest.mark.parametrize("name", MACHINES)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("is_last", [True, False])
def test_an_edit_stays_and_the_setups_lines_go(lay: Lay, name: str, profile: str, is_last: bool) -> None:
    place = lay(name, profile)
    plan = place.session.plan(place.session.look())
    was = {change.path: _bytes(change.before) for change in plan.changes if isinstance(change.after, File)}
    if not was:
        return
    place.session.apply(plan)
    place.session.accept()
    for path in was:
        file = place.file(path)
        content = file.read_bytes()
        file.write_bytes(content + THEIRS + b"\n" if is_last else THEIRS + b"\n" + content)
    edited = _files(place)

    back = place.session.back(place.session.setup(1), keeps_edits=True)
    left = _left(back, plan)
    place.session.keep(place.session.apply(back))
    for path, before in was.items():
        now = place.file(path).read_bytes()
        assert now.count(THEIRS) == 1
        if path not in left:
            rest = now.replace(THEIRS + b"\n", b"")
            assert rest in (before, before + b"\n"), path
        else:
            assert CONVERTED in left[path], left[path]
    again = place.session.back(place.session.setup(1), keeps_edits=True)
    assert (again.changes, again.obstacles) == ((), back.obstacles)
    if back.changes:
        place.session.keep(place.session.apply(place.session.back(place.session.setup(2))))
        assert _files(place) == edited


def _bytes(state: object) -> bytes:
    return state.content if isinstance(state, File) else b""


def _files(place: Place) -> dict[str, object]:
    """All but the folders, of which a journal may need some in a home."""
    return {path: seen for path, seen in pictured(place.root).items() if not place.file(path).is_dir()}


def _left(back: Plan, plan: Plan) -> dict[str, str]:
    """What is left of files, by their real names."""
    names = {change.shown: change.path for change in plan.changes}
    return {names[each.path]: each.why.render() for each in back.obstacles}
