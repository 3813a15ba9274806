"""Two hands, one machine: equal journals, and each ends what the other began, at every phase."""

from __future__ import annotations

import pytest

from tests.hands import Hand, clear, journal_of
from tests.interruptions import Count, Kill, Killed
from tests.shellground import SHELLS, Ground, Shims, large_batch
from wizard.model.errors import MachineError
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Recover, Undo
from wizard.model.probes import (
    JournalProbe,
)
from wizard.transports.journal import Holder

OTHERS = pytest.mark.parametrize("shell", SHELLS)


def done(name: str, site: Ground, *orders: Order) -> tuple[object, ...]:
    """What the hand *name* makes of *orders* on a fresh ground."""
    clear(site)
    hand = Hand(name, site)
    commit = Commit(large_batch(site), b"why \x00\xff")
    receipts = [hand.act(order) for order in (commit, *orders)]
    return receipts, journal_of(site), site.seen(with_times=False)


@OTHERS
@pytest.mark.parametrize("orders", [(), (Accept(1),), (Undo(1),)], ids=["trial", "accepted", "undone"])
def test_the_same_orders_leave_the_same_behind(site: Ground, shell: str, orders: tuple[Order, ...]) -> None:
    assert done(shell, site, *orders) == done("direct", site, *orders)


@OTHERS
@pytest.mark.parametrize("cut", ["staged", "switched"])
def test_an_interrupted_batch_recovered_by_either_leaves_the_same_behind(
    site: Ground, shell: str, cut: str
) -> None:
    left = []
    for name in ("direct", shell):
        clear(site)
        changes = large_batch(site)
        interrupt(site, Commit(changes), 40 if cut == "staged" else 80)
        receipt = Hand(name, site).act(Recover())
        left.append((receipt, journal_of(site), site.seen(with_times=False)))
    assert left[0] == left[1]


def reboot(site: Ground) -> None:
    """Whoever held the lock is gone."""
    lock = site.journal / "lock"
    if lock.is_symlink():
        lock.unlink()
        lock.symlink_to(Holder(1, 1, "earlier-0", "x@y").text())


def interrupt(site: Ground, order: Order, at: int) -> bool:
    """Let the direct hand do *order* up to effect *at*; whether it was cut off."""
    try:
        Hand("direct", site).act(order, hook=Kill(at))
    except Killed:
        reboot(site)
        return True
    return False


PAIRS = [("direct", shell) for shell in SHELLS] + [(shell, "direct") for shell in SHELLS]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_one_commits_and_the_other_ends(site: Ground, one: str, other: str) -> None:
    changes = large_batch(site)
    before = site.seen()
    assert Hand(one, site).act(Commit(changes, b"why")) == Receipt(1, Phase.TRIAL)
    assert Hand(other, site).ask(JournalProbe()) == Hand(one, site).ask(JournalProbe())
    assert Hand(other, site).act(Undo(1)) == Receipt(1, Phase.UNDONE)
    assert site.seen() == before
    Hand(other, site).act(Commit(changes))
    after = site.seen(with_times=False)
    assert Hand(one, site).act(Accept(2)) == Receipt(2, Phase.ACCEPTED)
    assert site.seen(with_times=False) == after


@pytest.mark.parametrize(("shell", "step"), [("dash", 5), ("bash", 17), ("busybox", 13)])
def test_the_shell_recovers_what_the_direct_hand_left_at_any_effect(
    site: Ground, shell: str, step: int
) -> None:
    count = Count()
    Hand("direct", site).act(Commit(large_batch(site)), hook=count)
    for at in range(3, len(count.effects), step):
        assert_recovered(site, "direct", shell, lambda order, at=at: interrupt(site, order, at))


@pytest.mark.parametrize(("shell", "step"), [("dash", 7), ("busybox", 23)])
def test_the_shell_ends_an_undo_that_the_direct_hand_left_at_any_effect(
    site: Ground, shell: str, step: int
) -> None:
    for at in range(1, 60, step):
        clear(site)
        changes = large_batch(site)
        before = site.seen()
        Hand("direct", site).act(Commit(changes))
        if interrupt(site, Undo(1), at) and Hand(shell, site).act(Recover()).phase is Phase.TRIAL:
            Hand(shell, site).act(Undo(1))
        assert site.seen() == before
        assert site.litter() == []


@pytest.mark.parametrize(("shell", "step"), [("dash", 13), ("bash", 41), ("busybox", 31)])
def test_the_direct_hand_recovers_what_the_shell_left_at_any_command(
    site: Ground, shell: str, step: int
) -> None:
    shims = Shims(site.aside / "shims")
    site.shell = shell
    order = Commit(large_batch(site))
    shims.arm(site)
    site.act(order)
    total = shims.count
    assert total > 50

    def cut(order: Order, at: int) -> None:
        site.shell = shell
        shims.arm(site, before=at)
        with pytest.raises(MachineError):
            site.act(order)
        shims.disarm(site)

    for at in range(9, total - 2, step):
        assert_recovered(site, shell, "direct", lambda order, at=at: cut(order, at))


def assert_recovered(site: Ground, one: str, other: str, cut) -> None:
    """*one* is cut off in a commit; *other* recovers: all before, or all after and then undone."""
    clear(site)
    changes = large_batch(site)
    before = site.seen()
    cut(Commit(changes))
    receipt = Hand(other, site).act(Recover())
    assert (receipt.foreign, receipt.kept) == ((), ())
    if receipt.phase is Phase.TRIAL:
        assert (site.root / "etc/wsl.conf").read_bytes() == b"[boot]\nsystemd=true\n"
        assert (site.root / "sdk/go1.99/bin/go").exists()
        Hand(other, site).act(Undo(1))
    assert site.seen() == before
    assert site.litter() == []
    assert not site.is_open
    assert not site.is_locked
    answer = Hand(one, site).ask(JournalProbe())
    assert answer == Hand(other, site).ask(JournalProbe())
