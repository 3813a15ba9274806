"""What .wslconfig asks for, with versions of WSL that break it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import Pc
from wizard.model.findings import Verdict

GRADUAL = "[experimental]\nautoMemoryReclaim=gradual\n"
MODULES = '[wsl2]\nkernelModules="C:\\\\Users\\\\me\\\\m.vhdx"\n'


@pytest.mark.parametrize(
    ("config", "version", "verdict"),
    [
        (GRADUAL, "2.0.0.0", Verdict.ADVICE),
        (GRADUAL, "2.0.14.0", Verdict.OK),
        ("", "2.0.0.0", Verdict.OK),
        ("[wsl2]\nnetworkingMode=mirrored\n", "2.0.14.0", Verdict.ADVICE),
        ("[wsl2]\nnetworkingMode=mirrored\n", "2.2.2.0", Verdict.OK),
        ("[wsl2]\ndnsTunneling=true\n", "2.1.0.0", Verdict.ADVICE),
        ("", "2.1.0.0", Verdict.OK),
        (MODULES, "2.9.4.0", Verdict.ADVICE),
        (MODULES, "2.6.1.0", Verdict.OK),
        ("", None, Verdict.UNKNOWN),
    ],
)
def test_only_who_uses_it_is_told(tmp_path: Path, config: str, version: str | None, verdict: Verdict) -> None:
    pc = Pc(tmp_path / "pc", config, version=version, files=["Users/me/m.vhdx"])
    assert pc.finding("wslconfig-known-bad-version").verdict is verdict


def test_modules_are_no_file_to_an_older_wsl(tmp_path: Path) -> None:
    pc = Pc(tmp_path / "pc", MODULES, version="2.4.13.0", files=["Users/me/m.vhdx"])
    said = [each.note.render() for each in pc.finding("wslconfig-damage").evidence if each.note]
    assert any("2.5.1" in each for each in said)
