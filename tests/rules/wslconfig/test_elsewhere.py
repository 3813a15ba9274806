"""Settings in .wslconfig that belong in a distro, or to WSLg: their home is named, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.edits.files import RemoveKey
from wizard.model.findings import Verdict


@pytest.mark.parametrize(
    ("config", "verdict", "edits", "damage"),
    [
        ("[wsl2]\nmemory=4GB\n", Verdict.OK, [], Verdict.OK),
        ("[wsl2]\nmemory=4GB\0\n", Verdict.UNKNOWN, [], Verdict.ADVICE),
        ("[boot]\nsystemd=true\n", Verdict.FIXABLE, ["boot.systemd"], Verdict.OK),
        ("[wsl2]\ngenerateHosts=false\n", Verdict.FIXABLE, ["wsl2.generateHosts"], Verdict.OK),
        ("[system-distro-env]\nWESTON_RDP_HI_DPI_SCALING=true\n", Verdict.ADVICE, [], Verdict.FIXABLE),
    ],
)
def test_where_a_setting_belongs(
    tmp_path: Path, config: str, verdict: Verdict, edits: list[str], damage: Verdict
) -> None:
    pc = Pc(tmp_path / "pc", config)
    finding = pc.finding("wslconfig-section-elsewhere")
    assert finding.verdict is verdict
    assert [f"{each.section}.{each.key}" for each in finding.edits if isinstance(each, RemoveKey)] == edits
    assert pc.finding("wslconfig-damage").verdict is damage


def test_a_size_without_a_unit_is_named_and_one_in_bytes_is_not(tmp_path: Path) -> None:
    few = Pc(tmp_path / "a", "[wsl2]\nmemory=4096\n").finding("wslconfig-damage")
    assert few.verdict is Verdict.ADVICE
    assert "memory=4096" in few.evidence[0].quote
    for number, size in enumerate(("8589934592", "0", "4GB")):
        pc = Pc(tmp_path / str(number), f"[wsl2]\nswap={size}\n")
        assert pc.finding("wslconfig-damage").verdict is Verdict.OK
