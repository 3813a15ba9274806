"""The firewall before mirrored networking: told where it is in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import WIN11, WIN11_22H2, Pc
from wizard.model.findings import Verdict

MIRRORED = "[wsl2]\nnetworkingMode=mirrored\n"


@pytest.mark.parametrize(
    ("config", "build", "version", "verdict"),
    [
        ("", WIN11_22H2, "2.9.4.0", Verdict.NOT_APPLICABLE),
        (MIRRORED, WIN11_22H2, "2.9.4.0", Verdict.ADVICE),
        (MIRRORED, WIN11, "2.9.4.0", Verdict.NOT_APPLICABLE),
        (MIRRORED, WIN11_22H2, None, Verdict.UNKNOWN),
        (MIRRORED + "firewall=false\n", WIN11_22H2, "2.9.4.0", Verdict.NOT_APPLICABLE),
    ],
)
def test_where_it_filters(
    tmp_path: Path, config: str, build: int, version: str | None, verdict: Verdict
) -> None:
    pc = Pc(tmp_path / "pc", config, build=build, version=version)
    assert pc.finding("wsl-mirrored-firewall").verdict is verdict
