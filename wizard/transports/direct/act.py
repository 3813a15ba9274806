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

from wizard.model.commands import left_in_effect, waiting
from wizard.model.errors import WizardError
from wizard.model.events import Doing, Note, Stop, Tell
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.probes import Account
from wizard.model.text import say, system_words
from wizard.transports.direct import commands
from wizard.transports.direct import stage as direct_stage
from wizard.transports.direct import switch as direct_switch
from wizard.transports.direct.batch import Batch
from wizard.transports.direct.disk import Disk
from wizard.transports.direct.floor import normal
from wizard.transports.direct.journal import NOTE, DirectJournal, numbers_in
from wizard.transports.direct.lock import journal_lock
from wizard.transports.direct.resolve import Resolver
from wizard.transports.direct.restore import Unrestored, put_all_back, remove_staged
from wizard.transports.direct.values import ValueHand
from wizard.transports.journal import JOURNAL, NEW, USER_JOURNAL, Folder, Manifest, ManifestItem, manifest_of
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
        try:
            return self._act(order, tell, stop)
        except OSError as error:
            raise refusal_of(error) from error

    def _act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
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
        _refuse_if_open(book)
        place = normal(f"{self.account.home}/{USER_JOURNAL}")
        number = _next_number(book, place)
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
            book.begin(batch.number)
            planned = direct_stage.examine(batch, order.changes, stop)
            self.values.examine(order.changes)
            manifest = manifest_of(batch.number, self.account, planned, order.changes)
            book.write(manifest, order.note)
            if order.commands:
                book.write_commands(batch.number, tuple(map(waiting, order.commands)))
            folders = planned
            direct_stage.stage(batch, order.changes, folders, made, tell, stop)
            _next_phase(book, batch.number, Phase.DRAFT, Phase.PREPARED)
        except BaseException as error:
            try:
                remove_staged(batch, made, folders)
                book.forget(batch.number)
                book.close()
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
        phase = _standing_phase(book, number)
        if phase is Phase.UNDONE:
            raise refusal("wrong-phase", [str(number), phase.value])
        book.manifest(number, phase)
        if phase is Phase.TRIAL:
            book.rename(number, Phase.TRIAL, Phase.ACCEPTED)
            _settle(book, number, Phase.ACCEPTED)
        _close_if_open(book, number)
        return _receipt(book, number, Phase.ACCEPTED)

    def _undo(self, book: DirectJournal, number: int, tell: Tell) -> Receipt:
        phase = _standing_phase(book, number)
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
        _close_if_open(book, number)
        return _receipt(book, number, Phase.UNDONE, left)

    def _recover(self, book: DirectJournal, tell: Tell) -> Receipt:
        number = book.open_number()
        if number is None:
            _drop_stray(book, max(book.numbers(), default=0))
            return Receipt(None, None)
        phase = book.phase(number)
        if phase is None:
            if not _drop_stray(book, number):
                raise book.damaged(book.folder(number), "it has no phase")
            book.close()
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
    return Receipt(number, phase, tuple(left.foreign), tuple(left.kept), commands.load(book, number))


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


def _refuse_if_open(book: DirectJournal) -> None:
    number = book.open_number()
    if number is None:
        return
    phase = book.phase(number)
    if phase is Phase.TRIAL:
        raise refusal("trial-open", [str(number)])
    if phase is not None and phase.is_interrupted:
        raise refusal("interrupted-open", [str(number)])
    if phase is None and not _drop_stray(book, number):
        raise book.damaged(book.folder(number), "it has no phase")
    book.close()


def _next_number(book: DirectJournal, user_place: str) -> int:
    """One more than the highest. The folders of originals in the home count, for they outlive a lost
    journal."""
    _drop_stray(book, max(book.numbers(), default=0))
    homes = numbers_in(book.disk, Resolver(book.disk).follow(user_place).path)
    return max((*book.numbers(), *homes), default=0) + 1


def _drop_stray(book: DirectJournal, number: int) -> bool:
    """Remove batch *number* if it was cut off before it had a manifest, so that it touched nothing."""
    found = book.disk.stat(book.folder(number))
    if found is None:
        return True
    if found.kind != "directory" or set(book.disk.names(book.folder(number))) - {NEW, NOTE}:
        return False
    book.forget(number)
    return True


def _standing_phase(book: DirectJournal, number: int) -> Phase:
    """The phase of a batch that is neither cut off nor unknown."""
    phase = book.phase(number)
    if phase is None:
        raise refusal("no-such-batch", [str(number)])
    if phase.is_interrupted:
        raise refusal("interrupted-open", [str(number)])
    if phase is Phase.TRIAL and book.open_number() != number:
        raise book.damaged(book.folder(number), "it is in trial, but not open")
    return phase


def _close_if_open(book: DirectJournal, number: int) -> None:
    if book.open_number() == number:
        book.close()
