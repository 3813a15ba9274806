"""A tree by plain paths, as Windows has to do it: no owners, no modes, and no way out by a planted link."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from wizard.transports.direct.floor_plain import PlainFloor


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root/etc").mkdir(parents=True)
    (tmp_path / "root/etc/conf").write_bytes(b"x")
    return tmp_path / "root"


@pytest.fixture
def floor(root: Path) -> PlainFloor:
    return PlainFloor(root)


def test_every_file_and_folder_counts_as_one_owners(root: Path, floor: PlainFloor) -> None:
    (root / "etc/conf").chmod(0o600)
    assert not floor.keeps_owners
    file, folder = floor.stat("/etc/conf"), floor.stat("/etc")
    assert (file.mode, file.uid, file.gid) == (0o644, 0, 0)
    assert (folder.kind, folder.mode) == ("directory", 0o755)


@pytest.mark.parametrize("name", ["a:b", "a\\b", 'a"b', "a*", "a?", "a|b", "<a>"])
def test_a_name_that_means_more_to_windows_is_refused(
    floor: PlainFloor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(OSError, match=r".") as caught:
        floor.create(f"/etc/{name}")
    assert caught.value.errno == errno.EINVAL


def test_what_is_there_is_never_made_anew_or_moved_over(root: Path, floor: PlainFloor) -> None:
    (root / "etc/other").write_bytes(b"y")
    with pytest.raises(FileExistsError):
        floor.create("/etc/conf")
    with pytest.raises(FileExistsError):
        floor.move("/etc/other", "/etc/conf")
    assert (root / "etc/conf").read_bytes() == b"x"


def test_names_cannot_be_exchanged(floor: PlainFloor) -> None:
    with pytest.raises(OSError, match=r"."):
        floor.swap("/etc/conf", "/etc/conf")


@pytest.mark.linux(reason="needs links")
def test_a_folder_that_is_a_link_is_no_way(root: Path, floor: PlainFloor, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match=r"."):
        floor.create("/out/new")
    assert list((tmp_path / "outside").iterdir()) == []


def test_content_comes_whole(root: Path, floor: PlainFloor) -> None:
    data = bytes(range(256)) * 5000
    (root / "etc/big").write_bytes(data)
    assert b"".join(floor.chunks("/etc/big")) == data
