"""SIGKILL of the hand around every step of a batch that runs commands, and from within the commands.

After a `Recover` all files are as they were, or all are changed; a command is in effect only if the journal says
so, or says that nobody knows; and none ever runs twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.test_act_kill import Rig
from tests.hands import Hand
from tests.shellground import SHELLS, Ground, ground, small_batch
from wizard.model.commands.command import Command, Ran, Stage
from wizard.model.errors import MachineError
from wizard.model.orders import Commit, Phase, Receipt, Recover, Undo
from wizard.model.probes import Journal, JournalProbe
from wizard.model.text import plain
from wizard.transports.direct.disk import DiskEffect

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

WHY = plain("because")
COUNT = 2


def counted(site: Ground, number: int) -> Command:
    """Writes down each of its runs, and is in effect while there is a file."""
    runs, made = site.path(f"made/{number}.runs"), site.path(f"made/{number}")
    do = ("/bin/sh", "-c", 'echo run >>"$1"; : >"$2"', "sh", runs, made)
    undo = ("/bin/sh", "-c", 'echo undo >>"$1"; /bin/rm "$2"', "sh", runs, made)
    return Command(do, True, undo, WHY)


class CommandRig(Rig):
    """Two files and two commands."""

    def __init__(self, site: Ground) -> None:
        site.folder("made")
        self.commands = tuple(counted(site, number) for number in range(1, COUNT + 1))
        super().__init__(site, small_batch, self.commands)

    def runs(self, number: int) -> list[str]:
        place = self.site.root / f"made/{number}.runs"
        return place.read_text().split() if place.exists() else []

    def files(self) -> dict[str, object]:
        return {name: each for name, each in self.site.seen(with_times=False).items() if name[:4] != "made"}

    def check(self, receipt: Receipt) -> None:
        known = self.known(receipt)
        assert receipt.phase is Phase.TRIAL or not any(ran.can_be_undone for ran in known)
        for number, ran in enumerate(known, 1):
            runs = self.runs(number)
            assert len(runs) == len(set(runs)), "nothing runs twice"
            is_there = (self.site.root / f"made/{number}").exists()
            assert (ran.did.stage is Stage.WAITING) <= (runs == [])
            if not (ran.did.is_in_doubt or ran.undid.is_in_doubt):
                assert is_there == (ran.did.is_done and not ran.undid.is_done)

    def known(self, receipt: Receipt) -> tuple[Ran, ...]:
        if receipt.ran:
            return receipt.ran
        journal = self.site.hand().read((JournalProbe(),), lambda: False)[JournalProbe()]
        assert isinstance(journal, Journal)
        return journal.entries[0].ran if journal.entries else ()


@pytest.fixture(params=SHELLS)
def rig(request: pytest.FixtureRequest) -> Iterator[CommandRig]:
    with ground(request.param) as site:
        yield CommandRig(site)


def before_of(rig: CommandRig) -> dict[str, object]:
    rig.restore(rig.fresh)
    return rig.files()


def after_of(rig: CommandRig) -> dict[str, object]:
    rig.restore(rig.trial)
    return rig.files()


def test_a_commit_killed_anywhere_says_what_ran(rig: CommandRig) -> None:
    before, after = before_of(rig), after_of(rig)
    doubts = trials = 0
    for number, late in rig.cases(rig.order, rig.fresh):
        rig.kill(rig.order, rig.fresh, number, after=late)
        receipt = rig.recover()
        if receipt is None:
            continue
        rig.check(receipt)
        doubts += any(ran.did.is_in_doubt for ran in receipt.ran)
        if receipt.phase is Phase.TRIAL:
            trials += 1
            assert rig.files() == after
            receipt = rig.site.act(Undo(1))
            rig.check(receipt)
        assert rig.files() == before
        assert not rig.site.is_open
    assert doubts >= COUNT
    assert 1 <= trials <= 4


@pytest.mark.parametrize("rig", ["dash"], indirect=True)
def test_an_undo_killed_anywhere_is_finished(rig: CommandRig) -> None:
    before = before_of(rig)
    doubts = 0
    for number, late in rig.cases(Undo(1), rig.trial):
        rig.kill(Undo(1), rig.trial, number, after=late)
        receipt = rig.recover()
        if receipt is None:
            continue
        rig.check(receipt)
        doubts += any(ran.undid.is_in_doubt for ran in receipt.ran)
        if receipt.phase is Phase.TRIAL:
            rig.check(rig.site.act(Undo(1)))
        assert rig.files() == before
    assert doubts >= COUNT


@pytest.mark.parametrize("shell", SHELLS)
def test_a_command_that_dies_with_its_hand_is_in_doubt_and_named(shell: str) -> None:
    with ground(shell) as site:
        changes = small_batch(site)
        before = site.seen()
        (site.root / "log").touch()
        # `timeout` puts a command into a group of its own; the hand's is that of who started it.
        script = (
            'echo run >>"$1"; read -r _ _ _ parent _ </proc/$PPID/stat;'
            ' read -r _ _ _ _ group _ </proc/$parent/stat; kill -9 "-$group"; sleep 1'
        )
        deadly = Command(("/bin/sh", "-c", script, "sh", site.path("log")), True, ("/bin/false",), WHY)
        with contextlib.suppress(MachineError):
            site.act(Commit(changes, b"", (counted_free(site), deadly)))
        receipt = site.act(Recover())
        assert receipt.phase is Phase.UNDONE
        assert (site.root / "log").read_text().split() == ["run"]
        first, second = receipt.ran
        assert first.undid.is_done
        assert second.did.is_in_doubt
        assert second.undid.stage is Stage.WAITING
        (site.root / "log").unlink()
        assert site.seen() == before


def counted_free(site: Ground) -> Command:
    made = site.path("free")
    return Command(("/usr/bin/touch", made), True, ("/bin/rm", made), WHY)


class Killed(BaseException):
    """The process is gone."""


def test_the_direct_hand_killed_before_any_effect_says_what_ran() -> None:
    """Every effect on the disk is counted (law 14); the process ends at the k-th."""
    with ground() as site:
        rig = CommandRig(site)
        before, after = before_of(rig), after_of(rig)
        doubts = 0
        for number in range(1, 500):
            rig.restore(rig.fresh)
            if not _killed_at(rig, number):
                break
            receipt = Hand("direct", site).act(Recover())
            rig.check(receipt)
            doubts += any(ran.did.is_in_doubt for ran in receipt.ran)
            if receipt.phase is Phase.TRIAL:
                assert rig.files() == after
                rig.check(Hand("direct", site).act(Undo(1)))
            assert rig.files() == before
        assert number > 20
        assert doubts >= COUNT


def _killed_at(rig: CommandRig, number: int) -> bool:
    """False if the order was carried out before. A process that is gone neither takes back nor unlocks."""
    count = 0

    def hook(effect: DiskEffect) -> None:
        nonlocal count
        count += 1
        if count >= number:
            raise Killed

    try:
        Hand("direct", rig.site).act(rig.order, hook=hook)
    except Killed:
        lock = rig.site.journal / "lock"
        lock.unlink(missing_ok=True)
        return True
    return False


def test_the_instrument_knows_a_second_run(tmp_path: Path) -> None:
    with ground() as site:
        rig = CommandRig(site)
        rig.restore(rig.trial)
        (site.root / "made/1.runs").write_text("run\nrun\n")
        with pytest.raises(AssertionError, match="twice"):
            rig.check(site.act(Recover()))
