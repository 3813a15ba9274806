"""Originals that somebody deleted from the journal: nothing untrue is said, and what is known of them comes back."""

from __future__ import annotations

import pytest

from tests.hands import Hand
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo
from wizard.model.state import Origin


@pytest.mark.parametrize("place", ["etc/x", "home/x"])
def test_what_comes_back_comes_back_without_its_original_too(hand: Hand, place: str) -> None:
    """Deleted from the journal by hand, or written to there: the plan has its bytes."""
    site = hand.site
    path = site.write(place, b"new")
    change = site.change(place, b"new", b"old", Origin(batch=7, item=1))
    assert hand.act(Commit((change,))) == Receipt(1, Phase.TRIAL)
    assert path.read_bytes() == b"old"
    hand.act(Accept(1))
    for original in site.root.rglob("*.before"):
        original.write_bytes(b"forged")
    again = site.change(place, b"old", b"new", Origin(batch=1, item=1))
    assert hand.act(Commit((again,))) == Receipt(2, Phase.TRIAL)
    assert path.read_bytes() == b"new"
    assert hand.act(Undo(2)) == Receipt(2, Phase.UNDONE)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("place", ["etc/x", "home/x"])
def test_an_original_that_was_deleted_is_not_called_an_edit(hand: Hand, place: str) -> None:
    site = hand.site
    path = site.write(place, b"old")
    hand.act(Commit((site.change(place, b"old", b"new"), site.change("etc/y", None, b"made"))))
    for original in site.root.rglob("*.before"):
        original.unlink()
    named = (site.path(place),)
    assert hand.act(Undo(1)) == Receipt(1, Phase.UNDONE, foreign=named, lost=named)
    assert path.read_bytes() == b"new"
    assert not (site.root / "etc/y").exists()
