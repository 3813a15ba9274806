"""Two hands at once: one works, the other is told who does; and nobody who is gone bars the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.worlds import World, attempt
from wizard.model.errors import BusyError, WizardError
from wizard.model.events import Event, never
from wizard.model.orders import Accept, Phase, Recover, Undo
from wizard.transports.direct.floor import below
from wizard.transports.direct.lock import started
from wizard.transports.journal import JOURNAL, Holder, parse_holder

pytestmark = pytest.mark.linux(reason="needs fork")


@contextmanager
def another(world: World) -> Iterator[int]:
    """A process in the middle of a commit; its number."""
    begun, to_parent = os.pipe()
    child = os.fork()
    if child == 0:

        def tell(event: Event) -> None:
            os.write(to_parent, b"!")
            signal.pause()

        try:
            world.hand().act(world.commit(), tell, never)
        finally:
            os._exit(1)
    os.close(to_parent)
    os.read(begun, 1)
    os.close(begun)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_the_second_hand_is_told_who_is_at_work(world: World, root: Path) -> None:
    with another(world):
        for order in (world.commit(), Recover(), Undo(1), Accept(1)):
            with pytest.raises(BusyError) as caught:
                world.act(order)
            holder = parse_holder(os.readlink(root / JOURNAL[1:] / "lock"))
            assert holder is not None
            assert holder.who in caught.value.text.render()
            assert "@" in holder.who
            # ext4 keeps a link of 59 bytes in the inode itself: a full disk bars no undo.
            assert len(holder.text()) - len(holder.who) <= 39


def test_a_hand_that_was_killed_bars_nothing(world: World) -> None:
    with another(world):
        pass
    assert world.act(Recover()).phase is Phase.UNDONE
    assert world.act(world.commit()).phase is Phase.TRIAL


def test_nor_does_one_that_nobody_has_waited_for(world: World) -> None:
    with another(world) as child:
        os.kill(child, signal.SIGKILL)
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert world.act(Recover()).phase is Phase.UNDONE


def lock(world: World, text: str) -> None:
    world.hand()  # the journal is made by whoever comes first
    for folder in ("/var/lib/wsl-go-wizard",):
        world.floor.mkdir(folder, 0o755, world.root, world.root)
    world.floor.symlink(below(JOURNAL, "lock"), text, world.root, world.root)


def here() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().partition("-")[0]
    return f"{boot}-{os.readlink('/proc/self/ns/pid')[5:-1]}"


@pytest.mark.parametrize(
    ("holder", "is_busy"),
    [
        (lambda: Holder(os.getpid(), started(os.getpid()) or 0, here(), "me@here"), True),
        (lambda: Holder(os.getpid(), 1, here(), "me@here"), False),
        (lambda: Holder(2**22 + 1, 1, here(), "me@here"), False),
        (lambda: Holder(1, 1, "another-boot-4026531836", "me@here"), False),
        (lambda: Holder(1, 1, here().rpartition("-")[0] + "-1", "me@a-container"), True),
    ],
    ids=["alive", "another process with its number", "no process", "before a reboot", "in a container"],
)
def test_only_who_is_surely_gone_loses_the_lock(world: World, holder, is_busy: bool) -> None:
    lock(world, holder().text())
    outcome = attempt(world, world.commit(), lambda effect: None)
    assert isinstance(outcome, BusyError) is is_busy


@pytest.mark.parametrize(
    "text", ["", "x", "1", "1:2:3", "a:b:c:d", "-1:x:y:z", "1:2", "999999999999999999999:1:b-1:me"]
)
def test_a_lock_that_is_not_ours_is_never_taken(world: World, text: str) -> None:
    lock(world, text or " ")
    outcome = attempt(world, world.commit(), lambda effect: None)
    if text.startswith("9"):
        assert not isinstance(outcome, WizardError)
    else:
        assert isinstance(outcome, BusyError)


def test_somebody_who_is_quicker_to_take_a_stale_lock_wins(world: World) -> None:
    """Between the look at the stale lock and its removal another hand took it: it is put back."""
    lock(world, Holder(1, 1, "another-boot-1", "gone@here").text())
    quick = Holder(os.getpid(), started(os.getpid()) or 0, here(), "quick@here").text()

    def hook(effect) -> None:
        if effect.name == "replace" and effect.path.endswith("/lock"):
            world.floor.unlink(effect.path)
            world.floor.symlink(effect.path, quick, world.root, world.root)

    assert isinstance(attempt(world, world.commit(), hook), BusyError)
    assert world.floor.readlink(below(JOURNAL, "lock")) == quick


def test_the_start_of_a_process_is_read_behind_any_name() -> None:
    assert started(os.getpid()) == int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    assert started(2**22 + 1) is None
