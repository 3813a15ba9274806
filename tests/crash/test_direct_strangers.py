"""Somebody else writes at every instant, to every target: what he wrote exists afterwards, whatever we did.

By rename (as editors do: a new file takes the name) and in place (as ``>>`` does).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pytest

from tests.interruptions import Count, Killed, Stranger
from tests.power import PowerFloor
from tests.worlds import AFTER, BEFORE, HOME, TARGETS, World, attempt, content, effects_of, everywhere, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Order, Phase, Receipt, Recover, Undo
from wizard.transports.direct.disk import DiskEffect

Write = Callable[[PowerFloor, str], None]
THEIRS = b"what a stranger wrote"


def fresh(*orders: Order) -> tuple[PowerFloor, World]:
    floor = PowerFloor()
    world = World(floor).furnish()
    for order in orders:
        world.act(order)
    return floor, world


def by_rename(floor: PowerFloor, path: str) -> None:
    """As an editor saves. If the folder is not there, there is nothing to save to."""
    with contextlib.suppress(OSError):
        floor.create(f"{path}.swp").write(THEIRS)
        floor.replace(f"{path}.swp", path)


def in_place(floor: PowerFloor, path: str) -> None:
    """As ``>>`` writes: into what is there, or a new file."""
    try:
        node = floor._get(path)
    except OSError:
        by_rename(floor, path)
    else:
        if node.kind == "symlink":
            by_rename(floor, path)
        else:
            node.data += THEIRS
            node.mtime_ns += 1000


def removing(floor: PowerFloor, path: str) -> None:
    """As ``rm`` does, and nobody writes anything."""
    with contextlib.suppress(OSError):
        floor.unlink(path)


WRITERS = pytest.mark.parametrize("write", [by_rename, in_place, removing])


def came_through(floor: PowerFloor) -> bool:
    """The stranger's bytes are somewhere."""
    return any(isinstance(there, bytes) and THEIRS in there for _, there in everywhere(floor))


def has_its_name(floor: PowerFloor, path: str) -> bool:
    """They are where he wrote them."""
    there = content(floor, path)
    return isinstance(there, bytes) and THEIRS in there


def state_of_others(floor: PowerFloor, path: str) -> set[str]:
    """Which states the other targets are in."""
    states: set[str] = set()
    for other in TARGETS:
        if other != path:
            there = content(floor, other)
            states.add(
                "after" if there == AFTER[other] else "before" if there == BEFORE.get(other) else "torn"
            )
    return states


def wrote(path: str, hook: Stranger, write: Write) -> bool:
    """Whether he certainly wrote something: the folders of two targets come and go."""
    could_write = path not in ("/etc/profile.d/go.sh", f"{HOME}/sdk/bin/go")
    return hook.count > hook.at and write is not removing and could_write


def assert_nothing_lost(floor: PowerFloor, path: str, hook: Stranger, write: Write) -> None:
    if wrote(path, hook, write):
        assert came_through(floor)
    leftovers = [name for name in seen(floor) if "/.wsl-go-wizard-" in name]
    assert not leftovers


@WRITERS
@pytest.mark.parametrize("path", TARGETS)
def test_a_stranger_during_a_commit_loses_nothing(write: Write, path: str) -> None:
    for at in range(effects_of(fresh()[1], fresh()[1].commit())):
        floor, world = fresh()
        hook = Stranger(at, lambda floor=floor: write(floor, path))
        outcome = attempt(world, world.commit(), hook)
        if isinstance(outcome, Receipt):
            assert state_of_others(floor, path) == {"after"}
            assert_nothing_lost(floor, path, hook, write)
            receipt = world.act(Undo(1))
            assert state_of_others(floor, path) == {"before"}
            if content(floor, path) != BEFORE.get(path):
                assert receipt.foreign == (path,)
        else:
            assert isinstance(outcome, WizardError)
            assert outcome.code == "stale"
            assert state_of_others(floor, path) == {"before"}
            assert has_its_name(floor, path) or not wrote(path, hook, write)
        assert_nothing_lost(floor, path, hook, write)


@WRITERS
@pytest.mark.parametrize("path", TARGETS)
def test_a_stranger_during_an_undo_loses_nothing(write: Write, path: str) -> None:
    commit = fresh()[1].commit()
    for at in range(effects_of(fresh()[1], commit, Undo(1))):
        floor, world = fresh(commit)
        hook = Stranger(at, lambda floor=floor: write(floor, path))
        receipt = world.act(Undo(1), hook)
        assert receipt.phase is Phase.UNDONE
        assert state_of_others(floor, path) == {"before"}
        assert has_its_name(floor, path) or not wrote(path, hook, write)
        assert_nothing_lost(floor, path, hook, write)


@WRITERS
@pytest.mark.parametrize("path", ["/etc/wsl.conf", f"{HOME}/.profile", "/etc/old.conf"])
def test_a_stranger_and_then_a_crash_lose_nothing(write: Write, path: str) -> None:
    """He writes at one effect, and at the next the power goes."""
    commit = fresh()[1].commit()
    for at in range(effects_of(fresh()[1], commit)):
        floor, world = fresh()
        stranger = Stranger(at, lambda floor=floor: write(floor, path))

        def hook(effect: DiskEffect, stranger: Stranger = stranger) -> None:
            stranger(effect)
            if stranger.count > stranger.at + 1:
                raise Killed(effect)

        attempt(world, world.commit(), hook)
        world.reboot()
        receipt = world.act(Recover())
        assert state_of_others(floor, path) == {"after" if receipt.phase is Phase.TRIAL else "before"}
        assert_nothing_lost(floor, path, stranger, write)


@pytest.mark.parametrize("path", ["/etc/wsl.conf", f"{HOME}/.profile", f"{HOME}/current"])
def test_where_names_cannot_be_exchanged_he_is_noticed_up_to_the_last_look(path: str) -> None:
    """Then only who writes between that look and the rename, a few microseconds, can be lost."""
    commit = fresh()[1].commit()
    for at in range(effects_of(fresh()[1], commit)):
        floor = PowerFloor(swaps=False)
        world = World(floor).furnish()
        stranger = Stranger(at, lambda floor=floor: by_rename(floor, path))
        outcome = attempt(world, commit, stranger)
        assert isinstance(outcome, Receipt | WizardError)
        if not effect_is_rename(commit, at):
            assert came_through(floor)


def effect_is_rename(commit: Order, at: int) -> bool:
    """Whether effect *at* of a commit is the exchange or rename of a target."""
    count = Count()
    world = World(PowerFloor(swaps=False)).furnish()
    world.act(commit, count)
    return count.effects[at].name in ("swap", "replace")


def test_who_writes_in_place_just_before_the_exchange_keeps_the_name() -> None:
    """The exchange is looked at once more: with his words in it the file gets its name back."""
    count = Count()
    world = fresh()[1]
    world.act(world.commit(), count)
    path = "/etc/wsl.conf"
    (at,) = [n for n, effect in enumerate(count.effects) if effect.name == "swap" and effect.to == path]
    floor, world = fresh()
    outcome = attempt(world, world.commit(), Stranger(at, lambda: in_place(floor, path)))
    assert isinstance(outcome, WizardError)
    assert outcome.code == "stale"
    assert has_its_name(floor, path)
    assert state_of_others(floor, path) == {"before"}


def test_what_is_staged_is_looked_at_before_it_counts() -> None:
    """Bytes that are not the planned ones, whoever wrote them, are never switched to (law 2)."""
    count = Count()
    world = fresh()[1]
    world.act(world.commit(), count)
    staged = "/etc/.wsl-go-wizard-1-1"
    (at,) = [n for n, effect in enumerate(count.effects) if (effect.name, effect.path) == ("chmod", staged)]
    floor, world = fresh()
    before = seen(floor)
    outcome = attempt(world, world.commit(), Stranger(at, lambda: in_place(floor, staged)))
    assert isinstance(outcome, WizardError)
    assert outcome.code == "staging-mismatch"
    assert seen(floor) == before
