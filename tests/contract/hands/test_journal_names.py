"""What may lie in a journal that is no batch: a beginning, a loss, and somebody else's names, to all hands alike."""

from __future__ import annotations

import shutil

import pytest

from tests.contract.hands.test_hands import code_of
from tests.hands import Hand
from tests.shellground import JOURNAL, Ground, small_batch
from wizard.model.events import Event, Note
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo

BEGINNINGS = {"empty": (), "half": ("note", "new"), "forgotten": ("note", "new", "commands", "commands.new")}
NEXT: tuple[Order, ...] = (Undo(1), Accept(1), Recover(), Commit(()))


def begun(site: Ground, files: tuple[str, ...]) -> None:
    """Setup 1 as it is when its process was killed between ``open`` and ``draft``."""
    (site.journal / "1").mkdir(parents=True, mode=0o700)
    for name in files:
        (site.journal / "1" / name).write_bytes(b"wsl-go-wiz")
    (site.journal / "open").symlink_to("1")


@pytest.mark.parametrize("files", BEGINNINGS.values(), ids=BEGINNINGS)
@pytest.mark.parametrize("order", NEXT, ids=lambda order: type(order).__name__)
def test_a_setup_that_never_began_is_nothing(hand: Hand, files: tuple[str, ...], order: Order) -> None:
    site = hand.site
    begun(site, files)
    assert hand.journal().open is None
    match order:
        case Accept():
            assert refused(hand, order) == "no-such-batch"
        case Commit():
            assert hand.act(order) == Receipt(1, Phase.TRIAL)
            return
        case _:
            assert hand.act(order) == Receipt(None, None)
    assert not site.is_open
    assert not (site.journal / "1").exists()
    assert hand.act(Commit(small_batch(site))) == Receipt(1, Phase.TRIAL)


def refused(hand: Hand, order: Order) -> str:
    """The code *order* is refused with, which may tidy the journal."""
    before = hand.site.seen()
    with pytest.raises(Exception) as caught:
        hand.act(order)
    assert hand.site.seen() == before
    assert not hand.site.is_locked
    return str(getattr(caught.value, "code", caught.value))


@pytest.mark.parametrize("order", NEXT, ids=lambda order: type(order).__name__)
def test_a_setup_whose_folder_is_gone_is_lost_and_said_to_be(hand: Hand, order: Order) -> None:
    """Once: then nothing stands in the way of the next."""
    site = hand.site
    hand.act(Commit(small_batch(site)))
    shutil.rmtree(site.journal / "1")
    assert hand.journal().open == 1
    assert refused(hand, order) == "setup-lost"
    assert hand.journal().open is None
    assert refused(hand, Undo(1)) == "no-such-batch"
    assert hand.act(Commit(())) == Receipt(1, Phase.TRIAL)


def test_a_folder_with_something_else_in_it_is_no_beginning(hand: Hand) -> None:
    site = hand.site
    begun(site, ("note", "a letter"))
    assert hand.journal().open == 1
    for order in NEXT:
        assert code_of(hand, order) == "journal-damaged"


@pytest.mark.parametrize("name", [".letter", "...", "new/letter"])
def test_what_somebody_put_into_a_beginning_stays(hand: Hand, name: str) -> None:
    site = hand.site
    begun(site, ("note",))
    letter = site.journal / "1" / name
    letter.parent.mkdir(exist_ok=True)
    letter.write_text("mine")
    for order in NEXT:
        assert code_of(hand, order) == "journal-damaged"
    assert letter.read_text() == "mine"


def test_a_name_of_two_lines_hides_no_setup(hand: Hand) -> None:
    site = hand.site
    hand.act(Commit(()))
    (site.journal / "x\n7").mkdir()
    assert [entry.number for entry in hand.journal().entries] == [1]
    assert hand.journal().readable


NUMBERS = ("999999999999999999", "99999999999999999999", "1000000000", "007", "0", "-1", "1e3", "٣", "2 ")


def test_a_name_that_is_no_number_is_nobodys_batch(hand: Hand) -> None:
    """It is named and left alone, and the next setup can be seen, kept and undone."""
    site = hand.site
    hand.act(Commit(()))
    hand.act(Accept(1))
    for name in NUMBERS:
        (site.journal / name).mkdir()
        (site.journal / name / "accepted").write_text("wsl-go-wizard 1\n")
        site.folder(f"home/.local/state/wsl-go-wizard/{name}")
    told: list[Event] = []
    assert hand.act(Commit(small_batch(site)), tell=told.append) == Receipt(2, Phase.TRIAL)
    said = [event.text.render() for event in told if isinstance(event, Note)]
    for name in NUMBERS:
        assert any(words.startswith(f"{site.path(JOURNAL)}/{name} ") for words in said)
    assert len(said) == len(NUMBERS)
    assert [entry.number for entry in hand.journal().entries] == [2, 1]
    assert hand.journal().open == 2
    assert hand.act(Undo(2)) == Receipt(2, Phase.UNDONE)
    assert all((site.journal / name / "accepted").exists() for name in NUMBERS)


def test_the_next_number_can_be_read_back(hand: Hand) -> None:
    """Whatever numbers there are: at the end of them in the home the lowest free one, in the journal none."""
    site = hand.site
    site.folder("home/.local/state/wsl-go-wizard/999999999")
    site.folder("home/.local/state/wsl-go-wizard/1")
    assert hand.act(Commit(())) == Receipt(2, Phase.TRIAL)
    hand.act(Accept(2))
    (site.journal / "2").rename(site.journal / "999999999")
    assert refused(hand, Commit(small_batch(site))) == "journal-damaged"


@pytest.mark.parametrize("mark", ["999999999999999999", "01", "x"])
def test_a_mark_that_names_no_number_is_damage(hand: Hand, mark: str) -> None:
    site = hand.site
    hand.act(Commit(()))
    (site.journal / "open").unlink()
    (site.journal / "open").symlink_to(mark)
    assert hand.journal().open is None
    assert code_of(hand, Commit(())) == "journal-damaged"
