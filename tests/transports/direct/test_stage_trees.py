"""Folders unpacked from Go archives: whole or not there at all, and ours only as long as nobody wrote to them."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interruptions import Fail, Kill
from tests.servers.goserver import make_archive
from tests.transports.direct.conftest import GO, order, sha256
from tests.worlds import World, attempt, is_before, on_disk, public_place, seen
from wizard.model.errors import MachineError, Stopped, WizardError
from wizard.model.events import Progress, silent
from wizard.model.orders import Phase, Receipt, Recover, Undo
from wizard.model.state import MARKER
from wizard.transports.direct.disk import no_hook
from wizard.transports.direct.floor_linux import LinuxFloor

pytestmark = pytest.mark.linux(reason="needs links")


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


SWAPPER = """
import os, sys, pathlib
os.setgid(65534); os.setuid(65534)
home, out = sys.argv[1:]
print("ready", flush=True)
while True:
    for place in pathlib.Path(home, "sdk").glob(".wsl-go-wizard-*"):
        for inner in (place / "src/a", place / "src", place):
            try:
                os.rename(inner, f"{home}/moved-{os.urandom(4).hex()}")
                os.symlink(out, inner)
            except OSError:
                pass
"""


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="acts as root for somebody else")
def test_a_user_who_exchanges_folders_meanwhile_moves_nothing_out_of_them(tmp_path: Path) -> None:
    """Root unpacks in a home, and its user, at work, replaces every folder in there by a link to one of the
    system as fast as he can."""
    files = {f"src/a/b{n}/c{m}.go": b"package c\n" for n in range(30) for m in range(10)}
    packed = make_archive(tmp_path, "1.25.5", files)
    with public_place() as place:
        world = World(LinuxFloor(place), root=0, user=65534).furnish()
        out = place / "etc/cron.d"
        out.mkdir(mode=0o777)
        (place / "home/me/sdk").mkdir()
        os.chown(place / "home/me/sdk", 65534, 65534)
        swapper = subprocess.Popen(
            [sys.executable, "-c", SWAPPER, str(place / "home/me"), str(out)], stdout=subprocess.PIPE
        )
        try:
            assert swapper.stdout is not None
            swapper.stdout.readline()
            for _ in range(5):
                outcome = attempt(world, order(world, packed), no_hook)
                if isinstance(outcome, Receipt):
                    world.act(Undo(outcome.batch or 0))
                assert list(out.iterdir()) == []
        finally:
            swapper.kill()
            swapper.communicate()
        assert list(out.iterdir()) == []
        there = [path for path in place.rglob("*.go") if not str(path).startswith(str(place / "home/me"))]
        assert there == []
