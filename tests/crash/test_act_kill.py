"""SIGKILL of the whole shell hand just before and just after every single command it runs.

After a `Recover` all files are as they were, or, if the trial was reached, all are changed; nothing of ours lies
about. Commands, not instants, are counted (law 14), so nothing is left to chance. Disk states that were reached
before and found to be recoverable are not recovered again.
"""

import contextlib
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.shellground import SHELLS, Ground, Shims, ground, large_batch, small_batch
from wizard.model.commands.command import Command
from wizard.model.errors import MachineError
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.state import Change

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

Batch = Callable[[Ground], tuple[Change, ...]]
State = frozenset[tuple[object, ...]]

PARTS = 8


class Rig:
    """A ground, its shims, and what its files look like before and after the batch."""

    def __init__(self, site: Ground, batch: Batch, commands: tuple[Command, ...] = ()) -> None:
        self.site = site
        self.shims = Shims(site.aside / "shims")
        self.saved = site.aside / "saved"
        self.order = Commit(batch(site), b"a note", commands)
        self.before = site.seen()
        self.fresh = self.save("fresh")
        assert site.act(self.order).phase is Phase.TRIAL
        self.after = site.seen(with_times=False)
        self.trial = self.save("trial")
        self.recovered: set[State] = set()

    def save(self, name: str) -> Path:
        place = self.saved / name
        place.parent.mkdir(exist_ok=True)
        subprocess.run(["cp", "-a", str(self.site.root), str(place)], check=True)
        return place

    def restore(self, place: Path) -> None:
        shutil.rmtree(self.site.root)
        subprocess.run(["cp", "-a", str(place), str(self.site.root)], check=True)

    def count(self, order: Order, start: Path) -> int:
        """How many commands *order* takes."""
        self.restore(start)
        self.shims.arm(self.site)
        self.site.act(order)
        return self.shims.count

    def kill(self, order: Order, start: Path, number: int, *, after: bool) -> None:
        """Carry out *order* on *start*, but kill the hand at its *number*-th command."""
        self.restore(start)
        if after:
            self.shims.arm(self.site, after=number)
        else:
            self.shims.arm(self.site, before=number)
        self.kill_now(order)

    def kill_now(self, order: Order) -> None:
        # Behind the last command there may still be a receipt.
        with contextlib.suppress(MachineError):
            self.site.act(order)
        self.shims.disarm(self.site)

    def cases(self, order: Order, start: Path, part: int = 0, parts: int = 1) -> Iterator[tuple[int, bool]]:
        count = self.count(order, start)
        assert count > 10
        for number in range(1 + part, count + 1, parts):
            for after in (False, True):
                yield number, after

    def state(self) -> State:
        """What is on the disk, down to which names are names of one file."""
        leaders: dict[int, str] = {}
        rows = set()
        for folder, folders, files in sorted(os.walk(self.site.root)):
            for name in sorted((*folders, *files)):
                path = Path(folder, name)
                found = path.lstat()
                leader = leaders.setdefault(found.st_ino, str(path))
                what: object = None
                if stat.S_ISREG(found.st_mode):
                    what = path.read_bytes()
                elif stat.S_ISLNK(found.st_mode) and name != "lock":
                    what = os.readlink(path)
                rows.add((str(path), found.st_mode, found.st_uid, found.st_gid, leader, what))
        return frozenset(rows)

    def recover(self) -> Receipt | None:
        """Recover, unless that was done from here before. None in that case."""
        state = self.state()
        if state in self.recovered:
            return None
        receipt = self.site.act(Recover())
        assert not self.site.litter()
        assert not self.site.is_locked
        assert not receipt.foreign
        assert not receipt.kept
        self.recovered.add(state)
        return receipt

    def assert_before(self) -> None:
        assert self.site.seen() == self.before
        assert not self.site.is_open
        keeps = list(self.site.journal.glob("*/*.before")) + list(
            (self.site.root / "home").glob(".local/**/*")
        )
        assert not keeps

    def assert_after(self) -> None:
        assert self.site.seen(with_times=False) == self.after


@pytest.fixture
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    batch, shell = request.param
    with ground(shell) as site:
        yield Rig(site, batch)


def each(batch: Batch, *shells: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rig", [(batch, shell) for shell in shells], indirect=True, ids=shells)


def check_commit(rig: Rig, part: int = 0, parts: int = 1) -> None:
    trials = 0
    for number, after in rig.cases(rig.order, rig.fresh, part, parts):
        rig.kill(rig.order, rig.fresh, number, after=after)
        receipt = rig.recover()
        if receipt is not None and receipt.phase is Phase.TRIAL:
            rig.assert_after()
            assert rig.site.act(Undo(1)).phase is Phase.UNDONE
            trials += 1
        if receipt is not None:
            rig.assert_before()
    assert trials <= 4


def check_undo(rig: Rig, part: int = 0, parts: int = 1) -> None:
    for number, after in rig.cases(Undo(1), rig.trial, part, parts):
        rig.kill(Undo(1), rig.trial, number, after=after)
        receipt = rig.recover()
        if receipt is not None and receipt.phase is Phase.TRIAL:
            rig.assert_after()
            assert rig.site.act(Undo(1)).phase is Phase.UNDONE
        if receipt is not None:
            rig.assert_before()


@pytest.mark.parametrize("part", range(PARTS))
@each(large_batch, "dash")
def test_a_commit_killed_anywhere_is_undone_or_complete(rig: Rig, part: int) -> None:
    check_commit(rig, part, PARTS)


@pytest.mark.parametrize("part", range(PARTS // 2))
@each(large_batch, "dash")
def test_an_undo_killed_anywhere_is_finished_by_recover(rig: Rig, part: int) -> None:
    check_undo(rig, part, PARTS // 2)


@each(small_batch, *SHELLS)
def test_a_small_commit_killed_anywhere_under_every_shell(rig: Rig) -> None:
    check_commit(rig)


@each(small_batch, *SHELLS)
def test_a_small_undo_killed_anywhere_under_every_shell(rig: Rig) -> None:
    check_undo(rig)


@each(small_batch, *SHELLS)
def test_an_accept_killed_anywhere_leaves_all_files_changed(rig: Rig) -> None:
    for number, after in rig.cases(Accept(1), rig.trial):
        rig.kill(Accept(1), rig.trial, number, after=after)
        receipt = rig.site.act(Recover())
        assert receipt.phase in (Phase.TRIAL, Phase.ACCEPTED, None)
        rig.assert_after()
        assert rig.site.act(Accept(1)).phase is Phase.ACCEPTED
        assert not rig.site.is_open
        rig.assert_after()


@pytest.mark.parametrize("start", ["commit", "undo"])
@each(small_batch, "dash")
def test_a_recover_killed_anywhere_is_finished_by_the_next(rig: Rig, start: str) -> None:
    crashed: dict[State, Path] = {}
    order, origin = (rig.order, rig.fresh) if start == "commit" else (Undo(1), rig.trial)
    for number, after in rig.cases(order, origin):
        rig.kill(order, origin, number, after=after)
        state = rig.state()
        if state not in crashed:
            crashed[state] = rig.save(f"crashed-{number}-{after:d}")
    assert len(crashed) > 8
    for place in crashed.values():
        for number in range(1, 100):
            rig.restore(place)
            rig.shims.arm(rig.site, after=number)
            rig.kill_now(Recover())
            if rig.shims.count < number:
                break
            receipt = rig.recover()
            if receipt is not None and receipt.phase is not Phase.TRIAL:
                rig.assert_before()


def test_a_kill_is_seen_as_what_it_is() -> None:
    """The instrument itself: the hand dies where it shall, and says neither receipt nor refusal."""
    with ground() as site:
        rig = Rig(site, small_batch)
        rig.restore(rig.fresh)
        rig.shims.arm(site, before=20)
        with pytest.raises(MachineError) as caught:
            site.act(rig.order)
        assert caught.value.code == "cut-off"
        assert rig.shims.count == 20
        assert site.is_locked
