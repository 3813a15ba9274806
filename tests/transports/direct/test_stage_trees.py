"""Folders unpacked from Go archives: whole or not there at all, and ours only as long as nobody wrote to them."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from tests.transports.direct.conftest import GO, order, sha256
from tests.worlds import Fail, Kill, World, attempt, is_before, on_disk, seen
from wizard.model.errors import MachineError, Stopped, WizardError
from wizard.model.events import Progress, silent
from wizard.model.orders import Phase, Receipt, Recover
from wizard.model.state import MARKER

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links")


def test_an_archive_becomes_a_folder_with_its_digest_and_its_owner(
    world: World, packed: Path, go: Path
) -> None:
    old = os.umask(0o077)
    try:
        events: list[object] = []
        receipt = world.hand().act(order(world, packed), events.append, lambda: False)
    finally:
        os.umask(old)
    assert receipt == Receipt(1, Phase.TRIAL)
    assert (go / MARKER).read_text() == sha256(packed) + "\n"
    assert (go / "src/a/b/c.go").read_bytes() == b"package c\n"
    assert stat.S_IMODE((go / "bin/go").stat().st_mode) == 0o755
    assert stat.S_IMODE(go.stat().st_mode) == stat.S_IMODE((go / "src").stat().st_mode) == 0o755
    for path in (go, *go.rglob("*")):
        assert (path.stat().st_uid, path.stat().st_gid) == (world.user, world.user)
    assert any(isinstance(event, Progress) for event in events)
    newer = [path for path in go.rglob("*") if path.stat().st_mtime_ns > (go / MARKER).stat().st_mtime_ns]
    assert newer == []


def test_another_archive_than_promised_is_refused(world: World, packed: Path) -> None:
    before = seen(world.floor)
    with pytest.raises(MachineError) as caught:
        world.act(order(world, packed, "0" * 64))
    assert caught.value.code == "archive-mismatch"
    assert is_before(world.floor, before)


def test_a_folder_that_is_there_already_makes_the_plan_stale(world: World, packed: Path, go: Path) -> None:
    go.mkdir(parents=True)
    before = seen(world.floor)
    with pytest.raises(WizardError) as caught:
        world.act(order(world, packed))
    assert caught.value.code == "stale"
    assert is_before(world.floor, before)


def test_a_folder_that_appears_meanwhile_is_not_replaced(world: World, packed: Path, go: Path) -> None:
    def hook(effect) -> None:
        if effect.name == "move" and effect.to == GO:
            go.mkdir()

    outcome = attempt(world, order(world, packed), hook)
    assert isinstance(outcome, WizardError)
    assert outcome.code == "stale"
    assert os.listdir(go) == []
    assert sorted(os.listdir(go.parent)) == ["go1.25.5"]


def test_an_archive_that_is_no_archive_is_refused(world: World, tmp_path: Path) -> None:
    fake = tmp_path / "go1.25.5.linux-amd64.tar.gz"
    fake.write_bytes(b"not an archive")
    before = seen(world.floor)
    with pytest.raises(MachineError):
        world.act(order(world, fake))
    assert is_before(world.floor, before)


def test_a_stop_while_unpacking_leaves_nothing(world: World, packed: Path) -> None:
    before = seen(world.floor)
    for patience in range(3, 9):
        left = itertools.count()
        with pytest.raises(Stopped):
            world.hand().act(
                order(world, packed), silent, lambda left=left, patience=patience: next(left) > patience
            )
        assert is_before(world.floor, before)


def test_a_fault_at_any_effect_leaves_nothing(tmp_path: Path, packed: Path) -> None:
    for at in itertools.count():
        base = tmp_path / str(at)
        base.mkdir()
        world = on_disk(base)
        before = seen(world.floor)
        outcome = attempt(world, order(world, packed), Fail(at, 28, lasting=at % 2 == 0))
        if isinstance(outcome, Receipt):
            break
        assert isinstance(outcome, WizardError)
        if outcome.code == "unsure":
            continue
        world.reboot()
        world.act(Recover())
        assert is_before(world.floor, before)
        shutil.rmtree(base)
    assert at > 45


def test_a_commit_killed_while_staging_leaves_nothing(tmp_path: Path, packed: Path) -> None:
    for at in range(14, 44, 2):
        base = tmp_path / str(at)
        base.mkdir()
        world = on_disk(base)
        before = seen(world.floor)
        attempt(world, order(world, packed), Kill(at))
        world.reboot()
        world.act(Recover())
        assert is_before(world.floor, before)
