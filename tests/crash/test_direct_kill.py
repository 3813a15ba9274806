"""A real process on a real disk, killed at every effect (SIGKILL). What it left, another one puts right."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.worlds import Shoot, World, died, effects_of, is_after, is_before, on_disk, seen
from wizard.model.orders import Order, Phase, Recover, Undo

pytestmark = pytest.mark.linux(reason="its machine has owners, modes and links")


def effects(root: Path, *orders: Order) -> int:
    root.mkdir()
    return effects_of(on_disk(root), *orders)


def fresh(root: Path) -> World:
    root.mkdir()
    return on_disk(root)


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return fresh(tmp_path / "model").commit()


def test_a_commit_killed_at_any_effect_is_all_or_nothing(tmp_path: Path, order: Order) -> None:
    phases: set[Phase | None] = set()
    for at in range(effects(tmp_path / "count", order)):
        world = fresh(tmp_path / f"world-{at}")
        before = seen(world.floor)
        assert died(lambda world=world, at=at: world.act(order, Shoot(at))) == signal.SIGKILL
        phase = world.act(Recover()).phase
        assert is_after(world.floor, before) if phase is Phase.TRIAL else is_before(world.floor, before)
        phases.add(phase)
    assert phases == {None, Phase.UNDONE, Phase.TRIAL}


def test_an_undo_killed_at_any_effect_is_ended_by_recover(tmp_path: Path, order: Order) -> None:
    for at in range(effects(tmp_path / "count", order, Undo(1))):
        world = fresh(tmp_path / f"world-{at}")
        before = seen(world.floor)
        world.act(order)
        assert died(lambda world=world, at=at: world.act(Undo(1), Shoot(at))) == signal.SIGKILL
        if world.act(Recover()).phase is Phase.TRIAL:
            assert is_after(world.floor, before)
            world.act(Undo(1))
        assert is_before(world.floor, before)


def test_a_recovery_killed_at_any_effect_is_ended_by_the_next(tmp_path: Path, order: Order) -> None:
    last = effects(tmp_path / "count", order) - 3
    for at in range(40):
        world = fresh(tmp_path / f"world-{at}")
        before = seen(world.floor)
        died(lambda world=world: world.act(order, Shoot(last)))
        died(lambda world=world, at=at: world.act(Recover(), Shoot(at)))
        assert world.act(Recover()).phase in (None, Phase.UNDONE)
        assert is_before(world.floor, before)
