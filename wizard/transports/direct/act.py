"""The acting half of the direct hand: commit, accept, undo and recover, in this process.

Same semantics, same journal as ``resources/agent/act.sh``; what one hand wrote the other can undo. Phases are
names of the manifest (`wizard.transports.journal`), and every step may be the last one: what stands is found out
by comparison, never remembered. In one thing the direct hand does more: where the filesystem can exchange two
names it does, so that even a writer between the last look and the switch loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

import msgspec

from wizard.model.commands.command import left_in_effect, waiting
from wizard.model.errors import WizardError
from wizard.model.events import Doing, Note, Stop, Tell
from wizard.model.orders import Accept, Commit, Deed, Order, Phase, Receipt, Recover, Rehearse, Undo
from wizard.model.probes import Account
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.text import say, system_words
from wizard.transports.direct import commands
from wizard.transports.direct import stage as direct_stage
from wizard.transports.direct import switch as direct_switch
from wizard.transports.direct.batch import Batch
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import normal
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.direct.lock import journal_lock, make_spare
from wizard.transports.direct.open_batch import (
    close_if_open,
    drop_newest_if_blank,
    drop_open,
    next_number,
    refuse_if_open,
    standing_phase,
)
from wizard.transports.direct.restore import Unrestored, put_all_back, remove_made, remove_staged
from wizard.transports.direct.values import ValueHand
from wizard.transports.journal import JOURNAL, USER_JOURNAL, Folder, Manifest, ManifestItem, manifest_of
from wizard.transports.refusals import cut_off, refusal, refusal_of

NO_VALUES: Final = ValueHand(None)


class DirectHand(msgspec.Struct, frozen=True):
    """A hand on *disk*, for the user *account*. Its journal lies at *journal*, a path of the site. *runner* runs
    commands; without one the site is not running. *values* are those of the registry, where there is one."""

    disk: Disk
    account: Account
    journal: str = JOURNAL
    runner: commands.Runner | None = None
    values: ValueHand = NO_VALUES

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Carry out *order*. Raises what `wizard.model.ports.Transport.act` does."""
        if isinstance(order, Rehearse):
            return Receipt(None, None, shells=NotRehearsed(RehearsalRefusal.NOTHING_RUNS))
        try:
            return self._act(order, tell, stop)
        except OSError as error:
            raise refusal_of(error) from error

    def _act(self, order: Deed, tell: Tell, stop: Stop) -> Receipt:
        book = DirectJournal(self.disk, self.account, self.journal)
        if isinstance(order, Commit):
            if order.commands and self.runner is None:
                raise refusal("no-commands")
            book.make()
        elif not book.exists():
            if isinstance(order, Recover):
                return Receipt(None, None)
            raise refusal("no-such-batch", [str(order.batch)])
        with journal_lock(book):
            match order:
                case Commit():
                    return self._commit(book, order, tell, stop)
                case Accept():
                    return self._accept(book, order.batch)
                case Undo():
                    return self._undo(book, order.batch, tell)
                case Recover():
                    return self._recover(book, tell)
                case _ as never:
                    assert_never(never)

    def _batch(self, book: DirectJournal, number: int, home: str) -> Batch:
        return Batch(book, number, home, self.account.root_uid)

    # Commit.

    def _commit(self, book: DirectJournal, order: Commit, tell: Tell, stop: Stop) -> Receipt:
        refuse_if_open(book)
        for stranger in book.strangers():
            tell(Note(say("{path} does not belong to the journal, so the wizard ignores it.", path=stranger)))
        place = normal(f"{self.account.home}/{USER_JOURNAL}")
        number = next_number(book, place)
        batch = self._batch(book, number, self.account.home)
        manifest = self._prepare(batch, order, tell, stop)
        try:
            commands.run_all(book, number, self.runner, tell, stop)
            _next_phase(book, number, Phase.PREPARED, Phase.SWITCHING)
            names = [change.shown for change in order.changes]
            direct_switch.switch_all(batch, manifest, self.values, names, tell)
            book.rename(number, Phase.SWITCHING, Phase.TRIAL)
        except BaseException as error:
            self._take_back(batch, manifest, error, tell)
            raise
        _settle(book, number, Phase.TRIAL)
        self._announce(manifest, tell)
        return _receipt(book, number, Phase.TRIAL)

    def _prepare(self, batch: Batch, order: Commit, tell: Tell, stop: Stop) -> Manifest:
        """The manifest of a batch that is now in phase prepared. On any error nothing is left of it."""
        made: list[ManifestItem] = []
        folders: Sequence[Folder] = ()
        book = batch.book
        try:
            make_spare(book)
            book.begin(batch.number)
            planned = direct_stage.examine(batch, order.changes, stop)
            self.values.examine(order.changes)
            manifest = manifest_of(batch.number, self.account, planned, order.changes)
            book.write(manifest, order.note)
            if order.commands:
                book.write_commands(batch.number, tuple(map(waiting, order.commands)))
            folders = planned
            direct_stage.stage(batch, order, folders, made, tell, stop)
            _next_phase(book, batch.number, Phase.DRAFT, Phase.PREPARED)
        except BaseException as error:
            try:
                remove_staged(batch, made, folders)
                book.forget(batch.number)
            except OSError as second:
                raise cut_off(second) from error
            raise
        return manifest

    def _take_back(self, batch: Batch, manifest: Manifest, error: BaseException, tell: Tell) -> None:
        """The switch failed with *error*: put all files back, and raise what says so."""
        book = batch.book
        try:
            if book.phase(batch.number) is Phase.PREPARED:
                book.rename(batch.number, Phase.PREPARED, Phase.SWITCHING)
            left = self._end_undone(batch, manifest, tell)
            ran = commands.load(book, batch.number)
        except (OSError, WizardError) as second:
            raise cut_off(second) from error
        for path in left.foreign:
            tell(Note(say("Another user or program changed {path}, so it is left unchanged.", path=path)))
        for path in left.kept:
            tell(Note(say("Content that the wizard did not write was saved as {path}.", path=path)))
        for each in ran:
            if (words := left_in_effect(each)) is not None:
                tell(Note(words))

    # Accept, undo, recover.

    def _accept(self, book: DirectJournal, number: int) -> Receipt:
        phase = standing_phase(book, number)
        if phase is None:
            raise refusal("no-such-batch", [str(number)])
        if phase is Phase.UNDONE:
            raise refusal("wrong-phase", [str(number), phase.value])
        manifest = book.manifest(number, phase)
        if phase is Phase.TRIAL:
            book.rename(number, Phase.TRIAL, Phase.ACCEPTED)
            _settle(book, number, Phase.ACCEPTED)
        close_if_open(book, number)
        if phase is Phase.TRIAL:
            remove_made(self._batch(book, number, manifest.home), manifest)
        return _receipt(book, number, Phase.ACCEPTED)

    def _undo(self, book: DirectJournal, number: int, tell: Tell) -> Receipt:
        phase = standing_phase(book, number)
        if phase is None:
            return Receipt(None, None)
        if phase is Phase.ACCEPTED:
            raise refusal("wrong-phase", [str(number), phase.value])
        left = Unrestored()
        manifest = book.manifest(number, phase)
        if phase is Phase.TRIAL:
            tell(Doing(say("Restoring all files")))
            book.rename(number, Phase.TRIAL, Phase.SWITCHING)
            try:
                book.sync(number)
                left = self._end_undone(self._batch(book, number, manifest.home), manifest, tell)
            except OSError as error:
                raise cut_off(error) from error
        close_if_open(book, number)
        return _receipt(book, number, Phase.UNDONE, left)

    def _recover(self, book: DirectJournal, tell: Tell) -> Receipt:
        number = book.open_number()
        if number is None:
            drop_newest_if_blank(book)
            return Receipt(None, None)
        phase = book.phase(number)
        if phase is None:
            drop_open(book, number)
            return Receipt(None, None)
        if phase is Phase.TRIAL:
            return _receipt(book, number, phase)
        left = Unrestored()
        if phase.is_interrupted:
            tell(Doing(say("Restoring all files")))
            left = self._end_interrupted(book, number, phase, tell)
            phase = Phase.UNDONE
        book.close()
        return _receipt(book, number, phase, left)

    def _end_interrupted(self, book: DirectJournal, number: int, phase: Phase, tell: Tell) -> Unrestored:
        manifest = book.manifest(number, phase)
        batch = self._batch(book, number, manifest.home)
        try:
            if phase is Phase.SWITCHING:
                return self._end_undone(batch, manifest, tell)
            remove_staged(batch, manifest.files, manifest.folders)
            commands.undo_all(book, number, self.runner, tell)
            book.rename(number, phase, Phase.UNDONE)
            book.sync(number)
        except OSError as error:
            raise cut_off(error) from error
        return Unrestored()

    def _end_undone(self, batch: Batch, manifest: Manifest, tell: Tell) -> Unrestored:
        left = put_all_back(batch, manifest)
        try:
            self.values.put_all_back(manifest, left)
        except WizardError as error:
            raise cut_off(error) from error
        commands.undo_all(batch.book, batch.number, self.runner, tell)
        batch.book.rename(batch.number, Phase.SWITCHING, Phase.UNDONE)
        batch.book.sync(batch.number)
        batch.book.close()
        self._announce(manifest, tell)
        return left

    def _announce(self, manifest: Manifest, tell: Tell) -> None:
        if not self.values.announce(manifest):
            tell(Note(say("Windows did not notify open programs of the change. Sign out and sign in again.")))


def _receipt(book: DirectJournal, number: int, phase: Phase, left: Unrestored | None = None) -> Receipt:
    left = left or Unrestored()
    foreign, kept, lost = (tuple(paths) for paths in (left.foreign, left.kept, left.lost))
    return Receipt(number, phase, foreign, kept, commands.load(book, number), lost=lost)


def _next_phase(book: DirectJournal, number: int, now: Phase, then: Phase) -> None:
    """Rename the manifest to the next phase, and sync. Each phase is synced by itself: of two unsynced renames, a
    power failure may keep only the second."""
    book.rename(number, now, then)
    book.sync(number)


def _settle(book: DirectJournal, number: int, phase: Phase) -> None:
    """Sync the phase that was reached. If that fails, it is reported as unsure, and never tried again: a second
    sync may succeed although the first one lost data."""
    try:
        book.sync(number)
    except OSError as error:
        raise refusal("unsure", [str(number), phase.value, system_words(error)]) from error
