"""Services in the boot command: beside systemd they are moved to it, without it they stay."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RemoveKey, RepairLine, RunCommand, SetKey
from wizard.model.findings import Risk, Verdict

CONF = "etc/wsl.conf"
UNIT = "usr/lib/systemd/system/docker.service"
ENABLED = "etc/systemd/system/multi-user.target.wants/docker.service"
SYSTEMD = "[boot]\nsystemd=true\n"
RULE = "wsl-boot-command"


@pytest.mark.parametrize(
    ("wanted", "conf", "verdict"),
    [
        ("", "[boot]\nsystemd=true\n", Verdict.NOT_APPLICABLE),
        ("", "[boot]\nsystemd=true\ncommand=echo a\n", Verdict.OK),
        ("", SYSTEMD + "command=/opt/boot.sh\n", Verdict.UNKNOWN),
        ("", SYSTEMD + "command=nohup sh -c 'service docker start' &\n", Verdict.FIXABLE),
        ("", SYSTEMD + "command=sh -c 'service docker start; x'\n", Verdict.ADVICE),
        ("", "[boot]\ncommand=service docker start\n", Verdict.OK),
        ("", "[boot]\ncommand=systemctl start docker\n", Verdict.ADVICE),
        ("", SYSTEMD + "command=service docker start\n", Verdict.FIXABLE),
        ("[wsl]\nsystemd=true", "[boot]\ncommand=service docker start\n", Verdict.FIXABLE),
        ("[wsl]\nsystemd=false", SYSTEMD + "command=service docker start\n", Verdict.OK),
        ("", SYSTEMD + "command=service docker start; service other start\n", Verdict.ADVICE),
    ],
)
def test_it_depends_on_systemd(judge: Judge, wanted: str, conf: str, verdict: Verdict) -> None:
    assert judge(RULE, wanted, {CONF: conf, UNIT: "[Unit]\n"}).verdict is verdict


def test_a_unit_that_is_not_enabled_is_enabled_by_a_command_that_can_be_taken_back(judge: Judge) -> None:
    finding = judge(RULE, "", {CONF: SYSTEMD + "command=service docker start && x\n", UNIT: "[Unit]\n"})
    enable, rest = finding.edits
    assert isinstance(enable, RunCommand)
    assert enable.command.argv == ("systemctl", "enable", "docker.service")
    assert enable.command.undo == ("systemctl", "disable", "docker.service")
    assert rest == SetKey("/etc/wsl.conf", "boot", "command", "x")
    assert finding.risk is Risk.CAREFUL


def test_a_unit_that_is_enabled_already_stays_so_whatever_is_undone(judge: Judge) -> None:
    files = {CONF: SYSTEMD + "command=service docker start\n", UNIT: "[Unit]\n", ENABLED: "[Unit]\n"}
    assert judge(RULE, "", files).edits == (RemoveKey("/etc/wsl.conf", "boot", "command"),)


def test_a_command_below_a_bad_line_goes_with_what_hides_it(judge: Judge) -> None:
    files = {
        CONF: "; x\n" + SYSTEMD + "command=service docker start\n",
        UNIT: "[Unit]\n",
        ENABLED: "[Unit]\n",
    }
    assert [type(edit) for edit in judge(RULE, "", files).edits] == [RepairLine, RemoveKey]
