"""Why WSL would not take a setting on this PC."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.pcs.wslconfig import WIN10, WIN11, Pc
from wizard.model.findings import Verdict

OK, FIXABLE, BLOCKED, ADVICE = Verdict.OK, Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE


NETWORK, DNS, PROXY = "wslconfig-networking", "wslconfig-dns-tunneling", "wslconfig-auto-proxy"


RECLAIM, WORDS = "wslconfig-memory-reclaim", "wslconfig-kernel-command-line"


@pytest.mark.parametrize(
    ("rule", "wanted", "pc", "words"),
    [
        (
            NETWORK,
            'networkingMode = "mirrored"',
            {"build": WIN10},
            "networkingMode=mirrored needs Windows 11 22H2",
        ),
        (
            NETWORK,
            'networkingMode = "mirrored"',
            {"build": WIN11},
            "needs Windows 11 22H2. This PC has build 22000",
        ),
        (NETWORK, 'networkingMode = "none"', {"build": WIN10}, "needs Windows 11. This PC has build 19045"),
        (
            NETWORK,
            'networkingMode = "mirrored"',
            {"version": "1.2.5.0"},
            "needs WSL 2.0.0. This PC has 1.2.5.0",
        ),
        (
            NETWORK,
            'networkingMode = "mirrored"',
            {"policies": {"AllowNetworkingModeUserSetting": 0}},
            "A policy on this PC blocks networkingMode",
        ),
        (DNS, "dnsTunneling = true", {"build": WIN11}, "dnsTunneling needs Windows 11 22H2"),
        (PROXY, "autoProxy = true", {"version": "1.0.0.0"}, "autoProxy needs WSL 2.0.0. This PC has 1.0.0.0"),
        (
            RECLAIM,
            'autoMemoryReclaim = "gradual"',
            {"version": "1.0.0.0"},
            "autoMemoryReclaim=gradual needs WSL",
        ),
        (
            PROXY,
            "autoProxy = true",
            {"version": None, "is_inbox": True},
            "needs WSL 2.0.0. This PC has at most the WSL that came with Windows",
        ),
        (
            WORDS,
            'kernelCommandLine = "a"',
            {"policies": {"allowkernelcommandlineusersetting": 0}},
            "blocks kernelCommandLine",
        ),
    ],
)
def test_what_this_computer_does_not_take_is_refused(
    tmp_path: Path, rule: str, wanted: str, pc: Mapping[str, Any], words: str
) -> None:
    finding = Pc(tmp_path / "pc", **pc).finding(rule, wanted)
    assert (finding.verdict, words in finding.says.render()) == (BLOCKED, True), finding.says.render()
    assert not finding.edits
