"""The setup that waits or was interrupted: what is said of it, and what ends it, on a tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worlds import on_disk
from wizard.app import open_setup
from wizard.model.errors import MachineError
from wizard.model.events import never, silent
from wizard.model.orders import Phase
from wizard.model.probes import Journal, JournalProbe
from wizard.transports.journal import JOURNAL
from wizard.transports.tree import Tree

pytestmark = pytest.mark.linux(reason="its machine has owners, modes and links")


@pytest.fixture
def cut(tmp_path: Path) -> Tree:
    """A machine whose setup 1 was interrupted in the switch."""
    world = on_disk(tmp_path)
    tree = Tree(tmp_path)
    tree.act(world.commit(), silent, never)
    (tmp_path / JOURNAL[1:] / "1/trial").rename(tmp_path / JOURNAL[1:] / "1/switching")
    return tree


def phases(tree: Tree) -> list[str]:
    probe = JournalProbe(1)
    journal = tree.read((probe,), never)[probe]
    assert isinstance(journal, Journal)
    return [entry.phase for entry in journal.entries if entry.number == journal.open]


def test_it_is_known_and_named(cut: Tree) -> None:
    assert phases(cut) == [Phase.SWITCHING.value]
    assert open_setup.named(1, Phase.TRIAL) is None
    for phase in (None, Phase.DRAFT, Phase.PREPARED, Phase.SWITCHING):
        named = open_setup.named(1, phase)
        assert named is not None
        assert "wsl-go-wizard undo" in named.render()


def test_an_undo_of_it_is_a_recovery(cut: Tree) -> None:
    assert open_setup.undo(cut, 1, silent).phase is Phase.UNDONE
    assert phases(cut) == []


def test_it_cannot_be_kept(cut: Tree) -> None:
    with pytest.raises(MachineError) as caught:
        open_setup.accept(cut, 1, silent)
    assert caught.value.code == "not-complete"
    assert phases(cut) == []


def test_what_others_recovered_meanwhile_is_not_lost(cut: Tree) -> None:
    open_setup.recover(cut, silent, 1)
    assert open_setup.recover(cut, silent, 1).batch is None
    with pytest.raises(MachineError) as caught:
        open_setup.recover(cut, silent, 2)
    assert caught.value.code == "setup-lost"
