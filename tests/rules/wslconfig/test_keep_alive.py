"""What keeps the machine keeps no distro: said where somebody asks for the one, and not for the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.findings import Verdict


@pytest.mark.parametrize(
    ("config", "verdict"),
    [
        ("", Verdict.NOT_APPLICABLE),
        ("[wsl2]\nvmIdleTimeout=60000\n", Verdict.NOT_APPLICABLE),
        ("[wsl2]\nvmIdleTimeout=5000\n", Verdict.NOT_APPLICABLE),
        ("[wsl2]\nvmIdleTimeout=-1\n", Verdict.ADVICE),
        ("[wsl2]\nvmIdleTimeout=86400000\n", Verdict.ADVICE),
        ("[wsl2]\nvmIdleTimeout=-1\n[general]\ninstanceIdleTimeout=-1\n", Verdict.OK),
    ],
)
def test_which_timeout_keeps_what(tmp_path: Path, config: str, verdict: Verdict) -> None:
    assert Pc(tmp_path / "pc", config).finding("wslconfig-keep-alive").verdict is verdict
