"""What WSL itself says is shown with its file and line; silence proves nothing."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, read
from tests.rules.conftest import Judge
from wizard.facts.wsl import WSL_WARNINGS
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Answer, Missing, Warnings, WarningsProbe
from wizard.model.wanted import Wanted
from wizard.rules.wsl.warnings import warnings

CONF = "Unknown key 'boot.sytemd' in /etc/wsl.conf:7"
CONFIG = "C:\\Users\\我\\.wslconfig:3 中未知的键“wsl2.foo”"
FSTAB = "Processing /etc/fstab with mount -a failed."


def judged(*lines: str) -> Finding:
    value = read(WSL_WARNINGS, (WarningsProbe(), Warnings(lines)))
    return warnings.judge(Snapshot({WSL_WARNINGS: value}), Wanted())


def test_one_warning_is_said_in_its_own_words() -> None:
    finding = judged(CONF)
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == f"WSL warns: {CONF}"
    [seen] = finding.evidence
    assert (seen.source, seen.line, seen.quote) == ("/etc/wsl.conf", 7, CONF)


def test_many_are_counted_and_all_are_evidence() -> None:
    finding = judged(CONF, CONFIG, FSTAB)
    assert "3" in finding.says.render()
    assert [(seen.source, seen.line) for seen in finding.evidence] == [
        ("/etc/wsl.conf", 7),
        ("C:\\Users\\我\\.wslconfig", 3),
        ("wsl.exe", None),
    ]
    assert [seen.quote for seen in finding.evidence] == [CONF, CONFIG, FSTAB]


def test_silence_is_neither_fine_nor_unknown(judge: Judge) -> None:
    assert judged().verdict is Verdict.NOT_APPLICABLE
    assert judge("wsl-warnings", "", {}).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("answer", [GONE, Missing()])
def test_where_nobody_heard_wsl_nothing_was_said(answer: Answer) -> None:
    assert read(WSL_WARNINGS, (WarningsProbe(), answer)) == ()
