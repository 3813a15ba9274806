"""SIGKILL between the first effect of a commit and its manifest: nothing happened, and nobody says otherwise."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.crash.test_act_kill import Rig
from tests.interruptions import Count
from tests.shellground import SHELLS, ground, small_batch
from tests.worlds import HOME, Shoot, attempt, died, is_after, is_before, on_disk, seen
from wizard.model.errors import WizardError
from wizard.model.events import never
from wizard.model.orders import Accept, Phase, Receipt, Undo
from wizard.model.probes import Journal, JournalProbe
from wizard.transports.direct.disk import Disk, no_hook
from wizard.transports.direct.read import DirectLook

pytestmark = pytest.mark.linux(reason="its programs are run by real shells")


def beginning(root: Path) -> int:
    """How many effects a commit has until its manifest has its name, those included."""
    count = Count()
    root.mkdir()
    world = on_disk(root)
    world.act(world.commit(), count)
    return next(n for n, effect in enumerate(count.effects) if effect.to.endswith("/draft")) + 1


@pytest.mark.parametrize("order", [Undo(1), Accept(1)], ids=["undo", "accept"])
def test_the_direct_hand(tmp_path: Path, order: Undo | Accept) -> None:
    opened = 0
    for at in range(beginning(tmp_path / "count")):
        root = tmp_path / f"world-{at}"
        root.mkdir()
        world = on_disk(root)
        before = seen(world.floor)
        assert died(lambda world=world, at=at: world.act(world.commit(), Shoot(at))) == signal.SIGKILL
        opened += (root / "var/lib/wsl-go-wizard/open").is_symlink()
        look = DirectLook(Disk(world.floor), world.account).read((JournalProbe(),), never)[JournalProbe()]
        assert isinstance(look, Journal)
        assert look.open is None
        assert look.entries == ()
        outcome = attempt(world, order, no_hook)
        if isinstance(outcome, WizardError):
            assert outcome.code == "no-such-batch"
        else:
            assert outcome == Receipt(None, None)
        assert not (root / "var/lib/wsl-go-wizard/open").is_symlink()
        assert is_before(world.floor, before)
        assert world.act(world.commit()).phase is Phase.TRIAL
        assert is_after(world.floor, before)
        assert (root / HOME[1:]).is_dir()
    assert opened > 3, "some kills came when the mark was set"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shell_hand(shell: str) -> None:
    opened = 0
    with ground(shell) as site:
        rig = Rig(site, small_batch)
        for number, after in rig.cases(rig.order, rig.fresh):
            rig.kill(rig.order, rig.fresh, number, after=after)
            if (site.journal / "1/draft").exists():
                break
            opened += site.is_open
            look = site.hand().read((JournalProbe(),), never)[JournalProbe()]
            assert isinstance(look, Journal)
            assert look.open is None
            if site.is_open:
                assert site.act(Undo(1)) == Receipt(None, None)
            assert not site.is_open
            rig.assert_before()
            assert site.act(rig.order).phase is Phase.TRIAL
    assert opened > 3
