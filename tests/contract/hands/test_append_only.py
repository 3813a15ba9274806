"""A folder in which names can be made and never taken away (`chattr +a`): refused before anything is made in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.hands.test_hands import code_of
from tests.hands import HANDS, Hand
from tests.shellground import Ground, small_batch
from tests.worlds import public_place
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo
from wizard.model.state import Change

pytestmark = [pytest.mark.root, pytest.mark.skipif(os.geteuid() != 0, reason="sets attributes")]


@pytest.fixture(scope="module")
def disk() -> Iterator[Path]:
    """A folder on a disk that knows the attribute: the computer's own, or an ext4 in a file."""
    with public_place() as place:
        (place / "image").write_bytes(b"")
        os.truncate(place / "image", 16 << 20)
        (place / "disk").mkdir()
        made = [["mkfs.ext4", "-q", "-F", "image"], ["mount", "-o", "loop", "image", "disk"]]
        is_mounted = all(
            subprocess.run(words, cwd=place, capture_output=True, check=False).returncode == 0
            for words in made
        )
        try:
            place.joinpath("disk").chmod(0o755)
            if subprocess.run(
                ["chattr", "+a", "disk"], cwd=place, capture_output=True, check=False
            ).returncode:
                pytest.skip("no disk here knows the attribute")
            subprocess.run(["chattr", "-a", "disk"], cwd=place, check=True)
            yield place / "disk"
        finally:
            subprocess.run(["chattr", "-R", "-f", "-a", "disk"], cwd=place, check=False)
            if is_mounted:
                subprocess.run(["umount", "-l", "disk"], cwd=place, check=True)


@pytest.fixture(scope="module")
def tools(disk: Path) -> Path:
    """The tools of a distro without e2fsprogs."""
    place = disk.parent / "bin"
    place.mkdir()
    place.chmod(0o755)
    for folder in ("/usr/bin", "/bin", "/usr/sbin"):
        for tool in Path(folder).iterdir():
            if tool.name != "lsattr" and not os.path.lexists(place / tool.name):
                (place / tool.name).symlink_to(tool)
    return place


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, disk: Path) -> Iterator[Hand]:
    root = disk / "site"
    root.mkdir(mode=0o755)
    try:
        yield Hand(request.param, Ground(root))
    finally:
        subprocess.run(["chattr", "-R", "-f", "-a", str(root)], check=False)
        shutil.rmtree(root)


def edit(site: Ground) -> Change:
    """A file of the user that is there."""
    site.write("home/.profile", b"umask 022\n")
    return site.change("home/.profile", b"umask 022\n", b"umask 077\n")


def make(site: Ground) -> Change:
    """One that is not, beside others."""
    site.write("home/.bashrc", b"")
    return site.change("home/.profile", None, b"umask 077\n")


def go_deep(site: Ground) -> Change:
    """One in a folder that is not there either."""
    site.write("home/.bashrc", b"")
    return site.change("home/.config/go/env", None, b"GOPROXY=direct\n")


def remove(site: Ground) -> Change:
    site.write("home/.profile", b"umask 022\n")
    return site.change("home/.profile", b"umask 022\n", None)


def relink(site: Ground) -> Change:
    site.folder("home")
    (site.root / "home/go").symlink_to("go1.98")
    site.own(site.root / "home/go")
    return site.change("home/go", "go1.98", "go1.99")


@pytest.mark.parametrize("lists", [True, False], ids=["lsattr", "without"])
@pytest.mark.parametrize("change", [edit, make, go_deep, remove, relink])
def test_a_home_like_that_is_refused_as_it_is(
    hand: Hand, change: Callable[[Ground], Change], lists: bool, tools: Path
) -> None:
    site = hand.site
    if not lists:
        without_lsattr(hand, tools)
    changes = (*small_batch(site), change(site))
    subprocess.run(["chattr", "+a", site.path("home")], check=True)
    assert code_of(hand, Commit(changes)) == "append-only"
    subprocess.run(["chattr", "-a", site.path("home")], check=True)
    assert hand.act(Commit(changes)) == Receipt(1, Phase.TRIAL)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)


def without_lsattr(hand: Hand, tools: Path) -> None:
    hand.site.env = {"WSL_GO_WIZARD_PATH": str(tools)}
    if hand.name == "busybox":  # has one itself
        hand.site.launch = ("busybox", "ash", "-c", "lsattr() { false; }; . /dev/stdin")


@pytest.mark.parametrize("place", ["home/.local/state/wsl-go-wizard", "var/lib/wsl-go-wizard", "etc"])
def test_so_is_a_place_where_originals_wait(hand: Hand, place: str) -> None:
    site = hand.site
    changes = (*small_batch(site), edit(site))
    hand.act(Commit((site.change("home/x", None, b""),)))
    hand.act(Accept(1))
    site.folder(place)
    subprocess.run(["chattr", "+a", site.path(place)], check=True)
    before = site.seen()
    assert code_of(hand, Commit(changes)) == "append-only"
    assert site.seen() == before
    subprocess.run(["chattr", "-a", site.path(place)], check=True)
    assert hand.act(Commit(changes)) == Receipt(2, Phase.TRIAL)


def test_a_folder_that_has_only_what_cannot_be_touched_is_no_reason(hand: Hand) -> None:
    """A file that is immutable says nothing of its folder."""
    site = hand.site
    changes = (make(site),)
    subprocess.run(["chattr", "+i", site.path("home/.bashrc")], check=True)
    site.write("home/.zshrc", b"")
    try:
        assert hand.act(Commit(changes)) == Receipt(1, Phase.TRIAL)
    finally:
        subprocess.run(["chattr", "-i", site.path("home/.bashrc")], check=True)
