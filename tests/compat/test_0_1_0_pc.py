"""The journal that 0.1.0 left on a PC, and the plan it saved of one, stay usable."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.compat.conftest import HERE, PC_BEFORE, pc, plan_of
from wizard.app import plan_files
from wizard.app.plans import saved
from wizard.model.errors import StaleError
from wizard.model.orders import Phase, Receipt


def test_the_setups_of_a_pc_are_shown_undone_and_gone_back_to(tmp_path: Path) -> None:
    made = pc(tmp_path, "windows-generations")
    on = made.session()
    setups = on.history()
    assert [(each.number, each.phase) for each in setups] == [
        (3, Phase.TRIAL),
        (2, Phase.UNDONE),
        (1, Phase.ACCEPTED),
    ]
    assert [plan_of(each).rules() for each in setups] == [
        ("wslconfig-networking",),
        ("wslconfig-swap",),
        ("wslconfig-damage", "wslconfig-memory"),
    ]
    assert b"networkingMode=mirrored" in made.config.read_bytes()
    assert on.undo() == Receipt(3, Phase.UNDONE)
    assert b"networkingMode" not in made.config.read_bytes()
    assert b"memory=8GB" in made.config.read_bytes()
    assert on.apply(on.back(on.setup(1))) == Receipt(4, Phase.TRIAL)
    config = PC_BEFORE["/.wslconfig"]
    assert made.config.read_bytes() == config["utf8"].encode()
    assert made.config.stat().st_mtime_ns // 10**9 == config["mtime"] // 10**9


def test_an_interrupted_setup_of_a_pc_is_put_back(tmp_path: Path) -> None:
    made = pc(tmp_path, "windows-switching")
    on = made.session()
    for lock in made.profile.rglob("lock"):
        lock.unlink()  # its holder is gone; whether that shows depends on the system the test runs on
    assert on.history()[0].phase is Phase.SWITCHING
    assert on.recover() == Receipt(1, Phase.UNDONE)
    assert made.config.read_bytes() == PC_BEFORE["/.wslconfig"]["utf8"].encode()
    assert made.config.stat().st_mtime_ns == PC_BEFORE["/.wslconfig"]["mtime"]


def test_a_saved_plan_of_a_pc_is_applied(tmp_path: Path) -> None:
    made = pc(tmp_path, "pc-before")
    on = made.session('memory = "8GB"')  # 0.1.0 saved the profile by name only
    plan = plan_files.load(HERE / "plan-pc.json")
    saved.take_profile(plan, on)
    plan = saved.remade(plan, on, on.look())
    assert on.apply(plan) == Receipt(1, Phase.TRIAL)
    assert b"memory=8GB" in made.config.read_bytes()
    on.undo()
    made.config.write_bytes(b"moved")
    with pytest.raises(StaleError):
        on.apply(plan)
