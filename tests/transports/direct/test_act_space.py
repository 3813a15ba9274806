"""Real disks that are full, read-only, or not ours: said in our words, with nothing changed."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.transports.direct.conftest import code_of
from tests.worlds import World, as_nobody, attempt, is_after, is_before, on_disk, public_place, seen
from wizard.model.errors import WizardError
from wizard.model.orders import Commit, Phase, Receipt, Recover, Undo
from wizard.model.state import Absent, Change, File
from wizard.transports.direct.disk import no_hook
from wizard.transports.direct.floor_linux import LinuxFloor

pytestmark = [
    pytest.mark.root,
    pytest.mark.root,
]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=755", "none", str(place)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> None:
    with contextlib.suppress(OSError), (place / "filler").open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


def test_a_full_disk_refuses_a_commit_and_not_an_undo(small: Path) -> None:
    world = on_disk(small)
    before = seen(world.floor)
    order = world.commit()
    fill(small)
    filled = seen(world.floor)
    assert code_of(world, order) == "no-space"
    assert is_before(world.floor, filled)
    (small / "filler").unlink()
    world.act(order)
    assert is_after(world.floor, before)
    fill(small)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    (small / "filler").unlink()
    assert is_before(world.floor, before)


@pytest.mark.parametrize("free", range(0, 40, 3))
def test_a_disk_that_fills_up_on_the_way_leaves_all_or_nothing(small: Path, free: int) -> None:
    world = on_disk(small)
    fill(small)
    os.truncate(small / "filler", max((small / "filler").stat().st_size - free * 4096, 0))
    before = seen(world.floor)
    outcome = attempt(world, world.commit(), no_hook)
    if isinstance(outcome, Receipt):
        assert is_after(world.floor, before)
        world.act(Undo(1))
    else:
        assert isinstance(outcome, WizardError)
        assert outcome.code == "no-space"
    assert is_before(world.floor, before)


def test_a_read_only_disk_refuses_everything(small: Path) -> None:
    world = on_disk(small)
    order = world.commit()
    world.act(order)
    before = seen(world.floor)
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    for each in (order, Undo(1), Recover()):
        assert code_of(world, each) == "read-only"
    assert is_before(world.floor, before)
    subprocess.run(["mount", "-o", "remount,rw", str(small)], check=True)
    assert world.act(Undo(1)).phase is Phase.UNDONE


def test_an_original_on_another_disk_than_the_journal_waits_beside(small: Path) -> None:
    """/var is a disk of its own."""
    world = on_disk(small)
    before = seen(world.floor)
    subprocess.run(["mount", "-t", "tmpfs", "none", str(small / "var")], check=True)
    try:
        world.act(world.commit())
        assert (small / "etc/.wsl-go-wizard-1-1.before").exists()
        world.act(Undo(1))
    finally:
        subprocess.run(["umount", "-l", str(small / "var")], check=True)
    assert is_before(world.floor, before)


def test_a_name_that_is_a_mount_is_said_to_be_busy(small: Path) -> None:
    """As /etc/resolv.conf is in a container."""
    world = on_disk(small)
    order = world.commit()
    before = seen(world.floor)
    subprocess.run(["mount", "--bind", str(small / "etc/wsl.conf"), str(small / "etc/wsl.conf")], check=True)
    try:
        assert code_of(world, order) == "in-use"
    finally:
        subprocess.run(["umount", "-l", str(small / "etc/wsl.conf")], check=True)
    assert is_before(world.floor, before)


@pytest.mark.parametrize("flag", ["+i", "+a"])
def test_a_file_that_may_not_be_changed_is_said_to_be_such(tmp_path: Path, flag: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    world = on_disk(root)
    order = world.commit()
    before = seen(world.floor)
    if subprocess.run(
        ["chattr", flag, str(root / "etc/wsl.conf")], check=False, capture_output=True
    ).returncode:
        pytest.skip("this disk has no such flags")
    try:
        assert code_of(world, order) == "denied"
    finally:
        subprocess.run(["chattr", "-ia", str(root / "etc/wsl.conf")], check=True)
    assert is_before(world.floor, before)


@pytest.fixture
def root() -> Iterator[Path]:
    with public_place() as place:
        yield place


def refused(place: str) -> None:
    """The commit of a stranger."""
    stranger = World(LinuxFloor(Path(place)), root=0, user=1000)
    assert code_of(stranger, stranger.commit()) == "denied"


def test_without_rights_nothing_is_changed(root: Path) -> None:
    world = on_disk(root)
    before = seen(world.floor)
    as_nobody(refused, str(root))
    assert is_before(world.floor, before)


def works(place: str) -> None:
    """The whole way, but for what is root's."""
    world = on_disk(Path(place))
    before = seen(world.floor)
    for_root = Change("/etc/x", Absent(), File(b"", 0o644, 0, 0), world.root, world.root)
    assert code_of(world, Commit((for_root,))) == "denied"
    assert is_before(world.floor, before)
    world.act(world.commit())
    assert is_after(world.floor, before)
    world.act(Undo(1))
    assert is_before(world.floor, before)


def test_a_tree_of_ones_own_needs_no_rights(root: Path) -> None:
    os.chown(root, 65534, 65534)
    as_nobody(works, str(root))
