"""The batch that a journal calls open: whether it stands in the way, and the end of one that never began."""

from __future__ import annotations

from wizard.model.orders import Phase
from wizard.transports.direct.journal import DirectJournal, numbers_in
from wizard.transports.direct.resolve import Resolver
from wizard.transports.refusals import refusal


def refuse_if_open(book: DirectJournal) -> None:
    """Raise `OpenError` if a batch waits or was interrupted. One that did nothing is removed."""
    number = book.open_number()
    if number is None:
        return
    phase = book.phase(number)
    if phase is None:
        drop_open(book, number)
        return
    if phase is Phase.TRIAL:
        raise refusal("trial-open", [str(number)])
    if phase.is_interrupted:
        raise refusal("interrupted-open", [str(number)])
    book.close()


def next_number(book: DirectJournal, user_place: str) -> int:
    """One more than the highest. The folders of originals in the home count, for they outlive a lost
    journal."""
    drop_newest_if_blank(book)
    return book.next_number(numbers_in(book.disk, Resolver(book.disk).follow(user_place).path))


def drop_newest_if_blank(book: DirectJournal) -> None:
    """Remove the newest batch if it was cut off before it did anything."""
    newest = max(book.numbers(), default=0)
    if newest and book.is_blank(newest):
        book.forget(newest)


def drop_open(book: DirectJournal, number: int) -> None:
    """End batch *number*, which is open without a phase. Raises `MachineError` if that is not because it was cut
    off at its very beginning."""
    if book.is_blank(number):
        book.forget(number)
        return
    if book.disk.stat(book.folder(number)) is not None:
        raise book.damaged(book.folder(number), "it has no phase")
    book.close()
    raise refusal("setup-lost", [str(number), book.folder(number)])


def standing_phase(book: DirectJournal, number: int) -> Phase | None:
    """The phase of a batch that is neither cut off nor unknown; None if it was cut off before it did anything,
    and is removed now."""
    phase = book.phase(number)
    if phase is None:
        if book.open_number() != number:
            raise refusal("no-such-batch", [str(number)])
        drop_open(book, number)
        return None
    if phase.is_interrupted:
        raise refusal("interrupted-open", [str(number)])
    if phase is Phase.TRIAL and book.open_number() != number:
        raise book.damaged(book.folder(number), "it is in trial, but not open")
    return phase


def close_if_open(book: DirectJournal, number: int) -> None:
    """Batch *number* is open no more."""
    if book.open_number() == number:
        book.close()
