"""A tmpfs on /tmp that somebody mounts by hand."""

from __future__ import annotations

import pytest

from tests.machines.stock import wsl2_mounts
from tests.rules.conftest import Judge
from wizard.model.edits.files import DropLine, RemoveKey
from wizard.model.findings import Risk, Verdict

RULE = "tmpfs-tmp-manual-mount"
WSL2 = {
    "proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n",
    "proc/self/mounts": wsl2_mounts(),
    "mnt/wslg/.keep": "",
    "tmp/.X11-unix/.keep": "",
}
BOOT = {"etc/wsl.conf": "[boot]\ncommand=mount -t tmpfs tmpfs /tmp\n"}
PROFILE = {"home/me/.bashrc": "sudo mount -t tmpfs tmpfs /tmp\n"}
LIVE = {"proc/self/mounts": wsl2_mounts("tmpfs /tmp tmpfs rw 0 0")}
FSTAB = {"etc/fstab": "tmpfs /tmp tmpfs rw,nosuid,nodev,size=8g,mode=1777 0 0\n"}
UNIT = {"usr/lib/systemd/system/local-fs.target.wants/tmp.mount": "[Mount]\n"}
HIDDEN = ("tmp/.X11-unix/.keep",)


@pytest.mark.parametrize(
    ("files", "without", "verdict"),
    [
        ({}, (), Verdict.OK),
        (BOOT, (), Verdict.FIXABLE),
        (PROFILE, (), Verdict.FIXABLE),
        ({"home/me/.bashrc": "# mount -t tmpfs tmpfs /tmp\n"}, (), Verdict.OK),
        (LIVE, (), Verdict.OK),
        (LIVE, HIDDEN, Verdict.ADVICE),
        ({**LIVE, **FSTAB}, HIDDEN, Verdict.OK),
        ({**LIVE, **UNIT}, HIDDEN, Verdict.OK),
        (LIVE, (*HIDDEN, "mnt/wslg/.keep"), Verdict.OK),
        ({}, HIDDEN, Verdict.OK),
        ({"home/me/.bashrc": "sudo mount \\\n  -t tmpfs tmpfs /tmp\n"}, (), Verdict.ADVICE),
        ({**BOOT, "proc/sys/kernel/osrelease": "6.8.0-generic\n"}, (), Verdict.NOT_APPLICABLE),
    ],
)
def test_mounts(judge: Judge, files: dict[str, str], without: tuple[str, ...], verdict: Verdict) -> None:
    assert judge(RULE, "", {**WSL2, **files}, without=without).verdict is verdict


def test_the_command_goes_and_who_wanted_memory_is_told(judge: Judge) -> None:
    finding = judge(RULE, "", {**WSL2, **BOOT})
    assert finding.edits == (RemoveKey("/etc/wsl.conf", "boot", "command"),)
    assert finding.risk is Risk.CAREFUL
    assert judge(RULE, "", {**WSL2, **BOOT, **FSTAB}).risk is Risk.SAFE
    assert judge(RULE, '[tmpfs]\nsize = "auto"\n', {**WSL2, **BOOT}).risk is Risk.SAFE


def test_a_line_of_a_start_file_goes(judge: Judge) -> None:
    finding = judge(RULE, "", {**WSL2, **PROFILE})
    assert finding.edits == (DropLine("~/.bashrc", 1, "sudo mount -t tmpfs tmpfs /tmp"),)
