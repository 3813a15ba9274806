"""A tree on Linux: no name is followed, no descriptor stays open, and an old C library will do."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.transports.direct.conftest import EFFECTS
from wizard.transports.direct import floor_linux
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor

pytestmark = pytest.mark.linux(reason="needs links and modes")


def test_an_old_libc_moves_without_replacing_too(fenced: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor_linux, "_libc", object)
    disk = Disk(LinuxFloor(fenced))
    (fenced / "etc/folder").mkdir()
    for source in ("/etc/conf", "/etc/folder"):
        with pytest.raises(FileExistsError):
            disk.move(source, "/etc/leaf-out")
        disk.move(source, source + "-moved")
    assert sorted(os.listdir(fenced / "etc")) == ["conf-moved", "folder-moved", "leaf-out"]
    (fenced / "etc/other").write_bytes(b"other")
    assert not disk.swap("/etc/conf-moved", "/etc/other")
    assert (fenced / "etc/other").read_bytes() == b"conf"


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_modes_are_as_ordered_whatever_the_umask(umask: int, fenced: Path) -> None:
    disk = Disk(LinuxFloor(fenced))
    old = os.umask(umask)
    try:
        disk.mkdir("/folder", 0o755, os.getuid(), os.getgid())
        with disk.create("/file") as file:
            file.write(b"x")
            assert stat.S_IMODE((fenced / "file").stat().st_mode) & 0o077 == 0
            file.chmod(0o640)
    finally:
        os.umask(old)
    assert stat.S_IMODE((fenced / "folder").stat().st_mode) == 0o755
    assert stat.S_IMODE((fenced / "file").stat().st_mode) == 0o640


def test_a_swapped_name_gets_neither_bytes_nor_mode(fenced: Path) -> None:
    """What is written goes to the file we made, even if somebody puts another one under its name."""
    disk = Disk(LinuxFloor(fenced))
    with disk.create("/etc/new") as file:
        (fenced / "etc/new").unlink()
        os.link(fenced.parent / "outside/canary", fenced / "etc/new")
        file.write(b"ours")
        file.chmod(0o666)
    assert (fenced.parent / "outside/canary").read_bytes() == b"canary"
    assert stat.S_IMODE((fenced.parent / "outside/canary").stat().st_mode) != 0o666


def test_a_folder_given_away_does_not_take_along_what_it_links_to(fenced: Path) -> None:
    disk = Disk(LinuxFloor(fenced))
    owner = 1000 if os.getuid() == 0 else os.getuid()
    with disk.filled("/etc/given", owner, os.getgid()) as place:
        assert stat.S_IMODE((fenced / "etc/given").stat().st_mode) == 0o700
        (place / "inside").write_bytes(b"")
        (place / "leaf-out").symlink_to(fenced.parent / "outside/canary")
    assert (fenced / "etc/given/inside").stat().st_uid == (fenced / "etc/given").stat().st_uid == owner
    assert (fenced / "etc/given/leaf-out").lstat().st_uid == owner
    assert (fenced.parent / "outside/canary").stat().st_uid == os.getuid()
    assert stat.S_IMODE((fenced / "etc/given").stat().st_mode) == 0o755


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="gives away what root made")
@pytest.mark.parametrize("trap", ["another name of a file", "a file of root", "a link of root"])
def test_a_link_that_was_exchanged_gives_nobody_a_file(
    fenced: Path, monkeypatch: pytest.MonkeyPatch, trap: str
) -> None:
    """Its folder's owner acts between the making of the link and its giving away."""
    canary, made = fenced.parent / "outside/canary", os.symlink

    def exchanged(target: str, name: str, *, dir_fd: int) -> None:
        made(target, name, dir_fd=dir_fd)
        os.unlink(name, dir_fd=dir_fd)
        match trap:
            case "another name of a file":
                os.link(canary, name, dst_dir_fd=dir_fd)
            case "a file of root":
                os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=dir_fd))
            case _:
                made("elsewhere", fenced / "etc/of-root")
                os.link(fenced / "etc/of-root", name, dst_dir_fd=dir_fd, follow_symlinks=False)

    monkeypatch.setattr(os, "symlink", exchanged)
    with pytest.raises(FileExistsError):
        Disk(LinuxFloor(fenced)).symlink("/etc/current", "go1.25", 65534, 65534)
    assert canary.stat().st_uid == 0
    assert (fenced / "etc/current").lstat().st_uid == 0


@pytest.mark.root
@pytest.mark.skipif(os.geteuid() != 0, reason="gives away what root made")
def test_a_folder_that_was_exchanged_gives_nobody_another(
    fenced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots, made = fenced / "etc/of-root", os.mkdir
    roots.mkdir(0o700)
    (roots / "secret").write_bytes(b"")

    def exchanged(name: str, mode: int, *, dir_fd: int) -> None:
        made(name, mode, dir_fd=dir_fd)
        os.rmdir(name, dir_fd=dir_fd)
        os.rename(roots, name, dst_dir_fd=dir_fd)

    monkeypatch.setattr(os, "mkdir", exchanged)
    with pytest.raises(FileExistsError):
        Disk(LinuxFloor(fenced)).mkdir("/etc/new", 0o755, 65534, 65534)
    there = (fenced / "etc/new").stat()
    assert (there.st_uid, stat.S_IMODE(there.st_mode)) == (0, 0o700)


def test_no_descriptor_is_left_open(fenced: Path) -> None:
    disk = Disk(LinuxFloor(fenced))
    before = len(os.listdir("/proc/self/fd"))
    for effect in EFFECTS.values():
        with pytest.raises(OSError):
            effect(disk)
    disk.content("/etc/conf", 1)
    del disk
    assert len(os.listdir("/proc/self/fd")) <= before


def test_a_folder_is_filled_whatever_becomes_of_its_name(fenced: Path) -> None:
    disk = Disk(LinuxFloor(fenced))
    with disk.filled("/etc/new", os.getuid(), os.getgid()) as place:
        (fenced / "etc/new").rename(fenced / "etc/away")
        (fenced / "etc/new").symlink_to(fenced.parent / "outside")
        (place / "inside").write_bytes(b"")
    assert (fenced / "etc/away/inside").exists()
    assert os.listdir(fenced.parent / "outside") == ["canary"]
