"""What the first page says of This PC: found in the registry and one file, without starting a program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.gui.pc import KEYS, pc_glance
from wizard.model.events import never
from wizard.model.probes import CommandProbe
from wizard.model.wanted import WslConfigWanted

CONFIG = "[wsl2]\nmemory=8GB\nnetworkingMode=mirrored\n"


def test_it_is_one_crossing_without_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pc = Pc(tmp_path, CONFIG)
    asked: list[object] = []
    read = pc.read
    monkeypatch.setattr(pc, "read", lambda probes, stop: (asked.extend(probes), read(probes, stop))[1])
    seen = pc_glance(pc.session(), never)
    assert pc.crossings == 1
    assert asked
    assert not any(isinstance(probe, CommandProbe) for probe in asked)
    assert (seen.wsl, seen.memory, seen.cores) == ("2.9.4.0", 16 << 30, 8)
    assert "26100" in seen.windows


def test_settings_are_told_as_wsl_reads_them(tmp_path: Path) -> None:
    today = pc_glance(Pc(tmp_path, CONFIG).session(), never).today
    assert today is not None
    assert today["memory"] == 8 << 30
    assert today["networking_mode"] == "Mirrored"
    assert "processors" not in today


def test_without_a_file_nothing_is_set_and_what_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    assert pc_glance(Pc(tmp_path / "none").session(), never).today == {}
    broken = Pc(tmp_path / "broken")
    broken.config.mkdir()
    assert pc_glance(broken.session(), never).today is None


def test_what_the_window_offers_are_settings_that_a_profile_may_want() -> None:
    assert set(KEYS) < set(WslConfigWanted.__struct_fields__)
