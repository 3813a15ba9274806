"""Where originals wait: in the user's home if they are his and can be linked there, else beside their file."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from tests.transports.direct.conftest import CONF, IS_ROOT
from tests.worlds import (
    BEFORE,
    HOME,
    World,
    attempt,
    is_after,
    is_before,
    seen,
)
from wizard.model.errors import MachineError
from wizard.model.orders import Accept, Phase, Receipt, Undo
from wizard.transports.direct.disk import DiskEffect
from wizard.transports.journal import JOURNAL

pytestmark = pytest.mark.linux(reason="needs links and modes")


@pytest.mark.skipif(not IS_ROOT, reason="needs two owners")
def test_a_users_originals_wait_in_his_home_and_are_his(world: World, root: Path) -> None:
    world.act(world.commit())
    kept = root / "home/me/.local/state/wsl-go-wizard/1"
    assert sorted(os.listdir(kept)) == ["2.before", "5.before"]
    assert (kept.stat().st_uid, stat.S_IMODE(kept.stat().st_mode)) == (1000, 0o700)
    assert kept.parent.parent.stat().st_uid == 1000
    world.act(Accept(1))
    assert (kept / "2.before").read_bytes() == BEFORE[f"{HOME}/.profile"]


def no_link_to(*places: str, number: int = errno.EXDEV):
    def hook(effect: DiskEffect) -> None:
        if effect.name == "link" and effect.to.startswith(places):
            raise OSError(number, "no")

    return hook


def test_an_original_that_cannot_be_linked_away_waits_beside(
    world: World, root: Path, before: dict[str, tuple[object, ...]]
) -> None:
    world.act(world.commit(), no_link_to(JOURNAL, f"{HOME}/.local"))
    assert (root / "etc/.wsl-go-wizard-1-1.before").read_bytes() == CONF
    assert is_after(world.floor, before)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


def test_without_hard_links_nothing_is_changed(world: World, before: dict[str, tuple[object, ...]]) -> None:
    outcome = attempt(world, world.commit(), no_link_to("/", number=errno.EPERM))
    assert isinstance(outcome, MachineError)
    assert outcome.code == "no-hard-links"
    assert is_before(world.floor, before)


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EPERM, "denied"), (errno.EXDEV, "in-use"), (errno.EMLINK, "too-many-links")],
)
def test_a_file_that_cannot_be_linked_is_not_blamed_on_the_disk(
    world: World, before: dict[str, tuple[object, ...]], number: int, code: str
) -> None:
    def hook(effect: DiskEffect) -> None:
        if effect.name == "link" and effect.path == "/etc/wsl.conf":
            raise OSError(number, "not this one")

    outcome = attempt(world, world.commit(), hook)
    assert isinstance(outcome, MachineError)
    assert outcome.code == code
    assert is_before(world.floor, before)


@pytest.mark.skipif(not IS_ROOT, reason="needs two owners")
@pytest.mark.parametrize("elsewhere", ["mine", "roots"])
def test_a_home_with_links_keeps_originals_only_where_the_user_owns_the_place(
    world: World, root: Path, elsewhere: str
) -> None:
    target = root / "srv/state"
    target.mkdir(parents=True)
    (target / "wsl-go-wizard").mkdir()
    if elsewhere == "mine":
        os.chown(target / "wsl-go-wizard", 1000, 1000)
    (root / "home/me/.local").mkdir()
    (root / "home/me/.local/state").symlink_to("/srv/state")
    before = seen(world.floor)
    world.act(world.commit())
    kept_there = (target / "wsl-go-wizard/1/2.before").exists()
    kept_beside = (root / "home/me/.wsl-go-wizard-1-2.before").exists()
    assert (kept_there, kept_beside) == ((True, False) if elsewhere == "mine" else (False, True))
    assert world.act(Undo(1)).foreign == ()
    assert is_before(world.floor, before)
