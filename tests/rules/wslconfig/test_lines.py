"""Repairs of .wslconfig as edits, and what they may break."""

from __future__ import annotations

import pytest

from wizard.codecs import wslconf
from wizard.facts.windows.wsl import Policies
from wizard.facts.windows.wslconfig import PATH, Terms, WslConfig
from wizard.facts.windows.wslconfig_state import WslConfigState
from wizard.model.edits.files import RepairLine
from wizard.model.versions import OPEN_SOURCE
from wizard.model.wanted import WslConfigWanted
from wizard.rules.wslconfig.lines import may_break, repairs


def state(text: str) -> WslConfigState:
    document = wslconf.parse(text.encode(), wslconf.Dialect.WSLCONFIG)
    return WslConfigState(WslConfig(document, True), {}, Terms(OPEN_SOURCE, 22631, Policies()))


def test_each_line_is_an_edit_and_the_last_comes_first() -> None:
    edits = repairs(state("[wsl2]\n; a\nmemory=4GB\n; b\n"))
    assert [(edit.path, edit.line) for edit in edits if isinstance(edit, RepairLine)] == [
        (PATH, 4),
        (PATH, 2),
    ]
    assert repairs(state("[wsl2]\nmemory=4GB\n")) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("networkingMode=mirrored", "networkingMode takes effect again."),
        ("swap=0", ""),
        ("memory=4GB", ""),
        ("guiApplications=false", "After the repair, WSL uses settings that it does not use now: wsl2.gui"),
        ("localhostForwarding=false", "After the repair, WSL uses settings"),
        ("dnsTunneling=false", ""),
    ],
)
def test_only_what_may_cut_off_the_network_or_the_start_or_switches_off_is_a_risk(
    line: str, said: str
) -> None:
    risk = may_break(state(f"[wsl2\n{line}\n"), WslConfigWanted(dns_tunneling=False))
    assert (risk is not None) is bool(said)
    assert risk is None or risk.render().startswith(said)
