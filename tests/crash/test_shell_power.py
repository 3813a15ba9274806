"""The power goes after every command of the shell hand, on a disk that keeps only what was synced.

The law, stated once: whatever of the unsynced is lost, `Recover` finds all files as before, or (trial reached) all
as after, and nothing of ours between; and what a receipt said stays so. The hand runs for real, watched; the disk
that loses its power is replayed in memory from what the commands did, and recovered by the direct hand, which reads
the same journal.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from tests.crash.test_direct_power import DAMAGE
from tests.power import PowerFloor
from tests.shellground import JOURNAL, SHELLS, Ground, ground, large_batch, small_batch
from tests.watched import Picture, Replayed, Step, picture, watched
from tests.worlds import seen
from wizard.model.errors import WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.probes import Account
from wizard.model.state import Change
from wizard.transports.direct_act import DirectHand
from wizard.transports.disk import Disk
from wizard.transports.floor import below

Batch = Callable[[Ground], tuple[Change, ...]]
Files = dict[str, tuple[object, ...]]
BATCHES: dict[str, Batch] = {"large": large_batch, "small": small_batch}


@dataclass(frozen=True)
class Story:
    """An order on *root*, step by step from *start*; *before* and *after* are the files that people know without
    the batch and with it, and *receipt* is what the hand said in the end."""

    root: str
    account: Account
    start: Picture
    steps: tuple[Step, ...]
    receipt: Receipt | WizardError
    before: Files
    after: Files

    @property
    def journal(self) -> str:
        return f"{self.root}/{JOURNAL}"

    def files(self, floor: PowerFloor) -> Files:
        """What people know: all but the journal, and originals that wait in the home."""
        kept = f"{self.root}/home/.local/state/wsl-go-wizard"
        hidden = (f"{self.root}/var", kept)
        return {
            path: facts
            for path, facts in seen(floor, self.root).items()
            if not any(path == place or path.startswith(f"{place}/") for place in hidden)
        }

    def recover(self, floor: PowerFloor) -> Phase | None:
        """The computer starts again: whoever held the lock is gone, and somebody looks after the batch."""
        lock = below(self.journal, "lock")
        if floor.exists(lock):
            floor.unlink(lock)
        return DirectHand(Disk(floor), self.account, self.journal).act(Recover(), silent, never).phase

    def cuts(self, deaf: int = -1) -> Iterator[tuple[int, str, PowerFloor]]:
        """A disk for every step behind which the power goes, and for every damage. Step *deaf* syncs nothing."""
        disk = Replayed(self.start)
        for number, step in enumerate(self.steps, 1):
            disk.take(step, is_heard=number - 1 != deaf)
            for names, data in DAMAGE if disk.has_changed or number == len(self.steps) else ():
                floor = disk.floor.twin()
                floor.cut(names, data, number)
                yield number, f"after step {number}, {step.words}: {names} names, {data} bytes", floor


def told(shell: str, batch: Batch, *orders: Order | None) -> Story:
    """The story of the last of *orders*, after the others on a disk that has calmed down. None is the commit."""
    with ground(shell) as site:
        site.folder("var/lib")
        commit = Commit(batch(site), b"a note")
        blank = Replayed(picture(site.root)).floor
        for order in orders[:-1]:
            assert isinstance(site.act(order or commit), Receipt)
        start = picture(site.root)
        with watched(site) as watch:
            receipt = watch.act(orders[-1] or commit)
        assert len(watch.steps) > 2
        mine = os.geteuid(), os.getegid()
        account = Account("user", site.uid, site.gid, site.path("home"), "/bin/sh", *mine)
        story = Story(str(site.root), account, start, tuple(watch.steps), receipt, {}, {})
        changed = Replayed(watch.steps[-1].picture if len(orders) == 1 else start).floor
        story.before.update(story.files(blank))
        story.after.update(story.files(changed))
        assert story.before != story.after
        return story


def broken(story: Story, ends: Sequence[Phase | None], deaf: int = -1) -> str:
    """The first cut that breaks the law: the promise is that after the receipt the phase is one of *ends*."""
    for number, where, floor in story.cuts(deaf):
        try:
            phase = story.recover(floor)
        except WizardError as error:
            return f"{where}: {error}"
        files = story.files(floor)
        expected = story.after if phase in (Phase.TRIAL, Phase.ACCEPTED) else story.before
        if phase is None and Phase.ACCEPTED in ends:
            expected = story.after
        if files != expected:
            return f"{where}: in phase {phase} there is {difference(files, expected)}"
        if number == len(story.steps) and phase not in ends:
            return f"{where}: the receipt said {ends}, and now it is {phase}"
    return ""


def difference(files: Files, expected: Files) -> dict[str, object]:
    names = (name for name in {*files, *expected} if files.get(name) != expected.get(name))
    return {name: (files.get(name), expected.get(name)) for name in names}


ENDS = {
    "commit": ((None,), (Phase.TRIAL,)),
    "undo": ((None, Undo(1)), (Phase.UNDONE, None)),
    "accept": ((None, Accept(1)), (Phase.ACCEPTED, None)),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("batch", "shell"), [("large", "dash"), *(("small", shell) for shell in SHELLS)])
def test_a_cut_after_any_command_leaves_all_or_nothing(batch: str, shell: str, end: str) -> None:
    orders, ends = ENDS[end]
    story = told(shell, BATCHES[batch], *orders)
    assert isinstance(story.receipt, Receipt)
    assert broken(story, ends) == ""
