"""What stands at a path is one word: of a file its bytes, mode and owner; of a folder only whether it is unpacked."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from wizard.model.state import MARKER, Absent, File, Link, Other, UnpackedTree
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.floor_plain import PlainFloor
from wizard.transports.direct.state import ABSENT, fingerprint_at, is_at, same, same_inode
from wizard.transports.journal import fingerprint

pytestmark = pytest.mark.linux(reason="needs links and modes")
DIGEST = "ab" * 32


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def disk(root: Path) -> Disk:
    return Disk(LinuxFloor(root))


def test_the_word_is_that_of_manifests(root: Path, disk: Disk) -> None:
    (root / "file").write_bytes(b"x\n")
    (root / "file").chmod(0o640)
    (root / "link").symlink_to("to here")
    (root / "folder").mkdir()
    os.mkfifo(root / "fifo")
    me, mine = os.getuid(), os.getgid()
    states = {
        "/file": File(b"x\n", 0o640, me, mine),
        "/link": Link("to here"),
        "/folder": Other("directory"),
        "/fifo": Other("fifo"),
        "/none": Absent(),
    }
    assert {path: fingerprint_at(disk, path) for path in states} == {
        path: fingerprint(state) for path, state in states.items()
    }


@pytest.mark.parametrize(
    ("marker", "is_unpacked"),
    [(DIGEST, True), (DIGEST + "\n", True), (DIGEST + "\n\n", False), (DIGEST.upper(), False), ("", False)],
)
def test_a_folder_is_unpacked_if_its_marker_says_of_what(
    root: Path, disk: Disk, marker: str, is_unpacked: bool
) -> None:
    (root / "go").mkdir()
    (root / "go" / MARKER).write_text(marker)
    expected = UnpackedTree(DIGEST) if is_unpacked else Other("directory")
    assert fingerprint_at(disk, "/go") == fingerprint(expected)


def test_a_marker_that_is_a_link_is_none(root: Path, disk: Disk) -> None:
    (root / "elsewhere").write_text(DIGEST)
    (root / "go").mkdir()
    (root / "go" / MARKER).symlink_to("../elsewhere")
    assert fingerprint_at(disk, "/go") == "other:directory"


def test_mode_and_owner_count_only_where_they_mean_something(root: Path, disk: Disk) -> None:
    digest = hashlib.sha256(b"x").hexdigest()
    actual, promised = f"file:0644:0:0:{digest}", f"file:0600:1000:1000:{digest}"
    assert not same(disk, actual, promised)
    plain = Disk(PlainFloor(root))
    assert same(plain, actual, promised)
    assert not same(plain, actual, f"file:0644:0:0:{DIGEST}")
    assert not same(plain, actual, ABSENT)


def test_one_changed_byte_is_another_state(root: Path, disk: Disk) -> None:
    (root / "file").write_bytes(b"x")
    promised = fingerprint_at(disk, "/file")
    assert is_at(disk, "/file", promised)
    (root / "file").write_bytes(b"y")
    assert not is_at(disk, "/file", promised)


def test_two_names_of_one_file_are_told_from_two_files(root: Path, disk: Disk) -> None:
    (root / "one").write_bytes(b"x")
    os.link(root / "one", root / "two")
    (root / "three").write_bytes(b"x")
    assert same_inode(disk, "/one", "/two")
    assert not same_inode(disk, "/one", "/three")
    assert not same_inode(disk, "/one", "/none")
