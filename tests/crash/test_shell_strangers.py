"""Somebody else acts just before a command of the shell hand: the last looks of the hand notice him.

Each is told of a command, so the instant is exact. That the hand is too late by one command is for the direct hand
only to prevent, which exchanges names.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.shellground import SHELLS, Ground, ground
from tests.watched import Argv, watched
from wizard.model.errors import MachineError, StaleError, WizardError
from wizard.model.orders import Commit, Order, Phase, Receipt, Undo

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")

OLD, NEW, THEIRS = b"[user]\ndefault=me\n", b"[boot]\nsystemd=true\n", b"what a stranger wrote\n"
When = Callable[[Argv], bool]


def carried_out(site: Ground, order: Order, when: When, does: Callable[[], object]) -> Receipt | WizardError:
    """What came of *order* when a stranger *does* something before the first command of which *when* says so."""
    acted: list[Argv] = []

    def before(argv: Argv) -> None:
        if not acted and when(argv):
            acted.append(argv)
            does()

    with watched(site, before) as watch:
        end = watch.act(order)
    assert acted
    return end


def arrives_at(phase: Phase) -> When:
    return lambda argv: argv[0] == "mv" and argv[-1].endswith(f"/{phase.value}")


def moves_away(name: str) -> When:
    return lambda argv: argv[0] == "mv" and argv[-2] == f"./{name}"


def save_again(path: Path, content: bytes) -> int:
    """As an editor saves: a new file takes the name, with the mode and the owner of the old one. Its inode."""
    swap = path.with_name("swap")
    swap.write_bytes(content)
    swap.chmod(0o644)
    swap.rename(path)
    return path.stat().st_ino


@pytest.mark.parametrize("shell", SHELLS)
def test_a_file_saved_again_with_the_same_bytes_is_not_the_one_whose_original_waits(shell: str) -> None:
    """It would lose its name to ours, and an undo would bring back another file."""
    with ground(shell) as site:
        target = site.write("etc/wsl.conf", OLD)
        order = Commit((site.change("etc/wsl.conf", OLD, NEW),))
        theirs: list[int] = []
        end = carried_out(
            site, order, arrives_at(Phase.SWITCHING), lambda: theirs.append(save_again(target, OLD))
        )
        assert isinstance(end, StaleError)
        assert [target.stat().st_ino] == theirs
        assert not site.litter()
        assert not site.is_open


@pytest.mark.parametrize("after", [NEW, None], ids=["changed", "deleted"])
def test_a_file_that_is_written_to_before_the_switch_is_left_to_its_writer(after: bytes | None) -> None:
    with ground() as site:
        target = site.write("etc/wsl.conf", OLD)
        order = Commit((site.change("etc/wsl.conf", OLD, after),))
        end = carried_out(site, order, arrives_at(Phase.SWITCHING), lambda: target.write_bytes(OLD + THEIRS))
        assert isinstance(end, StaleError)
        assert target.read_bytes() == OLD + THEIRS
        assert not site.litter()


def test_what_is_written_at_the_last_instant_before_a_delete_gets_its_name_back() -> None:
    with ground() as site:
        target = site.write("etc/wsl.conf", OLD)
        order = Commit((site.change("etc/wsl.conf", OLD, None),))
        end = carried_out(site, order, moves_away("wsl.conf"), lambda: target.write_bytes(THEIRS))
        assert isinstance(end, StaleError)
        assert target.read_bytes() == THEIRS
        assert not site.litter()


def test_what_is_written_at_the_last_instant_before_an_undo_gets_its_name_back() -> None:
    with ground() as site:
        site.folder("etc")
        site.act(Commit((site.change("etc/new.conf", None, NEW),)))
        target = site.root / "etc/new.conf"
        end = carried_out(site, Undo(1), moves_away("new.conf"), lambda: target.write_bytes(THEIRS))
        assert isinstance(end, Receipt)
        assert end.foreign == (site.path("etc/new.conf"),)
        assert target.read_bytes() == THEIRS
        assert not site.litter()


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_staged_is_looked_at_before_it_counts(shell: str) -> None:
    """Bytes that are not the planned ones, whoever wrote them, are never switched to (law 2)."""
    with ground(shell) as site:
        target = site.write("etc/wsl.conf", OLD)
        staged = site.root / "etc/.wsl-go-wizard-1-1"
        before = site.seen()
        end = carried_out(
            site,
            Commit((site.change("etc/wsl.conf", OLD, NEW),)),
            lambda argv: argv[0] == "chmod",
            lambda: staged.write_bytes(NEW + THEIRS),
        )
        assert isinstance(end, MachineError)
        assert end.code == "staging-mismatch"
        assert target.read_bytes() == OLD
        assert site.seen() == before
        assert not os.path.lexists(site.journal / "open")
