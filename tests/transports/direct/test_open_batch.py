"""The batch that is called open: in the way, over, or never begun."""

from __future__ import annotations

import pytest

from tests.worlds import World
from wizard.model.errors import MachineError, OpenError
from wizard.transports.direct.journal import DirectJournal
from wizard.transports.direct.open_batch import next_number, refuse_if_open, standing_phase
from wizard.transports.journal import JOURNAL

pytestmark = pytest.mark.linux(reason="its machine has owners, modes and links")


@pytest.fixture
def book(world: World) -> DirectJournal:
    made = DirectJournal(world.hand().disk, world.account, JOURNAL)
    made.make()
    return made


def test_one_that_never_began_is_removed_by_whoever_comes(book: DirectJournal) -> None:
    book.begin(1)
    refuse_if_open(book)
    assert (book.open_number(), book.numbers()) == (None, [])
    book.begin(1)
    assert standing_phase(book, 1) is None
    assert (book.open_number(), book.numbers()) == (None, [])


def test_one_in_trial_is_in_the_way(book: DirectJournal, world: World) -> None:
    world.act(world.commit())
    with pytest.raises(OpenError):
        refuse_if_open(book)
    assert next_number(book, "/home/me/nothing") == 2


def test_one_whose_folder_is_gone_is_lost_once(book: DirectJournal) -> None:
    book.set_mark("open", "7")
    with pytest.raises(MachineError) as caught:
        refuse_if_open(book)
    assert caught.value.code == "setup-lost"
    refuse_if_open(book)
