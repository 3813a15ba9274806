"""What a floor is asked to make durable it asks of the system, of the very file or folder. (The disk in memory, on
which the power goes, believes its floor; nobody could see a power cut on a real one.)"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.transports.direct.conftest import FLOORS
from tests.worlds import World
from wizard.model.orders import Commit
from wizard.model.state import Absent, Change, File
from wizard.transports.direct.disk import DiskEffect
from wizard.transports.direct.floor import Floor
from wizard.transports.direct.floor_plain import PlainFloor


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Inodes, in the order in which they were synced."""
    seen: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: seen.append(os.fstat(handle).st_ino))
    return seen


@pytest.mark.parametrize("make", FLOORS)
def test_the_bytes_of_a_file(make: type[Floor], tmp_path: Path, synced: list[int]) -> None:
    file = make(tmp_path).create("/new")
    file.write(b"x")
    file.sync()
    file.close()
    assert synced == [(tmp_path / "new").stat().st_ino]


@pytest.mark.linux(reason="folders are synced there")
def test_the_names_in_a_folder(tmp_path: Path, synced: list[int]) -> None:
    FLOORS[-1](tmp_path).sync("/")
    assert synced == [tmp_path.stat().st_ino]


def test_without_a_sync_of_all_each_file_in_a_folder_is_synced(tmp_path: Path, synced: list[int]) -> None:
    """As Windows has to, where no call syncs everything."""
    (tmp_path / "a/b").mkdir(parents=True)
    files = [tmp_path / name for name in ("a/x", "a/b/y")]
    for file in files:
        file.write_bytes(b"x")
    PlainFloor(tmp_path).sync_all("/a")
    assert set(synced) == {file.stat().st_ino for file in files}


@pytest.mark.parametrize("make", FLOORS)
def test_no_file_gets_a_name_that_counts_before_its_bytes_are_on_the_disk(
    make: type[Floor], tmp_path: Path, synced: list[int]
) -> None:
    """Neither a target nor a manifest: of both floors, the one of Windows too."""
    floor: Floor = make(tmp_path)
    owner = 0 if sys.platform == "win32" else os.getuid()
    world = World(floor, root=owner, user=owner)
    floor.mkdir("/etc", 0o755, owner, owner)
    world.write("/etc/old", b"old")
    named: list[str] = []

    def before(effect: DiskEffect) -> None:
        if effect.name in ("move", "replace", "swap"):
            source = tmp_path / effect.path[1:]
            if source.stat().st_nlink == 1:  # not an original, which has two names
                named.append(effect.to)
                assert source.stat().st_ino in synced, effect

    old, new = (File(data, 0o644, owner, owner) for data in (b"old", b"new"))
    changes = (
        Change("/etc/old", old, new, owner, owner),
        Change("/etc/new", Absent(), new, owner, owner),
    )
    world.act(Commit(changes, b"why"), before)
    assert {"/etc/new", "/etc/old"} <= set(named)
    assert any(name.endswith("/draft") for name in named)
