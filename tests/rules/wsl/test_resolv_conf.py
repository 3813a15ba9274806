"""generateResolvConf=false: is there still an /etc/resolv.conf at the next start?"""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RemoveKey, RepairLine
from wizard.model.findings import Risk, Severity, Verdict

RULE = "wsl-resolvconf-removed"
OFF = "[network]\ngenerateResolvConf=false\n"
MADE = "/mnt/wsl/resolv.conf"
RUNS = {"proc/1/comm": "init\n"}


@pytest.mark.parametrize(
    ("conf", "link", "more", "verdict"),
    [
        ("", MADE, RUNS, Verdict.NOT_APPLICABLE),
        ("[network]\ngenerateResolvConf=true\n", MADE, RUNS, Verdict.NOT_APPLICABLE),
        (OFF, MADE, RUNS, Verdict.FIXABLE),
        (OFF, MADE, {}, Verdict.FIXABLE),
        (OFF + "[automount]\nroot=/w\n", "/w/wsl/resolv.conf", RUNS, Verdict.FIXABLE),
        (OFF + "[automount]\nroot=/w\n", "/w/other", RUNS, Verdict.FIXABLE),
        (OFF, "", {**RUNS, "etc/resolv.conf": "nameserver 1.1.1.1\n"}, Verdict.OK),
        (OFF, "", RUNS, Verdict.FIXABLE),
        (OFF, "/run/systemd/resolve/stub-resolv.conf", {}, Verdict.UNKNOWN),
        (OFF, "/run/systemd/resolve/stub-resolv.conf", RUNS, Verdict.FIXABLE),
        (
            OFF,
            "/run/systemd/resolve/stub-resolv.conf",
            {**RUNS, "run/systemd/resolve/stub-resolv.conf": "nameserver 127.0.0.53\n"},
            Verdict.OK,
        ),
        (OFF + "[boot]\ncommand=cp /root/dns /etc/resolv.conf\n", MADE, RUNS, Verdict.UNKNOWN),
        (OFF, MADE, {"proc/sys/kernel/osrelease": "6.8.0-generic\n"}, Verdict.NOT_APPLICABLE),
    ],
)
def test_what_is_left_of_it(
    judge: Judge, conf: str, link: str, more: dict[str, str], verdict: Verdict
) -> None:
    links = {"etc/resolv.conf": link} if link else {}
    assert judge(RULE, "", {"etc/wsl.conf": conf, **more}, links=links).verdict is verdict


def test_the_setting_becomes_a_comment_and_only_with_a_yes(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": OFF, **RUNS}, links={"etc/resolv.conf": MADE})
    assert finding.edits == (RemoveKey("/etc/wsl.conf", "network", "generateResolvConf"),)
    assert finding.risk is Risk.CAREFUL


def test_a_setting_below_a_bad_line_goes_with_what_hides_it(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/wsl.conf": "; x\n" + OFF, **RUNS}, links={"etc/resolv.conf": MADE})
    assert [type(edit) for edit in finding.edits] == [RepairLine, RemoveKey]


def test_a_value_that_wsl_does_not_take_removes_nothing_yet(judge: Judge) -> None:
    """WSL refuses "no" and goes on making the file; a repair of the value would change that."""
    conf = "[network]\ngenerateResolvConf = no\n"
    finding = judge(RULE, "", {"etc/wsl.conf": conf, **RUNS}, links={"etc/resolv.conf": MADE})
    assert finding.says.render() == "Once /etc/wsl.conf is repaired, WSL removes /etc/resolv.conf."
    assert finding.severity is Severity.MEDIUM
    assert finding.evidence[0].quote == "generateResolvConf=no"
