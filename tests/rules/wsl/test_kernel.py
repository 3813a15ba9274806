"""The kernel and its control groups: what is asked for, what is mounted, what runs."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import RemoveKey
from wizard.model.findings import Restart, Risk, Verdict

RELEASE = "proc/sys/kernel/osrelease"
MOUNTS = "proc/self/mounts"
CONF = "etc/wsl.conf"
WSL2 = "6.6.87.2-microsoft-standard-WSL2\n"
V2 = "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n"
V1 = "tmpfs /sys/fs/cgroup tmpfs rw 0 0\ncgroup /sys/fs/cgroup/cpu cgroup rw 0 0\n"


@pytest.mark.parametrize(
    ("files", "verdict"),
    [
        ({RELEASE: WSL2, MOUNTS: V2}, Verdict.OK),
        ({RELEASE: WSL2, MOUNTS: V1}, Verdict.ADVICE),
        ({RELEASE: WSL2, MOUNTS: "proc /proc proc rw 0 0\n"}, Verdict.NOT_APPLICABLE),
        ({RELEASE: "4.4.0-19041-Microsoft\n", MOUNTS: V1}, Verdict.NOT_APPLICABLE),
        ({RELEASE: "6.1.0-18-amd64\n", MOUNTS: V1}, Verdict.NOT_APPLICABLE),
        ({}, Verdict.NOT_APPLICABLE),
        ({RELEASE: WSL2, MOUNTS: V2, CONF: "[automount]\ncgroups=v2\n"}, Verdict.OK),
        ({RELEASE: WSL2, MOUNTS: V2, CONF: "[automount]\ncgroups=v1\n"}, Verdict.FIXABLE),
        ({CONF: "[automount]\ncgroups=V1 # docker\n"}, Verdict.FIXABLE),
    ],
)
def test_which_control_groups(judge: Judge, files: dict[str, str], verdict: Verdict) -> None:
    finding = judge("wsl-cgroup-not-v2", "", files)
    assert finding.verdict is verdict
    if verdict is Verdict.FIXABLE:
        assert finding.edits == (RemoveKey("/etc/wsl.conf", "automount", "cgroups"),)
        assert (finding.risk, finding.restart) == (Risk.CAREFUL, Restart.DISTRO)


@pytest.mark.parametrize(
    ("release", "verdict", "words"),
    [
        (WSL2, Verdict.OK, "6.6.87.2"),
        ("5.15.0-microsoft-standard-WSL2\n", Verdict.OK, "5.15.0"),
        ("5.10.102.1-microsoft-standard-WSL2\n", Verdict.ADVICE, "5.15"),
        ("5.10.74.3-microsoft-standard-WSL2\n", Verdict.ADVICE, "5.15"),
        ("5.10.60.1-microsoft-standard-WSL2\n", Verdict.ADVICE, "BTF"),
        ("4.19.104-microsoft-standard\n", Verdict.ADVICE, "BTF"),
        ("4.4.0-19041-Microsoft\n", Verdict.NOT_APPLICABLE, ""),
        ("6.1.0-18-amd64\n", Verdict.NOT_APPLICABLE, ""),
    ],
)
def test_how_old_the_kernel_is(judge: Judge, release: str, verdict: Verdict, words: str) -> None:
    finding = judge("wsl-kernel-old-or-custom", "", {RELEASE: release})
    assert finding.verdict is verdict
    assert words in finding.says.render() + (finding.why.render() if finding.why else "")
