"""What keeps the machine keeps no distro: said where somebody asks for the one, and from which WSL on the other is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pcs.wslconfig import NEW, Pc
from wizard.model.findings import Verdict

BOTH = "[wsl2]\nvmIdleTimeout=-1\n[general]\ninstanceIdleTimeout=-1\n"
ALONE = "[general]\ninstanceIdleTimeout=3600000\n"
FOR_VM = "[wsl2]\nvmIdleTimeout=-1\n"
RULE = "wslconfig-keep-alive"


@pytest.mark.parametrize(
    ("config", "verdict"),
    [
        ("", Verdict.NOT_APPLICABLE),
        ("[wsl2]\nvmIdleTimeout=60000\n", Verdict.NOT_APPLICABLE),
        ("[wsl2]\nvmIdleTimeout=5000\n", Verdict.NOT_APPLICABLE),
        ("[general]\ninstanceIdleTimeout=0\n", Verdict.NOT_APPLICABLE),
        (FOR_VM, Verdict.ADVICE),
        ("[wsl2]\nvmIdleTimeout=86400000\n", Verdict.ADVICE),
        (f"{FOR_VM}[general]\ninstanceIdleTimeout=never\n", Verdict.ADVICE),
        (f"{FOR_VM}[general]\ninstanceIdleTimeout=1000\n", Verdict.ADVICE),
        (BOTH, Verdict.OK),
        (ALONE, Verdict.OK),
    ],
)
def test_which_timeout_keeps_what(tmp_path: Path, config: str, verdict: Verdict) -> None:
    assert Pc(tmp_path / "pc", config).finding(RULE).verdict is verdict


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (NEW, "add instanceIdleTimeout=-1 under [general]. It needs WSL 2.5.8 or later."),
        ("2.5.8.0", "It needs WSL 2.5.8 or later."),
        ("2.5.7.0", "Update WSL to 2.5.8 or later, then add"),
        (None, "It needs WSL 2.5.8 or later."),
    ],
)
def test_from_which_wsl_on_the_timeout_of_distros_is_known(
    tmp_path: Path, version: str | None, words: str
) -> None:
    finding = Pc(tmp_path / "pc", FOR_VM, version=version).finding(RULE)
    assert finding.do is not None
    assert words in finding.do.render()


@pytest.mark.parametrize(
    ("version", "verdict"), [(NEW, Verdict.OK), ("2.5.7.0", Verdict.ADVICE), (None, Verdict.UNKNOWN)]
)
@pytest.mark.parametrize("config", [BOTH, ALONE])
def test_a_timeout_that_an_old_wsl_may_not_know_is_not_called_fine(
    tmp_path: Path, version: str | None, verdict: Verdict, config: str
) -> None:
    finding = Pc(tmp_path / "pc", config, version=version).finding(RULE)
    assert finding.verdict is verdict
    if verdict is Verdict.ADVICE:
        assert finding.why is not None
        assert "WSL 2.5.8 and later" in finding.why.render()
