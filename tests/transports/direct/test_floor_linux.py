"""A tree on Linux: no name is followed, no descriptor stays open, and an old C library will do."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from wizard.transports.direct import floor_linux
from wizard.transports.direct.disk import Disk
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


def test_an_old_libc_moves_without_replacing_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor_linux, "_libc", object)
    disk = Disk(LinuxFloor(root))
    (root / "etc/folder").mkdir()
    for source in ("/etc/conf", "/etc/folder"):
        with pytest.raises(FileExistsError):
            disk.move(source, "/etc/leaf-out")
        disk.move(source, source + "-moved")
    assert sorted(os.listdir(root / "etc")) == ["conf-moved", "folder-moved", "leaf-out"]
    (root / "etc/other").write_bytes(b"other")
    assert not disk.swap("/etc/conf-moved", "/etc/other")
    assert (root / "etc/other").read_bytes() == b"conf"


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_modes_are_as_ordered_whatever_the_umask(umask: int, root: Path) -> None:
    disk = Disk(LinuxFloor(root))
    old = os.umask(umask)
    try:
        disk.mkdir("/folder", 0o755, os.getuid(), os.getgid())
        with disk.create("/file") as file:
            file.write(b"x")
            assert stat.S_IMODE((root / "file").stat().st_mode) & 0o077 == 0
            file.chmod(0o640)
    finally:
        os.umask(old)
    assert stat.S_IMODE((root / "folder").stat().st_mode) == 0o755
    assert stat.S_IMODE((root / "file").stat().st_mode) == 0o640


def test_a_swapped_name_gets_neither_bytes_nor_mode(root: Path) -> None:
    """What is written goes to the file we made, even if somebody puts another one under its name."""
    disk = Disk(LinuxFloor(root))
    with disk.create("/etc/new") as file:
        (root / "etc/new").unlink()
        os.link(root.parent / "outside/canary", root / "etc/new")
        file.write(b"ours")
        file.chmod(0o666)
    assert (root.parent / "outside/canary").read_bytes() == b"canary"
    assert stat.S_IMODE((root.parent / "outside/canary").stat().st_mode) != 0o666


def test_a_folder_given_away_does_not_take_along_what_it_links_to(root: Path) -> None:
    disk = Disk(LinuxFloor(root))
    owner = 1000 if os.getuid() == 0 else os.getuid()
    with disk.filled("/etc/given", owner, os.getgid()) as place:
        assert stat.S_IMODE((root / "etc/given").stat().st_mode) == 0o700
        (place / "inside").write_bytes(b"")
        (place / "leaf-out").symlink_to(root.parent / "outside/canary")
    assert (root / "etc/given/inside").stat().st_uid == (root / "etc/given").stat().st_uid == owner
    assert (root / "etc/given/leaf-out").lstat().st_uid == owner
    assert (root.parent / "outside/canary").stat().st_uid == os.getuid()
    assert stat.S_IMODE((root / "etc/given").stat().st_mode) == 0o755


def test_no_descriptor_is_left_open(root: Path) -> None:
    disk = Disk(LinuxFloor(root))
    before = len(os.listdir("/proc/self/fd"))
    for effect in EFFECTS.values():
        with pytest.raises(OSError):
            effect(disk)
    disk.content("/etc/conf", 1)
    del disk
    assert len(os.listdir("/proc/self/fd")) <= before


def test_a_folder_is_filled_whatever_becomes_of_its_name(root: Path) -> None:
    disk = Disk(LinuxFloor(root))
    with disk.filled("/etc/new", os.getuid(), os.getgid()) as place:
        (root / "etc/new").rename(root / "etc/away")
        (root / "etc/new").symlink_to(root.parent / "outside")
        (place / "inside").write_bytes(b"")
    assert (root / "etc/away/inside").exists()
    assert os.listdir(root.parent / "outside") == ["canary"]
