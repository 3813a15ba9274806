"""Folders that a setup made go again when it is taken back after it was kept, in every hand: if nothing is in them."""

from __future__ import annotations

import pytest

from tests.hands import Hand
from wizard.model.orders import Accept, Commit, Phase, Receipt, Undo

UNIT = "home/.config/systemd/user/timers.target.wants/a.timer"
OTHER = "home/.config/systemd/user/b.service"


def keep(hand: Hand, *changes: tuple[str, bytes | None, bytes | None]) -> int:
    done = hand.act(Commit(tuple(hand.site.change(*each) for each in changes), b"{}"))
    assert done.batch is not None
    assert hand.act(Accept(done.batch)) == Receipt(done.batch, Phase.ACCEPTED)
    return done.batch


def names(hand: Hand) -> set[str]:
    """All that is there, but for the journal in the home, which keeps the originals."""
    return {name for name in hand.site.seen() if not name.startswith("home/.local")}


@pytest.fixture(autouse=True)
def home(hand: Hand) -> None:
    hand.site.write("home/.profile", b"# mine\n")


def test_what_one_made_and_another_emptied_is_gone(hand: Hand) -> None:
    before = names(hand)
    keep(hand, (UNIT, None, b"ours\n"), (OTHER, None, b"ours\n"))
    keep(hand, (UNIT, b"ours\n", None), (OTHER, b"ours\n", None))
    assert names(hand) == before


def test_they_come_back_and_go_again_with_their_files(hand: Hand) -> None:
    before = names(hand)
    keep(hand, (UNIT, None, b"ours\n"))
    made = names(hand)
    keep(hand, (UNIT, b"ours\n", None))
    keep(hand, (UNIT, None, b"ours\n"))
    assert names(hand) == made
    keep(hand, (UNIT, b"ours\n", None))
    assert names(hand) == before


def test_while_it_waits_they_stay_so_that_it_can_be_undone(hand: Hand) -> None:
    keep(hand, (UNIT, None, b"ours\n"))
    made = names(hand)
    done = hand.act(Commit((hand.site.change(UNIT, b"ours\n", None),), b"{}"))
    assert (hand.site.root / UNIT).parent.is_dir()
    assert hand.act(Undo(done.batch or 0)).phase is Phase.UNDONE
    assert names(hand) == made


def test_what_somebody_put_into_one_keeps_it_and_all_above(hand: Hand) -> None:
    keep(hand, (UNIT, None, b"ours\n"))
    hand.site.write("home/.config/systemd/theirs", b"x")
    keep(hand, (UNIT, b"ours\n", None))
    assert not (hand.site.root / "home/.config/systemd/user").exists()
    assert (hand.site.root / "home/.config/systemd/theirs").read_bytes() == b"x"


def test_one_that_no_setup_made_stays_though_it_is_empty(hand: Hand) -> None:
    hand.site.write("home/.config/a", b"mine\n")
    keep(hand, ("home/.config/a", b"mine\n", None))
    assert (hand.site.root / "home/.config").is_dir()


def test_one_that_is_a_link_by_now_stays(hand: Hand) -> None:
    keep(hand, ("home/.config/deep/a", None, b"ours\n"), ("home/.config/b", None, b"ours\n"))
    place = hand.site.root / "home/.config/deep"
    (place / "a").unlink()
    place.rmdir()
    (hand.site.root / "home/elsewhere").mkdir()
    place.symlink_to("../elsewhere")
    keep(hand, ("home/.config/b", b"ours\n", None))
    assert place.is_symlink()
    assert (hand.site.root / "home/elsewhere").is_dir()


def test_a_damaged_manifest_removes_nothing(hand: Hand) -> None:
    number = keep(hand, (UNIT, None, b"ours\n"))
    keep(hand, ("home/.profile", b"# mine\n", b"# mine\n# ours\n"))
    manifest = next(hand.site.root.rglob(f"wsl-go-wizard/{number}/accepted"))
    manifest.write_bytes(manifest.read_bytes().replace(b"\nend ", b"\nend 0"))
    keep(hand, (UNIT, b"ours\n", None))
    assert (hand.site.root / UNIT).parent.is_dir()
