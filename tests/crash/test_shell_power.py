"""The power goes after every command of the shell hand, on a disk that keeps only what was synced.

The law, stated once: whatever of the unsynced is lost, `Recover` finds all files as before, or (trial reached) all
as after, and nothing of ours between; and what a receipt said stays so. The hand runs for real, watched; the disk
that loses its power is replayed in memory from what the commands did, and recovered by the direct hand, which reads
the same journal.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.crash.test_direct_power import DAMAGE
from tests.power import PowerFloor
from tests.shellground import JOURNAL, SHELLS, Ground, ground, large_batch, small_batch
from tests.watched import Argv, Kill, Picture, Replayed, Step, picture, watched
from tests.worlds import seen
from wizard.model.errors import WizardError
from wizard.model.events import never, silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.probes import Account
from wizard.model.state import Change
from wizard.transports.direct.act import DirectHand
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import below
from wizard.transports.direct.journal import DirectJournal

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

MORE = (("some", "none"),) * 6
"""Where one certain mixture of names is looked for."""

Batch = Callable[[Ground], tuple[Change, ...]]
Files = dict[str, tuple[object, ...]]


def both_owners(site: Ground) -> tuple[Change, ...]:
    """Files of root and of the user, and a new folder far from the others. (Not a Go: who unpacks one syncs
    everything, and hides what others spare.)"""
    site.write("home/.profile", b"umask 022\n")
    site.folder("opt")
    return (
        *small_batch(site),
        site.change("home/.profile", b"umask 022\n", b"export A=1\n"),
        site.change("opt/new.d/go.conf", None, b"new\n"),
    )


BATCHES: dict[str, Batch] = {"large": large_batch, "small": small_batch, "owners": both_owners}


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

    def recover(self, floor: PowerFloor) -> None:
        """The computer starts again: whoever held the lock is gone, and somebody looks after the batch."""
        lock = below(self.journal, "lock")
        if floor.exists(lock):
            floor.unlink(lock)
        DirectHand(Disk(floor), self.account, self.journal).act(Recover(), silent, never)

    def phase(self, floor: PowerFloor) -> Phase | None:
        """That of the batch; None if there is none."""
        book = DirectJournal(Disk(floor), self.account, self.journal)
        return book.phase(1) if floor.exists(book.folder(1)) else None

    def cuts(self, deaf: int = -1) -> Iterator[tuple[int, str, PowerFloor]]:
        """A disk for every step behind which the power goes, and for every damage. Step *deaf* syncs nothing."""
        disk = Replayed(self.start)
        for number, step in enumerate(self.steps, 1):
            disk.take(step, is_heard=number - 1 != deaf)
            damage = DAMAGE if deaf < 0 else (*DAMAGE, *MORE)
            if not disk.has_changed and number < len(self.steps):
                continue
            for seed, (names, data) in enumerate(damage, number):
                floor = disk.floor.twin()
                floor.cut(names, data, seed)
                yield number, f"after step {number}, {step.words}: {names} names, {data} bytes", floor


@dataclass(frozen=True)
class Plot:
    """What is told: after the orders *first* (None is the commit), *order*. At a command of which *dies* says so,
    who carries out one of *first* is killed."""

    order: Order | None
    first: tuple[Order | None, ...] = ()
    dies: Callable[[Argv], bool] = lambda argv: False

    def kill(self, argv: Argv) -> None:
        if self.dies(argv):
            raise Kill


def tell_story(shell: str, batch: Batch, plot: Plot) -> Story:
    """The story of *plot*, on a disk that has calmed down before its last order."""
    with ground(shell) as site:
        site.folder("var/lib")
        commit = Commit(batch(site), b"a note")
        blank = Replayed(picture(site.root)).floor
        changed = blank
        for order in plot.first:
            with watched(site, plot.kill) as watch:
                watch.act(order or commit)
            changed = Replayed(picture(site.root)).floor
        start = picture(site.root)
        with watched(site) as watch:
            receipt = watch.act(plot.order or commit)
        assert len(watch.steps) > 2
        if not plot.first:
            changed = Replayed(watch.steps[-1].picture).floor
        mine = os.geteuid(), os.getegid()
        account = Account("user", site.uid, site.gid, site.path("home"), "/bin/sh", *mine)
        story = Story(str(site.root), account, start, tuple(watch.steps), receipt, {}, {})
        story.before.update(story.files(blank))
        story.after.update(story.files(changed))
        return story


def broken(story: Story, deaf: int = -1) -> str:
    """The first cut that breaks the law, and how; empty if none does."""
    assert isinstance(story.receipt, Receipt)
    for number, where, floor in story.cuts(deaf):
        try:
            was = story.phase(floor)
            story.recover(floor)
            phase = story.phase(floor)
        except WizardError as error:
            return f"{where}: {error}"
        if number == len(story.steps) and was is not story.receipt.phase:
            return f"{where}: the receipt said {story.receipt.phase}, and now it is {was}"
        files = story.files(floor)
        expected = story.after if phase in (Phase.TRIAL, Phase.ACCEPTED) else story.before
        if files != expected or phase in (Phase.PREPARED, Phase.SWITCHING):
            return f"{where}: in phase {phase} there is {difference(files, expected)}"
    return ""


def difference(files: Files, expected: Files) -> dict[str, object]:
    names = (name for name in {*files, *expected} if files.get(name) != expected.get(name))
    return {name: (files.get(name), expected.get(name)) for name in names}


def arrives_at(phase: Phase) -> Callable[[Argv], bool]:
    return lambda argv: argv[0] == "mv" and argv[-1].endswith(f"/{phase.value}")


PLOTS = {
    "commit": Plot(None),
    "undo": Plot(Undo(1), (None,)),
    "accept": Plot(Accept(1), (None,)),
    "recover-prepared": Plot(Recover(), (None,), arrives_at(Phase.SWITCHING)),
    "recover-switching": Plot(Recover(), (None,), arrives_at(Phase.TRIAL)),
}
CASES = [("large", "dash"), ("owners", "dash"), *(("small", shell) for shell in SHELLS)]


@pytest.mark.parametrize("name", PLOTS)
@pytest.mark.parametrize(("batch", "shell"), CASES)
def test_a_cut_after_any_command_leaves_all_or_nothing(batch: str, shell: str, name: str) -> None:
    assert broken(tell_story(shell, BATCHES[batch], PLOTS[name])) == ""


@pytest.mark.parametrize("name", PLOTS)
def test_no_sync_can_be_spared(name: str) -> None:
    """Each one, if it is not done, is noticed by some cut."""
    story = tell_story("dash", both_owners, PLOTS[name])
    syncs = [number for number, step in enumerate(story.steps) if step.synced is not None]
    assert syncs
    assert [story.steps[number].words for number in syncs if not broken(story, number)] == []
