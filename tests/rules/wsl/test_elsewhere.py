"""Settings in /etc/wsl.conf that belong in Windows: their home is named, and nothing is said twice."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RemoveKey, RepairLine
from wizard.model.findings import Risk, Verdict

RULE = "wsl-section-elsewhere"


@pytest.mark.parametrize(
    ("conf", "verdict", "edits", "damage"),
    [
        ("[boot]\nsystemd=true\n", Verdict.OK, [], Verdict.OK),
        ("[wsl2]\nmemory=16G\n", Verdict.FIXABLE, ["wsl2.memory"], Verdict.OK),
        ("[boot]\nmemory=16G\n", Verdict.FIXABLE, ["boot.memory"], Verdict.OK),
        ("[wsl2]\nnonsense=1\n", Verdict.OK, [], Verdict.ADVICE),
        ("[wsl2]\nmemory=16G\nnonsense=1\n", Verdict.FIXABLE, ["wsl2.memory"], Verdict.ADVICE),
        ("[system-distro-env]\nA=1\n", Verdict.ADVICE, [], Verdict.FIXABLE),
    ],
)
def test_where_a_setting_belongs(
    judge: Judge, conf: str, verdict: Verdict, edits: list[str], damage: Verdict
) -> None:
    files = {"etc/wsl.conf": conf}
    finding = judge(RULE, "", files)
    assert finding.verdict is verdict
    assert [f"{each.section}.{each.key}" for each in finding.edits if isinstance(each, RemoveKey)] == edits
    assert (finding.risk is Risk.CAREFUL) is bool(edits)
    assert judge("wsl-conf-damage", "", files).verdict is damage


def test_lines_that_hide_others_are_repaired_with_them(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "[wsl2 memory=4GB\nswap=0\n"})
    assert [type(each) for each in finding.edits] == [RepairLine, RemoveKey, RemoveKey]


def test_one_key_in_two_spellings_is_taken_out_once(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "[wsl2]\nmemory=4GB\nMemory=8GB\n"})
    assert len(finding.edits) == 1
