"""ACLs and extended attributes of a file that is changed: kept, or refused; and undo gives back the file itself."""

from __future__ import annotations

import errno
import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.test_append_only import disk  # noqa: F401  a disk that knows attributes
from tests.hands import Hand
from tests.shellground import SHELLS, Ground
from wizard.model.errors import MachineError
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo
from wizard.model.state import Origin

pytestmark = [pytest.mark.root, pytest.mark.skipif(os.geteuid() != 0, reason="sets attributes of all kinds")]

HANDS = ("direct", *(shell for shell in SHELLS if shell != "busybox"))
ACL = "system.posix_acl_access"
CAPABILITY = struct.pack("<IIIII", 0x02000001, 1 << 10, 0, 0, 0)
"""cap_net_bind_service=ep (linux/capability.h, revision 2)."""


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, disk: Path) -> Iterator[Hand]:  # noqa: F811
    root = disk / "site"
    root.mkdir()
    root.chmod(0o755)
    try:
        yield Hand(request.param, Ground(root))
    finally:
        shutil.rmtree(root)


def acl(group: int, user: int = 6) -> bytes:
    """Of a file with mode 0640: what uid 1234 may (*user*), and what the group (*group*)."""
    entries = ((1, 6, -1), (2, user, 1234), (4, group, -1), (0x10, 4, -1), (0x20, 0, -1))
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)


def attributes(path: Path) -> dict[str, bytes]:
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


@pytest.mark.parametrize("place", ["etc/conf", "home/conf"])
def test_what_a_changed_file_has_it_keeps(hand: Hand, place: str) -> None:
    site = hand.site
    path = site.write(place, b"old", 0o640)
    os.setxattr(path, ACL, acl(4))
    os.setxattr(path, "user.note", b"mine")
    if place.startswith("etc"):
        os.setxattr(path, "trusted.note", b"root's")
        os.setxattr(path, "security.capability", CAPABILITY)
    before, seen = attributes(path), site.seen()
    change = site.change(place, site.file(place, b"old", 0o640), site.file(place, b"new", 0o640))
    assert hand.act(Commit((change,))) == Receipt(1, Phase.TRIAL)
    assert path.read_bytes() == b"new"
    assert attributes(path) == before
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert (site.seen(), attributes(path)) == (seen, before)


def test_a_file_that_comes_back_has_those_it_had(hand: Hand) -> None:
    site = hand.site
    path = site.write("etc/conf", b"old", 0o640)
    os.setxattr(path, ACL, acl(4))
    os.setxattr(path, "user.note", b"mine")
    before = attributes(path)
    old, new = site.file("etc/conf", b"old", 0o640), site.file("etc/conf", b"new", 0o640)
    hand.act(Commit((site.change("etc/conf", old, new),)))
    hand.act(Accept(1))
    os.removexattr(path, "user.note")
    hand.act(Commit((site.change("etc/conf", new, old, Origin(batch=1, item=1)),)))
    assert attributes(path) == before


def test_what_a_folder_gives_to_new_files_is_no_attribute_of_an_old_one(hand: Hand) -> None:
    site = hand.site
    path = site.write("etc/conf", b"old", 0o640)
    os.setxattr(site.root / "etc", "system.posix_acl_default", acl(4))
    change = site.change(
        "etc/conf", site.file("etc/conf", b"old", 0o640), site.file("etc/conf", b"new", 0o640)
    )
    assert hand.act(Commit((change,))) == Receipt(1, Phase.TRIAL)
    assert attributes(path) == {}


def test_what_cannot_be_kept_is_refused(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    """A capability of a user's file is root's to give; the shell's hand acts as the user there."""
    site = hand.site
    path = site.write("home/conf", b"old", 0o640)
    os.setxattr(path, "security.capability", CAPABILITY)
    if hand.name == "direct":

        def denied(*_words: object) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "setxattr", denied)
    before, seen = attributes(path), site.seen()
    change = site.change("home/conf", site.file("home", b"old", 0o640), site.file("home", b"new", 0o640))
    with pytest.raises(MachineError) as caught:
        hand.act(Commit((change,)))
    assert caught.value.code == "attributes-lost"
    assert (site.seen(), attributes(path)) == (seen, before)
    assert not site.is_open


def test_busybox_loses_them_until_the_undo(disk: Path) -> None:  # noqa: F811
    """Its cp does not know them. The original has them."""
    root = disk / "site"
    root.mkdir()
    root.chmod(0o755)
    try:
        hand = Hand("busybox", Ground(root))
        path = hand.site.write("etc/conf", b"old", 0o640)
        os.setxattr(path, "user.note", b"mine")
        before = attributes(path)
        old, new = hand.site.file("etc/conf", b"old", 0o640), hand.site.file("etc/conf", b"new", 0o640)
        assert hand.act(Commit((hand.site.change("etc/conf", old, new),))) == Receipt(1, Phase.TRIAL)
        assert attributes(path) == {}
        assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
        assert attributes(path) == before
    finally:
        shutil.rmtree(root)
