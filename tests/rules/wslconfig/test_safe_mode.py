"""WSL's safe mode is named, with the way out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.findings import Verdict

SAFE = "[wsl2]\nsafeMode=true\n"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SAFE, Verdict.ADVICE),
        ("[wsl2]\nSAFEMODE = 1\n", Verdict.ADVICE),
        ("[wsl2]\nsafeMode=false\n", Verdict.OK),
        ("[wsl2]\nsafeMode=maybe\n", Verdict.OK),
        ("[experimental]\nsafeMode=true\n", Verdict.OK),
        ("", Verdict.OK),
        (None, Verdict.OK),
    ],
)
def test_of_the_pc_it_is_said(tmp_path: Path, text: str | None, verdict: Verdict) -> None:
    found = Pc(tmp_path, text).finding("wslconfig-safe-mode")
    assert found.verdict is verdict
    assert [seen.line for seen in found.evidence] == ([2] if verdict is Verdict.ADVICE else [])
