"""Mount options of Windows drives: a mask that takes the x bit, a word that nobody knows."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RepairLine, SetKey
from wizard.model.findings import Risk, Severity, Verdict

RULE = "wsl-automount-options"


def conf(options: str, more: str = "") -> dict[str, str]:
    return {"etc/wsl.conf": f"[automount]\noptions={options}\n{more}"}


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({}, Verdict.NOT_APPLICABLE),
        (conf("metadata,umask=22,fmask=11"), Verdict.OK),
        (conf("metadata,fmask=111"), Verdict.FIXABLE),
        (conf("umask=177"), Verdict.FIXABLE),
        (conf("dmask=111"), Verdict.OK),
        (conf("fmask=111", "[interop]\nenabled=false\n"), Verdict.OK),
        (conf("fmask=111", "enabled=false\n"), Verdict.NOT_APPLICABLE),
        (conf("metadata;umask=22"), Verdict.ADVICE),
        ({**conf("fmask=111"), "proc/sys/kernel/osrelease": "6.8.0-generic\n"}, Verdict.NOT_APPLICABLE),
    ],
)
def test_what_options_take(judge: Judge, files: dict[str, str], verdict: Verdict) -> None:
    assert judge(RULE, "", files).verdict is verdict


def test_the_smallest_change_of_the_mask_is_offered_with_its_risk(judge: Judge) -> None:
    finding = judge(RULE, "", conf("metadata,fmask=111"))
    assert finding.edits == (SetKey("/etc/wsl.conf", "automount", "options", "metadata,fmask=011"),)
    assert finding.risk is Risk.CAREFUL


def test_options_below_a_bad_line_go_with_what_hides_them(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "; x\n" + conf("fmask=111")["etc/wsl.conf"]})
    assert [type(edit) for edit in finding.edits] == [RepairLine, SetKey]


def test_options_that_wsl_does_not_read_take_nothing_yet(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "; x\n" + conf("fmask=111")["etc/wsl.conf"]})
    assert finding.says.render().startswith("Once /etc/wsl.conf is repaired, fmask=111 keeps")
    assert finding.severity is Severity.LOW
