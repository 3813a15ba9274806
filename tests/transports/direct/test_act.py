"""What the direct hand promises for each order, on a real disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.interruptions import Kill
from tests.transports.direct.conftest import IS_ROOT, code_of, commit, file
from tests.worlds import AFTER, BEFORE, HOME, World, attempt, is_after, is_before
from wizard.model.errors import OpenError, Stopped
from wizard.model.events import silent
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.state import Absent
from wizard.transports.journal import JOURNAL, manifest_of, parse_manifest

pytestmark = pytest.mark.linux(reason="needs links and modes")


def test_a_commit_changes_all_and_an_undo_brings_back_all_to_the_inode(
    world: World, before: dict[str, tuple[object, ...]]
) -> None:
    assert world.act(world.commit()) == Receipt(1, Phase.TRIAL)
    assert is_after(world.floor, before)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert is_before(world.floor, before)


def test_the_journal_is_as_it_is_written_down(world: World, root: Path) -> None:
    order = world.commit()
    world.act(order)
    journal = root / JOURNAL[1:]
    assert os.readlink(journal / "open") == "1"
    assert not os.path.lexists(journal / "lock")
    manifest = parse_manifest((journal / "1/trial").read_bytes())
    assert manifest == manifest_of(1, world.account, manifest.folders, order.changes)
    assert (journal / "1/note").read_bytes() == b"why"
    assert stat.S_IMODE((journal / "1").stat().st_mode) == 0o700
    for name in ("trial", "note"):
        assert stat.S_IMODE((journal / "1" / name).stat().st_mode) == 0o600
    expected = {"1.before", "4.before", "note", "trial"}
    if not IS_ROOT:
        expected |= {"2.before", "5.before"}
    assert set(os.listdir(journal / "1")) == expected


def test_an_empty_file_a_big_one_and_an_empty_batch(world: World, root: Path) -> None:
    big = bytes(range(256)) * 20_000
    commit(world, "/etc/empty", Absent(), file(world, b""))
    world.act(Accept(1))
    commit(world, "/etc/empty", file(world, b""), file(world, big))
    assert (root / "etc/empty").read_bytes() == big
    world.act(Undo(2))
    assert (root / "etc/empty").read_bytes() == b""
    assert world.act(Commit(())) == Receipt(3, Phase.TRIAL)


def test_a_stop_at_any_time_before_the_switch_leaves_nothing(
    world: World, before: dict[str, tuple[object, ...]]
) -> None:
    asked = 0
    while True:
        left = asked

        def stop() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            receipt = world.hand().act(world.commit(), silent, stop)
        except Stopped:
            assert is_before(world.floor, before)
            assert world.act(Recover()) == Receipt(None, None)
            asked += 1
        else:
            break
    assert asked == 2 * len(AFTER) + 1
    assert receipt.phase is Phase.TRIAL


def test_an_open_batch_has_to_be_ended_first(world: World) -> None:
    world.act(world.commit())
    with pytest.raises(OpenError) as caught:
        world.act(world.commit())
    assert (caught.value.code, "1" in caught.value.text.render()) == ("trial-open", True)
    world.act(Undo(1))
    assert world.act(world.commit()).batch == 2


def test_an_interrupted_batch_has_to_be_recovered_first(world: World) -> None:
    attempt(world, world.commit(), Kill(40))
    world.reboot()
    for order in (world.commit(), Undo(1), Accept(1)):
        assert code_of(world, order) == "interrupted-open"
    assert world.act(Recover()) == Receipt(1, Phase.UNDONE)
    assert world.act(Recover()) == Receipt(None, None)
    assert world.act(Undo(1)) == Receipt(1, Phase.UNDONE)


def test_orders_can_be_repeated(world: World) -> None:
    world.act(world.commit())
    assert world.act(Recover()) == Receipt(1, Phase.TRIAL)
    assert world.act(Accept(1)) == world.act(Accept(1)) == Receipt(1, Phase.ACCEPTED)
    assert code_of(world, Undo(1)) == "wrong-phase"
    assert code_of(world, Accept(7)) == "no-such-batch"
    wsl = (b"2", b"3")
    commit(world, "/etc/x", Absent(), file(world, wsl[0]))
    assert world.act(Undo(2)) == world.act(Undo(2)) == Receipt(2, Phase.UNDONE)
    assert code_of(world, Accept(2)) == "wrong-phase"


def test_without_a_journal_nothing_is_to_be_done(world: World, root: Path) -> None:
    assert world.act(Recover()) == Receipt(None, None)
    assert code_of(world, Undo(1)) == "no-such-batch"
    assert not (root / JOURNAL[1:]).exists()


@pytest.mark.parametrize("end", [Accept(1), Undo(1)])
def test_a_crash_before_the_last_step_of_an_end_bars_nothing(world: World, root: Path, end: Order) -> None:
    world.act(world.commit())
    world.act(end)
    (root / JOURNAL[1:] / "open").symlink_to("1")
    assert world.act(Commit(())).batch == 2
    world.act(Undo(2))
    (root / JOURNAL[1:] / "open").symlink_to("1")
    assert world.act(Recover()).phase in (Phase.ACCEPTED, Phase.UNDONE)
    assert not (root / JOURNAL[1:] / "open").is_symlink()


def test_a_lost_journal_does_not_mix_up_originals(world: World, root: Path) -> None:
    """The originals of an earlier batch 1 still wait in the home: its number is not used again."""
    place = root / "home/me/.local/state/wsl-go-wizard/4"
    place.mkdir(parents=True)
    (place / "2.before").write_bytes(b"from long ago")
    assert world.act(world.commit()).batch == 5
    world.act(Undo(5))
    assert (root / "home/me/.profile").read_bytes() == BEFORE[f"{HOME}/.profile"]
    assert (place / "2.before").exists()
