"""A disk without a free inode, or without a free byte: every hand still takes back what it did."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hands import HANDS, Hand
from tests.shellground import Ground, large_batch, small_batch
from wizard.model.errors import BusyError, WizardError
from wizard.model.orders import Accept, Commit, Phase, Receipt, Recover, Undo
from wizard.transports.journal import FREE, HELD, LOCK, SPARE, Holder

pytestmark = [pytest.mark.root, pytest.mark.skipif(os.geteuid() != 0, reason="mounts")]

SCARCE = {"inodes": "nr_inodes=200", "bytes": "size=400k"}


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest, small: Ground) -> Hand:
    return Hand(request.param, small)


@pytest.fixture(params=SCARCE)
def scarce(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def small(site: Ground, scarce: str) -> Iterator[Ground]:
    """The ground on a disk of its own, which has little of what is *scarce*."""
    options = f"{SCARCE[scarce]},mode=755"
    mount = ["mount", "-t", "tmpfs", "-o", options, "none", str(site.root)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield site
    finally:
        subprocess.run(["umount", "-l", str(site.root)], check=True)


def fill(site: Ground, scarce: str) -> Path:
    """Use up what is *scarce*. The folder with what used it up."""
    place = site.root / "filler"
    place.mkdir()
    with contextlib.suppress(OSError):
        if scarce == "inodes":
            for number in range(1000):
                (place / str(number)).touch()
        with (place / "bytes").open("wb", buffering=0) as file:
            while file.write(bytes(512)):
                pass
    free = os.statvfs(site.root)
    assert (free.f_ffree if scarce == "inodes" else free.f_bfree) == 0
    return place


def test_an_undo_needs_no_room(hand: Hand, scarce: str) -> None:
    site = hand.site
    changes = large_batch(site)
    before = site.seen()
    hand.act(Commit(changes))
    filler = fill(site, scarce)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert not site.is_locked
    shutil.rmtree(filler)
    assert site.seen() == before


def test_a_recovery_needs_no_room(hand: Hand, scarce: str) -> None:
    site = hand.site
    changes = large_batch(site)
    before = site.seen()
    hand.act(Commit(changes))
    (site.journal / "1/trial").rename(site.journal / "1/switching")
    filler = fill(site, scarce)
    assert hand.act(Recover()) == Receipt(1, Phase.UNDONE)
    shutil.rmtree(filler)
    assert site.seen() == before


def test_keeping_a_setup_needs_no_room_and_the_next_has_a_spare_again(hand: Hand, scarce: str) -> None:
    site = hand.site
    hand.act(Commit(small_batch(site)))
    filler = fill(site, scarce)
    assert hand.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
    with pytest.raises(WizardError) as caught:
        hand.act(Commit((site.change("etc/go.conf", b"new\n", b"newer\n"),)))
    assert caught.value.code == "no-space"
    assert not site.is_locked
    assert (site.journal / SPARE).is_dir()
    shutil.rmtree(filler)
    hand.act(Commit((site.change("etc/go.conf", b"new\n", b"newer\n"),)))
    assert sorted(path.name for path in site.journal.iterdir()) == ["1", "2", "open", "spare"]


def dead(site: Ground) -> str:
    """What a holder is called that ended long ago."""
    return Holder(1, 1, "earlier-0", "me@here").text()


@pytest.mark.parametrize("scarce", ["inodes"], indirect=True)
@pytest.mark.parametrize("left", ["lock", "claimed", "half"])
def test_a_holder_that_died_without_room_bars_nothing(hand: Hand, scarce: str, left: str) -> None:
    """Killed after the spare folder became the lock, before that, and before its name was in it."""
    site = hand.site
    changes = small_batch(site)
    before = site.seen()
    hand.act(Commit(changes))
    (site.journal / SPARE).rename(site.journal / (LOCK if left == "lock" else HELD + dead(site)))
    if left != "half":
        folder = site.journal / (LOCK if left == "lock" else HELD + dead(site))
        next(folder.iterdir()).rename(folder / dead(site))
    filler = fill(site, scarce)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert not site.is_locked
    shutil.rmtree(filler)
    assert site.seen() == before


@pytest.mark.parametrize("scarce", ["inodes"], indirect=True)
def test_a_lock_that_is_a_folder_is_a_lock(hand: Hand, scarce: str) -> None:
    """Of somebody alive, whether there is room or not; a link of somebody alive is none the less one."""
    site = hand.site
    changes = small_batch(site)
    hand.act(Commit(changes))
    space = (
        f"{Path('/proc/sys/kernel/random/boot_id').read_text()[:8]}-{os.readlink('/proc/self/ns/pid')[5:-1]}"
    )
    start = Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]
    alive = Holder(os.getpid(), int(start), space, "ann@pc").text()
    (site.journal / SPARE).rename(site.journal / LOCK)
    (site.journal / LOCK / FREE).rename(site.journal / LOCK / alive)
    filler = fill(site, scarce)
    with pytest.raises(BusyError, match="ann@pc"):
        hand.act(Undo(1))
    shutil.rmtree(filler)
    with pytest.raises(BusyError, match="ann@pc"):
        hand.act(Undo(1))
    (site.journal / LOCK).rename(site.journal / SPARE)
    (site.journal / LOCK).symlink_to(alive)
    fill(site, scarce)
    with pytest.raises(BusyError, match="ann@pc"):
        hand.act(Undo(1))
    assert (site.journal / SPARE).is_dir()


def test_a_link_to_a_folder_comes_back_without_room(hand: Hand, scarce: str) -> None:
    """Nothing else is undone before it that would make room."""
    site = hand.site
    for name in ("sdk/go1.98", "sdk/go1.99"):
        site.folder(name)
    (site.root / "sdk/go").symlink_to("go1.98")
    before = site.seen()
    hand.act(Commit((site.change("sdk/go", "go1.98", "go1.99"),)))
    filler = fill(site, scarce)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    shutil.rmtree(filler)
    assert site.seen() == before
