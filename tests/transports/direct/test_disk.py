"""The disk: no path leads out of its root, nothing is replaced by accident, every effect is counted."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.worlds import Count
from wizard.model.state import MARKER
from wizard.transports.direct.disk import Disk, DiskEffect
from wizard.transports.direct.floor import Floor
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.floor_plain import PlainFloor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "etc").mkdir(parents=True)
    (root / "etc/conf").write_bytes(b"conf")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/canary").write_bytes(b"canary")
    (root / "way-out").symlink_to(tmp_path / "outside")
    (root / "etc/leaf-out").symlink_to(tmp_path / "outside/canary")
    return root


@pytest.fixture(params=[LinuxFloor, PlainFloor])
def floor(request: pytest.FixtureRequest, root: Path) -> Floor:
    return request.param(root)


@pytest.fixture
def disk(floor: Floor) -> Disk:
    return Disk(floor)


EFFECTS = {
    "link to": lambda disk: disk.link("/etc/conf", "/way-out/new"),
    "link from": lambda disk: disk.link("/way-out/canary", "/etc/new"),
    "swap": lambda disk: disk.swap("/etc/conf", "/way-out/canary"),
    "replace": lambda disk: disk.replace("/etc/conf", "/way-out/canary"),
    "move to": lambda disk: disk.move("/etc/conf", "/way-out/new"),
    "move from": lambda disk: disk.move("/way-out/canary", "/etc/new"),
    "symlink": lambda disk: disk.symlink("/way-out/new", "x", 0, 0),
    "unlink": lambda disk: disk.unlink("/way-out/canary"),
    "mkdir": lambda disk: disk.mkdir("/way-out/new", 0o755, 0, 0),
    "rmdir": lambda disk: disk.rmdir("/way-out/canary"),
    "erase": lambda disk: disk.erase("/way-out/canary"),
    "create": lambda disk: disk.create("/way-out/new").__enter__(),
    "create over a link": lambda disk: disk.create("/etc/leaf-out").__enter__(),
    "sync": lambda disk: disk.sync("/way-out/canary"),
    "read": lambda disk: disk.content("/way-out/canary", 10),
    "read a link": lambda disk: disk.content("/etc/leaf-out", 10),
    "list": lambda disk: disk.names("/way-out"),
    "ask": lambda disk: disk.stat("/way-out/canary"),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_no_operation_follows_a_link(name: str, root: Path, floor: Floor) -> None:
    with pytest.raises(OSError):
        EFFECTS[name](Disk(floor))
    outside = root.parent / "outside"
    assert os.listdir(outside) == ["canary"]
    assert (outside / "canary").read_bytes() == b"canary"


def test_nothing_there_is_an_answer(disk: Disk) -> None:
    assert disk.stat("/etc/none") is None
    assert disk.stat("/etc/conf/below-a-file") is None
    assert disk.names("/none") == []


def test_move_never_replaces(disk: Disk, root: Path) -> None:
    (root / "etc/other").write_bytes(b"other")
    (root / "etc/folder").mkdir()
    for taken in ("/etc/other", "/etc/folder", "/etc/leaf-out"):
        with pytest.raises(FileExistsError):
            disk.move("/etc/conf", taken)
    disk.move("/etc/conf", "/etc/free")
    assert (root / "etc/free").read_bytes() == b"conf"
    assert (root / "etc/other").read_bytes() == b"other"


def test_swap_exchanges_or_says_that_it_replaced(floor: Floor, root: Path) -> None:
    (root / "etc/other").write_bytes(b"other")
    exchanged = Disk(floor).swap("/etc/conf", "/etc/other")
    assert exchanged is isinstance(floor, LinuxFloor)
    assert (root / "etc/other").read_bytes() == b"conf"
    assert (root / "etc/conf").exists() is exchanged


def test_a_fifo_is_never_waited_for(root: Path, disk: Disk) -> None:
    os.mkfifo(root / "etc/pipe")
    with pytest.raises(OSError):
        disk.content("/etc/pipe", 1)


def test_effects_are_told_before_they_happen_and_can_be_forbidden(floor: Floor, root: Path) -> None:
    seen: list[tuple[DiskEffect, bool]] = []

    def forbid(effect: DiskEffect) -> None:
        seen.append((effect, (root / "etc/new").exists()))
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full") as caught:
        Disk(floor, forbid).link("/etc/conf", "/etc/new")
    assert seen == [(DiskEffect("link", "/etc/conf", "/etc/new"), False)]
    assert not (root / "etc/new").exists()
    assert (caught.value.errno, caught.value.filename) == (28, "/etc/conf")


def test_looking_is_no_effect(floor: Floor) -> None:
    count = Count()
    disk = Disk(floor, count)
    disk.stat("/etc")
    disk.names("/etc")
    disk.content("/etc/conf", 9)
    disk.digest("/etc/conf")
    disk.readlink("/etc/leaf-out")
    disk.newest("/etc")
    assert count.effects == []


def test_a_marker_goes_last(floor: Floor, root: Path) -> None:
    """So that a folder that is half gone is still known for what it is."""
    (root / "tree/inner").mkdir(parents=True)
    for name in (MARKER, "zz", "inner/file"):
        (root / "tree" / name).write_bytes(b"")
    count = Count()
    Disk(floor, count).erase("/tree")
    assert [effect.path for effect in count.effects][-2:] == [f"/tree/{MARKER}", "/tree"]
    assert not (root / "tree").exists()


def test_erasing_a_link_leaves_what_it_leads_to(disk: Disk, root: Path) -> None:
    disk.erase("/way-out")
    assert (root.parent / "outside/canary").exists()


def test_the_newest_time_counts_links_and_folders(disk: Disk, root: Path) -> None:
    (root / "tree/inner").mkdir(parents=True)
    (root / "tree/inner/link").symlink_to("/nowhere")
    for path in (root / "tree", root / "tree/inner"):
        os.utime(path, ns=(5, 5))
    os.utime(root / "tree/inner/link", ns=(77, 77), follow_symlinks=False)
    assert disk.newest("/tree") == 77


def test_content_stops_at_its_limit(disk: Disk, root: Path) -> None:
    (root / "big").write_bytes(b"x" * 3_000_000)
    assert disk.content("/big", 5) == b"xxxxx"
    assert len(disk.content("/big", 2_500_000)) == 2_500_000
