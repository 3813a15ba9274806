"""Lines of /etc/fstab that cannot work when WSL mounts them: what is said, and what they become."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.edits.files import ReplaceLine
from wizard.model.findings import Finding, Risk, Verdict

RULE = "wsl-fstab"
SYSTEMD = {"etc/wsl.conf": "[boot]\nsystemd=true\n"}
DISK = {"dev/disk/by-uuid/AB-12": "", "dev/disk/by-label/my\\x20disk": ""}
ROOT = "LABEL=cloudimg-rootfs\t/\text4\tdiscard 0 1\n"


def become(finding: Finding) -> list[str]:
    return [edit.becomes for edit in finding.edits if isinstance(edit, ReplaceLine)]


@pytest.mark.parametrize(
    ("line", "more", "becomes"),
    [
        ("nonsense", {}, ["# nonsense"]),
        ("/mnt/c/src /src none bind 0 0", {}, ["# /mnt/c/src /src none bind 0 0"]),
        (
            "/mnt/c/src /src none bind 0 0",
            SYSTEMD,
            ["/mnt/c/src /src none bind,noauto,x-systemd.automount 0 0"],
        ),
        ("/mnt/c /src none rbind", {}, ["# /mnt/c /src none rbind"]),
        ("UUID=ab-13 /data ext4 defaults 0 2", DISK, ["UUID=ab-13 /data ext4 nofail 0 2"]),
        ("LABEL=x\t/data\text4\tro", DISK, ["LABEL=x\t/data\text4\tro,nofail"]),
        (
            "//nas/a /nas cifs credentials=/root/c 0 0",
            SYSTEMD,
            ["//nas/a /nas cifs credentials=/root/c,noauto,x-systemd.automount 0 0"],
        ),
        ("/dev/sdc /x ext4\n/dev/sdc /x/ ext4", {}, ["# /dev/sdc /x/ ext4"]),
        ("/mnt/c/d.ext4 /data ext4 loop", {}, ["# /mnt/c/d.ext4 /data ext4 loop"]),
        ("/mnt/c/x /x fuse.bindfs", SYSTEMD, ["/mnt/c/x /x fuse.bindfs noauto,x-systemd.automount"]),
        (
            "overlay /o overlay lowerdir=/srv/a:/mnt/d/b,upperdir=/u,workdir=/w",
            {},
            ["# overlay /o overlay lowerdir=/srv/a:/mnt/d/b,upperdir=/u,workdir=/w"],
        ),
        (
            "sshfs#me@h:/x /m fuse",
            SYSTEMD,
            ["sshfs#me@h:/x /m fuse noauto,x-systemd.automount"],
        ),
    ],
)
def test_what_a_line_becomes(judge: Judge, line: str, more: dict[str, str], becomes: list[str]) -> None:
    finding = judge(RULE, "", {"etc/fstab": f"{ROOT}{line}\n", **more})
    assert finding.verdict is Verdict.FIXABLE
    assert become(finding) == becomes
    assert finding.risk is Risk.CAREFUL


@pytest.mark.parametrize(
    ("line", "more", "verdict"),
    [
        ("", {}, Verdict.NOT_APPLICABLE),
        ("/swapfile none swap sw 0 0\ntmpfs /tmp tmpfs", {}, Verdict.NOT_APPLICABLE),
        ("nonsense", {"etc/wsl.conf": "[automount]\nmountFsTab=false\n"}, Verdict.NOT_APPLICABLE),
        ("nonsense", {"proc/sys/kernel/osrelease": "6.8.0-generic\n"}, Verdict.NOT_APPLICABLE),
        ("UUID=ab-12 /data ext4", DISK, Verdict.OK),
        pytest.param(
            'LABEL="my\\040disk" /data ext4',
            DISK,
            Verdict.OK,
            marks=pytest.mark.linux(reason="no file of Windows has the name of such a disk"),
        ),
        ("UUID=ab-13 /data ext4 nofail", DISK, Verdict.OK),
        ("UUID=ab-13 /data ext4 nofail", {}, Verdict.OK),
        ("UUID=ab-13 /data ext4", {}, Verdict.UNKNOWN),
        ("C: /mnt/c drvfs\n/mnt/c/src /src none bind", {}, Verdict.OK),
        ("/mnt/data/x /src none bind", {}, Verdict.OK),
        ("//nas/a /nas cifs nofail", {}, Verdict.OK),
        ("//nas/a /nas cifs", {}, Verdict.ADVICE),
        ("/dev/sdc /x ext4\n/dev/sdd /x ext4", {}, Verdict.ADVICE),
        ("tmpfs /x tmpfs size=1g\ntmpfs /x tmpfs size=4g", {}, Verdict.ADVICE),
        ("sshfs#me@h:/x /m fuse", {}, Verdict.ADVICE),
        ("/dev/sdc /x ext4 _netdev", {}, Verdict.ADVICE),
        ("/mnt/cd/x /x fuse.bindfs", {}, Verdict.OK),
        ("C: /mnt/c drvfs\n/mnt/c/d.ext4 /data ext4 loop", {}, Verdict.OK),
        ("cgroup /sys/fs/cgroup/x cgroup rw", {}, Verdict.OK),
    ],
)
def test_which_lines_work(judge: Judge, line: str, more: dict[str, str], verdict: Verdict) -> None:
    assert judge(RULE, "", {"etc/fstab": f"{ROOT}{line}\n", **more}).verdict is verdict


def test_a_line_that_cannot_be_written_again_is_only_shown(judge: Judge) -> None:
    finding = judge(RULE, "", {"etc/fstab": b"caf\xe9\n"})
    assert (finding.verdict, finding.evidence[0].quote) == (Verdict.ADVICE, "caf\\xe9")
