"""Where a path leads inside a tree: links are followed as in a chroot, and what a user may not see is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor_linux import LinuxFloor
from wizard.transports.direct.resolve import Credentials, Resolver

pytestmark = pytest.mark.linux(reason="needs links and modes")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "home/me/dots").mkdir(parents=True)
    (root / "home/me/dots/profile").write_text("x")
    (root / "home/me/.profile").symlink_to("dots/profile")
    (root / "abs").symlink_to("/home/me")
    (root / "home/me/back").symlink_to("/home/me/dots")
    (root / "up").symlink_to("../../../../home")
    (root / "loop").symlink_to("loop")
    (root / "broken").symlink_to("home/none/below")
    return root


@pytest.fixture
def resolver(root: Path) -> Resolver:
    return Resolver(Disk(LinuxFloor(root)))


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/home/me/.profile", "/home/me/dots/profile"),
        ("/abs/.profile", "/home/me/dots/profile"),
        ("/home/me/back/profile", "/home/me/dots/profile"),
        ("/up/me", "/home/me"),
        ("/../home/../home/me", "/home/me"),
        ("/home//me/./dots", "/home/me/dots"),
        ("/", "/"),
    ],
)
def test_links_lead_to_places_of_the_tree_only(resolver: Resolver, path: str, leads_to: str) -> None:
    assert resolver.follow(path).path == leads_to


def test_nothing_is_there_at_the_end_of_a_broken_or_endless_link(resolver: Resolver) -> None:
    for path in ("/loop", "/broken", "/home/me/.profile/below"):
        assert resolver.follow(path).found is None


def test_a_link_itself_can_be_looked_at(resolver: Resolver) -> None:
    spot = resolver.lstat("/abs/.profile")
    assert spot.path == "/home/me/.profile"
    assert spot.found is not None
    assert spot.found.kind == "symlink"


class TestEyes:
    @pytest.fixture
    def other(self, root: Path) -> Resolver:
        """The eyes of somebody who is neither the owner nor in the group."""
        return Resolver(Disk(LinuxFloor(root)), Credentials(4711, (4711,)))

    def test_what_lies_in_a_closed_folder_is_not_told(self, root: Path, other: Resolver) -> None:
        (root / "home/me").chmod(0o700)
        with pytest.raises(PermissionError):
            other.follow("/home/me/dots")
        (root / "home/me").chmod(0o711)
        assert other.follow("/home/me/dots").found is not None

    def test_names_of_a_folder_that_can_only_be_passed_are_not_told(
        self, root: Path, other: Resolver
    ) -> None:
        (root / "home/me").chmod(0o711)
        assert other.names("/home/me") == []
        (root / "home/me").chmod(0o755)
        assert set(other.names("/home/me")) == {"dots", ".profile", "back"}

    def test_content_needs_a_right_to_read(self, root: Path, other: Resolver) -> None:
        profile = root / "home/me/dots/profile"
        for mode, may in ((0o644, True), (0o640, False)):
            profile.chmod(mode)
            found = other.follow("/home/me/.profile").found
            assert found is not None
            if may:
                other.check_readable(found)
            else:
                with pytest.raises(PermissionError):
                    other.check_readable(found)

    def test_an_owner_has_the_owners_rights_and_no_more(self, root: Path) -> None:
        stat = Resolver(Disk(LinuxFloor(root))).follow("/home").found
        assert stat is not None
        (root / "home").chmod(0o077)
        found = Resolver(Disk(LinuxFloor(root))).follow("/home").found
        assert found is not None
        assert not Credentials(found.uid, (found.gid,)).may(found, 4)
        assert Credentials(found.uid + 1, (found.gid,)).may(found, 4)
        assert Credentials(found.uid + 1, ()).may(found, 4)


def test_what_was_not_there_is_not_looked_for_again_in_one_look(root: Path) -> None:
    look = Resolver(Disk(LinuxFloor(root)), seen={})
    assert look.follow("/home/me/new/file").found is None
    (root / "home/me/new").mkdir()
    assert look.follow("/home/me/new").found is None
    assert Resolver(Disk(LinuxFloor(root)), seen={}).follow("/home/me/new").found is not None
