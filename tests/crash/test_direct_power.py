"""The power goes at every effect of the direct hand, on a disk that keeps only what was synced.

Afterwards `Recover` finds all files as before, or (trial reached) all as after, and nothing of ours between.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from tests.interruptions import Count, Kill
from tests.power import PowerFloor
from tests.worlds import HOME, World, attempt, content, effects_of, is_after, is_before, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Order, Phase, Recover, Undo
from wizard.transports.journal import JOURNAL, SPARE

DAMAGE = tuple(itertools.product(("none", "first", "some", "one", "others", "all"), ("none", "half", "all")))
"""What of unsynced names and bytes is there after a cut; all of both is what a SIGKILL leaves."""
FEW = ("/etc/wsl.conf", f"{HOME}/.profile", "/etc/profile.d/go.sh")


def fresh(swaps: bool = True) -> tuple[PowerFloor, World]:
    floor = PowerFloor(swaps)
    world = World(floor).furnish()
    floor.settle()
    return floor, world


def effects(*orders: Order) -> int:
    return effects_of(fresh()[1], *orders)


def commit() -> Order:
    return fresh()[1].commit()


def recovered(floor: PowerFloor, world: World, names: str, data: str, seed: int) -> Phase | None:
    floor.cut(names, data, seed)
    world.reboot()
    return world.act(Recover()).phase


def assert_whole(floor: PowerFloor, before: dict[str, tuple[object, ...]], phase: Phase | None) -> None:
    if phase in (Phase.TRIAL, Phase.ACCEPTED):
        assert is_after(floor, before)
    else:
        assert is_before(floor, before)


@pytest.mark.parametrize("swaps", [True, False], ids=["exchange", "rename"])
def test_a_cut_at_any_effect_of_a_commit_leaves_all_or_nothing(swaps: bool) -> None:
    for at, (names, data) in itertools.product(range(effects(commit())), DAMAGE):
        floor, world = fresh(swaps)
        before = seen(floor)
        attempt(world, world.commit(), Kill(at))
        assert_whole(floor, before, recovered(floor, world, names, data, at))


def test_a_receipt_is_kept_through_a_cut() -> None:
    for names, data in DAMAGE:
        floor, world = fresh()
        before = seen(floor)
        world.act(world.commit())
        assert recovered(floor, world, names, data, 0) is Phase.TRIAL
        world.act(Accept(1))
        assert recovered(floor, world, names, data, 1) is None
        assert is_after(floor, before)


@pytest.mark.parametrize("end", [Undo(1), Accept(1)], ids=["undo", "accept"])
def test_a_cut_at_any_effect_of_an_end_leaves_all_or_nothing(end: Order) -> None:
    for at, (names, data) in itertools.product(range(effects(commit(), end)), DAMAGE):
        floor, world = fresh()
        before = seen(floor)
        world.act(world.commit())
        floor.settle()
        attempt(world, end, Kill(at))
        phase = recovered(floor, world, names, data, at)
        if isinstance(end, Accept):
            assert is_after(floor, before)
        else:
            assert_whole(floor, before, phase)
            assert phase is not Phase.ACCEPTED


def test_a_second_cut_at_any_effect_of_the_recovery_changes_nothing_about_that() -> None:
    damage = itertools.cycle(DAMAGE)
    for at in range(effects(commit())):
        for second in itertools.count():
            names, data = next(damage)
            floor, world = fresh()
            before = seen(floor)
            attempt(world, world.commit(), Kill(at))
            floor.cut("some", "half", at)
            world.reboot()
            receipt = attempt(world, Recover(), Kill(second))
            assert_whole(floor, before, recovered(floor, world, names, data, second))
            if receipt is not None:
                break


def test_after_any_cut_the_next_commit_goes_through() -> None:
    for at in range(effects(commit())):
        floor, world = fresh()
        before = seen(floor)
        attempt(world, world.commit(), Kill(at))
        if recovered(floor, world, "some", "half", at) is Phase.TRIAL:
            world.act(Undo(1))
        receipt = world.act(world.commit())
        assert receipt.phase is Phase.TRIAL
        assert is_after(floor, before)
        world.act(Undo(receipt.batch or 0))
        assert is_before(floor, before)


def test_no_sync_of_a_commit_can_be_spared() -> None:
    """Each one, if it is not done, is noticed by some cut. But of two syncs of one folder the first is
    not: here that of /etc, once for its new folder and once for its file. And only who undoes on a disk that is
    full after the cut would miss the spare lock."""
    count = Count()
    world = few()[1]
    world.act(world.commit(), count)
    syncs = [at for at, effect in enumerate(count.effects) if effect.name == "sync"]
    spared = [
        count.effects[at].path
        for number, at in enumerate(syncs)
        if not any(is_noticed(number, later) for later in range(at + 1, len(count.effects) + 1))
    ]
    assert spared == [f"{JOURNAL}/{SPARE}", "/etc"]


def few() -> tuple[PowerFloor, World]:
    floor, world = fresh()
    return floor, replace(world, targets=FEW)


def is_noticed(deaf: int, at: int) -> bool:
    cuts = itertools.product((("one", "none"), ("others", "half"), ("some", "none")), range(4))
    for (names, data), seed in ((("none", "none"), 0), *cuts):
        floor, world = few()
        before = seen(floor)
        floor.syncs, floor.deaf = 0, deaf
        receipt = attempt(world, world.commit(), Kill(at))
        floor.deaf = -1
        try:
            phase = recovered(floor, world, names, data, seed)
        except WizardError:
            return True
        is_whole = is_after(floor, before, FEW) if phase is Phase.TRIAL else is_before(floor, before)
        if not is_whole or (receipt is not None and phase is not Phase.TRIAL):
            return True
        if phase is Phase.TRIAL and content(floor, f"{JOURNAL}/1/note") != b"why":
            return True
    return False
