"""In WSL's safe mode nobody is sent into a restart that changes nothing."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Finding, Restart, Verdict

SAFE = "[wsl2]\nsafeMode=true\n"


WISHES = '[wsl]\nsystemd = true\n[tmpfs]\nsize = "2g"\n'


DONE = {
    "etc/wsl.conf": "[boot]\nsystemd=true\n",
    "etc/fstab": "tmpfs /tmp tmpfs rw,nosuid,nodev,size=2g,mode=1777 0 0\n",
}


BARE = {"proc/1/comm": "init\n", "proc/self/mounts": "/dev/sdc / ext4 rw 0 0\n"}


FELT = {
    "proc/1/comm": "systemd\n",
    "proc/self/mounts": "/dev/sdc / ext4 rw 0 0\ntmpfs /tmp tmpfs rw,nosuid,nodev,size=2097152k 0 0\n",
}


def refused(finding: Finding) -> bool:
    return (
        finding.verdict is Verdict.BLOCKED
        and "safe mode" in finding.says.render()
        and finding.do is not None
        and "wsl --shutdown" in finding.do.render()
        and finding.restart is Restart.NONE
    )


@pytest.mark.parametrize("rule", ["wsl-systemd", "tmpfs-tmp"])
@pytest.mark.parametrize("files", [{}, DONE], ids=["to do", "done"])
def test_in_a_distro_it_is_why_nothing_takes_effect(judge: Judge, rule: str, files: dict[str, str]) -> None:
    machine = {**BARE, **files}
    assert refused(judge(rule, WISHES, machine, wslconfig=SAFE))
    assert not refused(judge(rule, WISHES, machine))
    assert judge(rule, "", machine, wslconfig=SAFE).verdict is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("rule", ["wsl-systemd", "tmpfs-tmp"])
def test_what_runs_already_is_well_until_wsl_starts_anew(judge: Judge, rule: str) -> None:
    assert judge(rule, WISHES, {**FELT, **DONE}, wslconfig=SAFE).verdict is Verdict.OK


def test_to_have_no_systemd_safe_mode_does_not_hinder(judge: Judge) -> None:
    off = {**BARE, "etc/wsl.conf": "[boot]\nsystemd=false\n"}
    assert judge("wsl-systemd", "[wsl]\nsystemd = false\n", off, wslconfig=SAFE).verdict is Verdict.OK
