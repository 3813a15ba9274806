"""The disk says no at every effect of the direct hand: full, broken, read-only, forbidden; once, and for good.

Success is said only where it is true. Else all files are as before at once; or the error says that it does
not know, and then `Recover` puts them back.
"""

from __future__ import annotations

import errno
import itertools

import pytest

from tests.interruptions import Fail
from tests.power import PowerFloor
from tests.worlds import World, attempt, effects_of, is_after, is_before, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Accept, Order, Phase, Receipt, Recover, Undo
from wizard.transports.direct.disk import DiskEffect
from wizard.transports.refusals import CODES

NUMBERS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE)
CASES = tuple(itertools.product(NUMBERS, (False, True)))
FEW = tuple(itertools.product((errno.ENOSPC, errno.EIO), (False, True)))


def fresh(*orders: Order) -> tuple[PowerFloor, World, dict[str, tuple[object, ...]]]:
    floor = PowerFloor()
    world = World(floor).furnish()
    before = seen(floor)
    for order in orders:
        world.act(order)
    return floor, world, before


def effects(*orders: Order) -> int:
    return effects_of(fresh()[1], *orders)


def commit() -> Order:
    return fresh()[1].commit()


@pytest.mark.parametrize(("number", "lasting"), CASES)
def test_a_commit_that_fails_leaves_everything_as_it_was(number: int, lasting: bool) -> None:
    for at in range(effects(commit())):
        floor, world, before = fresh()
        outcome = attempt(world, world.commit(), Fail(at, number, lasting))
        if isinstance(outcome, Receipt):
            assert is_after(floor, before)
            continue
        assert isinstance(outcome, WizardError)
        assert outcome.code in CODES
        if outcome.code == "unsure":
            assert is_after(floor, before)
            continue
        if outcome.code != "cut-off":
            assert is_before(floor, before), outcome
        world.reboot()
        assert world.act(Recover()).phase in (None, Phase.UNDONE)
        assert is_before(floor, before)


@pytest.mark.parametrize(("number", "lasting"), FEW)
def test_an_undo_that_fails_is_ended_by_recover(number: int, lasting: bool) -> None:
    for at in range(effects(commit(), Undo(1))):
        floor, world, before = fresh(commit())
        outcome = attempt(world, Undo(1), Fail(at, number, lasting))
        if isinstance(outcome, Receipt):
            assert outcome.phase is Phase.UNDONE
            assert is_before(floor, before)
            continue
        assert isinstance(outcome, WizardError)
        if outcome.code != "cut-off":
            assert is_after(floor, before) or is_before(floor, before)
        world.reboot()
        if world.act(Recover()).phase is Phase.TRIAL:
            assert is_after(floor, before)
            world.act(Undo(1))
        assert is_before(floor, before)


@pytest.mark.parametrize(("number", "lasting"), FEW)
def test_an_accept_that_fails_can_be_repeated(number: int, lasting: bool) -> None:
    for at in range(effects(commit(), Accept(1))):
        floor, world, before = fresh(commit())
        attempt(world, Accept(1), Fail(at, number, lasting))
        assert is_after(floor, before)
        world.reboot()
        assert world.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
        assert is_after(floor, before)


@pytest.mark.parametrize(("number", "lasting"), FEW)
def test_a_recovery_that_fails_can_be_repeated(number: int, lasting: bool) -> None:
    for at, stop in itertools.product(range(30), range(20, effects(commit()), 12)):
        floor, world, before = fresh()
        attempt(world, world.commit(), Fail(stop, errno.EIO, lasting=True))
        world.reboot()
        attempt(world, Recover(), Fail(at, number, lasting))
        world.reboot()
        phase = world.act(Recover()).phase
        assert is_after(floor, before) if phase is Phase.TRIAL else is_before(floor, before)


def test_the_reason_is_told_of_the_file_it_is_about() -> None:
    """The user reads the name of his file, not that of a file he has never heard of."""
    said: dict[str, set[str]] = {}
    for at in range(effects(commit())):
        _, world, _ = fresh()
        outcome = attempt(world, world.commit(), Fail(at, errno.ENOSPC))
        if isinstance(outcome, WizardError) and outcome.code == "no-space":
            said.setdefault(outcome.code, set()).add(dict(outcome.text.values)["sentence"].values[0][1])
    assert "/etc/wsl.conf" in said["no-space"]
    assert not any(".wsl-go-wizard-" in path for path in said["no-space"])


def test_no_full_disk_can_stop_an_undo() -> None:
    """Nothing is written, and no new name is needed, but for the lock."""

    def full(effect: DiskEffect) -> None:
        if effect.name in ("create", "write", "mkdir", "link", "symlink") and not effect.path.endswith(
            "/lock"
        ):
            raise OSError(errno.ENOSPC, "full")

    floor, world, before = fresh(commit())
    assert world.act(Undo(1), full) == Receipt(1, Phase.UNDONE)
    assert is_before(floor, before)
