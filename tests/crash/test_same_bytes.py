"""Somebody saves a file again with the very bytes it had: the new file is his, and no look at bytes tells it.

At every instant of a commit by the direct hand, on every floor (exchanging names, renaming over them, plain paths
as Windows has to do it): in the end, after an undo if the commit went through, his file has the name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interruptions import Count, Stranger
from tests.power import PowerFloor
from tests.worlds import HOME, World, attempt, content
from wizard.model.errors import WizardError
from wizard.model.orders import Phase, Receipt, Undo
from wizard.transports.direct.floor import Floor
from wizard.transports.direct.floor_plain import PlainFloor

FILES = ("/etc/wsl.conf", "/etc/old.conf", f"{HOME}/.profile")
TOO_LATE = ("swap", "replace", "move")
"""Effects that take a target's name: without an exchange, who acts between the last look and that is lost."""

Lay = Callable[[], Floor]


def _linux(root: Path) -> Floor:
    from wizard.transports.direct.floor_linux import LinuxFloor  # there is none on Windows

    return LinuxFloor(root)


LINUX = pytest.param("linux", marks=pytest.mark.linux(reason="it is the floor of Linux"))


@pytest.fixture(params=["exchange", "rename", LINUX, "plain"])
def lay(request: pytest.FixtureRequest, tmp_path: Path) -> Lay:
    places = iter(range(1000))

    def place() -> Path:
        folder = tmp_path / str(next(places))
        folder.mkdir()
        return folder

    return {
        "exchange": PowerFloor,
        "rename": lambda: PowerFloor(swaps=False),
        "linux": lambda: _linux(place()),
        "plain": lambda: PlainFloor(place()),
    }[request.param]


def world_on(floor: Floor) -> World:
    return World(floor, targets=FILES).furnish()


def save_again(world: World, path: str) -> tuple[int, int]:
    """As an editor saves. Which file it is now."""
    there = content(world.floor, path)
    assert isinstance(there, bytes)
    world.write(f"{path}.swp", there)
    world.floor.replace(f"{path}.swp", path)
    return world.floor.stat(path).inode


@pytest.mark.parametrize("path", FILES)
def test_who_saves_the_same_bytes_again_keeps_his_file(lay: Lay, path: str) -> None:
    count = Count()
    world = world_on(lay())
    world.act(world.commit(), count)
    for at, effect in enumerate(count.effects):
        world = world_on(lay())
        has_exchange = not isinstance(world.floor, PlainFloor) and getattr(world.floor, "swaps", True)
        if effect.name in TOO_LATE and path in (effect.path, effect.to) and not has_exchange:
            continue
        before = content(world.floor, path)
        theirs: list[tuple[int, int]] = []

        def save(
            world: World = world, theirs: list[tuple[int, int]] = theirs, before: object = before
        ) -> None:
            if content(world.floor, path) == before:
                theirs.append(save_again(world, path))

        outcome = attempt(world, world.commit(), Stranger(at, save))
        if isinstance(outcome, Receipt):
            assert world.act(Undo(1)).phase is Phase.UNDONE
        else:
            assert isinstance(outcome, WizardError)
            assert outcome.code == "stale"
        assert content(world.floor, path) == before
        if theirs:
            assert world.floor.stat(path).inode == theirs[0], effect
