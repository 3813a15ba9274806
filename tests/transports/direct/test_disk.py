"""The disk: no path leads out of its root, nothing is replaced by accident, every effect is counted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.interruptions import Count
from tests.transports.direct.conftest import EFFECTS
from wizard.model.state import MARKER
from wizard.transports.direct.disk import Disk, DiskEffect
from wizard.transports.direct.floor import Floor
from wizard.transports.direct.floor_linux import LinuxFloor

pytestmark = pytest.mark.linux(reason="needs links and modes")


@pytest.mark.parametrize("name", EFFECTS)
def test_no_operation_follows_a_link(name: str, fenced: Path, floor: Floor) -> None:
    with pytest.raises(OSError):
        EFFECTS[name](Disk(floor))
    outside = fenced.parent / "outside"
    assert os.listdir(outside) == ["canary"]
    assert (outside / "canary").read_bytes() == b"canary"


def test_nothing_there_is_an_answer(disk: Disk) -> None:
    assert disk.stat("/etc/none") is None
    assert disk.stat("/etc/conf/below-a-file") is None
    assert disk.names("/none") == []


def test_move_never_replaces(disk: Disk, fenced: Path) -> None:
    (fenced / "etc/other").write_bytes(b"other")
    (fenced / "etc/folder").mkdir()
    for taken in ("/etc/other", "/etc/folder", "/etc/leaf-out"):
        with pytest.raises(FileExistsError):
            disk.move("/etc/conf", taken)
    disk.move("/etc/conf", "/etc/free")
    assert (fenced / "etc/free").read_bytes() == b"conf"
    assert (fenced / "etc/other").read_bytes() == b"other"


def test_swap_exchanges_or_says_that_it_replaced(floor: Floor, fenced: Path) -> None:
    (fenced / "etc/other").write_bytes(b"other")
    exchanged = Disk(floor).swap("/etc/conf", "/etc/other")
    assert exchanged is isinstance(floor, LinuxFloor)
    assert (fenced / "etc/other").read_bytes() == b"conf"
    assert (fenced / "etc/conf").exists() is exchanged


def test_a_fifo_is_never_waited_for(fenced: Path, disk: Disk) -> None:
    os.mkfifo(fenced / "etc/pipe")
    with pytest.raises(OSError):
        disk.content("/etc/pipe", 1)


def test_effects_are_told_before_they_happen_and_can_be_forbidden(floor: Floor, fenced: Path) -> None:
    seen: list[tuple[DiskEffect, bool]] = []

    def forbid(effect: DiskEffect) -> None:
        seen.append((effect, (fenced / "etc/new").exists()))
        raise OSError(28, "full")

    with pytest.raises(OSError, match="full") as caught:
        Disk(floor, forbid).link("/etc/conf", "/etc/new")
    assert seen == [(DiskEffect("link", "/etc/conf", "/etc/new"), False)]
    assert not (fenced / "etc/new").exists()
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


def test_a_marker_goes_last(floor: Floor, fenced: Path) -> None:
    """So that a folder that is half gone is still known for what it is."""
    (fenced / "tree/inner").mkdir(parents=True)
    for name in (MARKER, "zz", "inner/file"):
        (fenced / "tree" / name).write_bytes(b"")
    count = Count()
    Disk(floor, count).erase("/tree")
    assert [effect.path for effect in count.effects][-2:] == [f"/tree/{MARKER}", "/tree"]
    assert not (fenced / "tree").exists()


def test_erasing_a_link_leaves_what_it_leads_to(disk: Disk, fenced: Path) -> None:
    disk.erase("/way-out")
    assert (fenced.parent / "outside/canary").exists()


def test_the_newest_time_counts_links_and_folders(disk: Disk, fenced: Path) -> None:
    (fenced / "tree/inner").mkdir(parents=True)
    (fenced / "tree/inner/link").symlink_to("/nowhere")
    for path in (fenced / "tree", fenced / "tree/inner"):
        os.utime(path, ns=(5, 5))
    os.utime(fenced / "tree/inner/link", ns=(77, 77), follow_symlinks=False)
    assert disk.newest("/tree") == 77


def test_content_stops_at_its_limit(disk: Disk, fenced: Path) -> None:
    (fenced / "big").write_bytes(b"x" * 3_000_000)
    assert disk.content("/big", 5) == b"xxxxx"
    assert len(disk.content("/big", 2_500_000)) == 2_500_000
