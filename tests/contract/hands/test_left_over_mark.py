"""A setup that is kept or undone, and whose process was killed before it took its mark away, waits for nobody."""

from __future__ import annotations

import pytest

from tests.hands import Hand
from tests.shellground import Ground, small_batch
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Undo

ENDS: dict[str, Order] = {"kept": Accept(1), "undone": Undo(1)}


def marked(site: Ground) -> None:
    (site.journal / "open").symlink_to("1")


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_it_is_not_called_open(hand: Hand, end: Order) -> None:
    hand.act(Commit(small_batch(hand.site)))
    hand.act(end)
    marked(hand.site)
    seen = hand.journal()
    assert seen.open is None
    assert [entry.phase for entry in seen.entries] == [hand.act(end).phase.value]  # type: ignore[union-attr]
    assert not hand.site.is_open


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_next_setup_is_not_stopped_by_it(hand: Hand, end: Order) -> None:
    hand.act(Commit(small_batch(hand.site)))
    hand.act(end)
    marked(hand.site)
    assert hand.act(Commit(())) == Receipt(2, Phase.TRIAL)


def test_one_that_waits_is_open(hand: Hand) -> None:
    hand.act(Commit(small_batch(hand.site)))
    assert hand.journal().open == 1


@pytest.mark.parametrize("phase", ["trial", "switching"])
def test_one_with_two_phases_is_not_called_done(hand: Hand, phase: str) -> None:
    hand.act(Commit(small_batch(hand.site)))
    hand.act(Undo(1))
    marked(hand.site)
    (hand.site.journal / "1" / phase).write_bytes(b"")
    assert hand.journal().open == 1
