"""Does /etc/resolv.conf name a server now; and with generateResolvConf=false, is there one at the next start?"""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RemoveKey, RepairLine, SetLink
from wizard.model.findings import Risk, Severity, Verdict

MISSING = "dns-resolvconf-missing"
RULE = "wsl-resolvconf-removed"
OFF = "[network]\ngenerateResolvConf=false\n"
MADE = "/mnt/wsl/resolv.conf"
RUNS = {"proc/1/comm": "init\n"}
WSL2 = {**RUNS, "proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"}
WSL1 = {**RUNS, "proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n"}
LINUX = {"proc/1/comm": "systemd\n", "proc/sys/kernel/osrelease": "6.8.0-generic\n"}
SYSTEMD = {**WSL2, "proc/1/comm": "systemd\n"}
STUB = "/run/systemd/resolve/stub-resolv.conf"
SHARED = {"mnt/wsl/resolv.conf": "nameserver 10.255.255.254\n"}
STUBBED = {STUB[1:]: "nameserver 127.0.0.53\n"}
SAFE = "[wsl2]\nsafeMode=true\n"


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


@pytest.mark.parametrize(
    ("files", "link", "verdict"),
    [
        ({**WSL2, **SHARED}, MADE, Verdict.OK),
        ({**WSL2, "etc/resolv.conf": "nameserver 1.1.1.1\n"}, "", Verdict.OK),
        ({"etc/resolv.conf": "nameserver 1.1.1.1\n"}, "", Verdict.OK),
        # an image: who knows what will be there
        ({}, "", Verdict.NOT_APPLICABLE),
        ({}, MADE, Verdict.NOT_APPLICABLE),
        ({"etc/wsl.conf": OFF}, STUB, Verdict.UNKNOWN),
        ({"etc/wsl.conf": OFF}, "", Verdict.FIXABLE),
        # WSL makes it
        ({**WSL2, **SHARED}, "", Verdict.FIXABLE),
        ({**WSL2, **SHARED}, STUB, Verdict.FIXABLE),
        ({**WSL2, **SHARED, "etc/resolv.conf": "# by the VPN\n"}, "", Verdict.ADVICE),
        ({**WSL2, **SHARED, "etc/wsl.conf": "[automount]\nroot=/w\n"}, "", Verdict.ADVICE),
        (WSL2, "", Verdict.ADVICE),
        (WSL2, MADE, Verdict.ADVICE),
        ({**WSL2, "mnt/wsl/resolv.conf": "# none\n"}, MADE, Verdict.ADVICE),
        (WSL1, "", Verdict.ADVICE),
        # WSL makes none
        ({**WSL2, **SHARED, "etc/wsl.conf": OFF}, "", Verdict.FIXABLE),
        ({**WSL2, "etc/wsl.conf": OFF}, STUB, Verdict.FIXABLE),
        ({**SYSTEMD, **STUBBED, "etc/wsl.conf": OFF}, "", Verdict.FIXABLE),
        ({**SYSTEMD, **STUBBED, "etc/wsl.conf": OFF}, STUB, Verdict.OK),
        ({**WSL2, "etc/wsl.conf": OFF, "etc/resolv.conf": ""}, "", Verdict.ADVICE),
        # no WSL
        (LINUX, "", Verdict.ADVICE),
        ({**LINUX, **STUBBED}, "", Verdict.FIXABLE),
    ],
)
def test_whether_a_server_is_named(judge: Judge, files: dict[str, str], link: str, verdict: Verdict) -> None:
    links = {"etc/resolv.conf": link} if link else {}
    finding = judge(MISSING, "", files, links=links)
    assert finding.verdict is verdict
    assert verdict in (Verdict.OK, Verdict.NOT_APPLICABLE, Verdict.UNKNOWN) or finding.why is not None


@pytest.mark.parametrize(
    ("files", "edit", "risk"),
    [
        ({**WSL2, **SHARED}, SetLink("/etc/resolv.conf", MADE), Risk.SAFE),
        ({**SYSTEMD, **STUBBED, "etc/wsl.conf": OFF}, SetLink("/etc/resolv.conf", STUB), Risk.SAFE),
        (
            {**WSL2, **STUBBED, "etc/wsl.conf": OFF},
            RemoveKey("/etc/wsl.conf", "network", "generateResolvConf"),
            Risk.CAREFUL,
        ),
    ],
    ids=["WSL's own file", "systemd-resolved runs", "it does not"],
)
def test_what_is_repaired(judge: Judge, files: dict[str, str], edit: object, risk: Risk) -> None:
    finding = judge(MISSING, "", files, links={"etc/resolv.conf": "/mnt/wsl/gone"})
    assert (finding.edits, finding.risk) == ((edit,), risk)


def test_a_file_of_the_user_is_never_replaced(judge: Judge) -> None:
    finding = judge(MISSING, "", {**WSL2, **SHARED, "etc/resolv.conf": "# later\n"})
    assert finding.edits == ()
    assert finding.do is not None
    assert "sudo ln -sfn /mnt/wsl/resolv.conf /etc/resolv.conf" in finding.do.render()
    assert "sudo chattr -i /etc/resolv.conf" in finding.do.render()


def test_in_safe_mode_wsl_makes_none(judge: Judge) -> None:
    assert judge(MISSING, "", WSL2, wslconfig=SAFE).verdict is Verdict.BLOCKED
    assert judge(MISSING, "", {**WSL2, "etc/wsl.conf": OFF}, wslconfig=SAFE).verdict is Verdict.FIXABLE


def test_a_value_that_wsl_does_not_take_removes_nothing_yet(judge: Judge) -> None:
    """WSL refuses "no" and goes on making the file; a repair of the value would change that."""
    conf = "[network]\ngenerateResolvConf = no\n"
    finding = judge(RULE, "", {"etc/wsl.conf": conf, **RUNS}, links={"etc/resolv.conf": MADE})
    assert finding.says.render() == "Once /etc/wsl.conf is repaired, WSL removes /etc/resolv.conf."
    assert finding.severity is Severity.MEDIUM
    assert finding.evidence[0].quote == "generateResolvConf=no"
    now = judge(MISSING, "", {"etc/wsl.conf": conf, **WSL2, **SHARED})
    assert now.edits == (SetLink("/etc/resolv.conf", MADE),)
