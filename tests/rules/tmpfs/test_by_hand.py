"""Mounts on /tmp made by hand: taken out, and what they stand in stays in one piece."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.rules.conftest import Judge
from wizard.codecs.lines import split
from wizard.engine.fold import fold, folded
from wizard.model.edits.files import DropLine, RemoveKey, RepairLine, ReplaceLine, SetKey, Wish
from wizard.model.findings import Verdict

AUTO = '[tmpfs]\nsize = "auto"\n'
GOOD = {"etc/fstab": "tmpfs /tmp tmpfs size=4g 0 0\n"}
BASHRC = "~/.bashrc"


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("mount -t tmpfs tmpfs /tmp", [(1, None)]),
        ("  sudo -n mount -o size=2g -t tmpfs none /tmp/", [(1, None)]),
        ("/bin/mount -t tmpfs tmpfs '/tmp'", [(1, None)]),
        ("a=1\nmount -t tmpfs t /tmp\nb=2", [(2, None)]),
        ("if x; then\n  mount -t tmpfs t /tmp\nfi", [(2, "  :")]),
        ("mountpoint -q /tmp || sudo mount -t tmpfs tmpfs /tmp", [(1, "mountpoint -q /tmp || :")]),
        ("[ -e /x ] && { mount -t tmpfs t /tmp; }", [(1, "[ -e /x ] && { :; }")]),
        ("mount -t tmpfs t /tmp; echo done", [(1, ":; echo done")]),
        ("mount -t tmpfs t /tmp # faster", [(1, ": # faster")]),
        ("f() { mount -t tmpfs t /tmp; }", [(1, "f() { :; }")]),
    ],
)
def test_lines_of_a_start_file(judge: Judge, text: str, edits: list[tuple[int, str | None]]) -> None:
    finding = judge("tmpfs-tmp", AUTO, {**GOOD, "home/me/.bashrc": f"{text}\n"})
    lines = text.split("\n")
    assert finding.verdict is Verdict.FIXABLE
    assert list(finding.edits) == [
        DropLine(BASHRC, number, lines[number - 1])
        if becomes is None
        else ReplaceLine(BASHRC, number, lines[number - 1], becomes)
        for number, becomes in edits
    ]
    if shutil.which("bash") is not None:
        before = f"{text}\n".encode()
        after = folded(before, fold(before, [Wish(edit, ("r",)) for edit in finding.edits]))
        subprocess.run(["bash", "-n"], input=after, check=True)


@pytest.mark.parametrize(
    "text",
    [
        "mount -t tmpfs tmpfs /tmp/x",
        "mount -t tmpfs tmpfs /mnt/tmp",
        "# mount -t tmpfs tmpfs /tmp",
        "echo mount -t tmpfs tmpfs /tmp",
        "umount /tmp",
        "mount /tmp",
        "alias m='mount -t tmpfs tmpfs /tmp'",
        "mount --bind /var/tmp /tmp",
    ],
)
def test_what_is_no_mount_of_a_tmpfs_on_tmp(judge: Judge, text: str) -> None:
    assert judge("tmpfs-tmp", AUTO, {**GOOD, "home/me/.bashrc": f"{text}\n"}).verdict is Verdict.OK


def test_a_command_over_several_lines_is_shown_and_left(judge: Judge) -> None:
    text = "mount -t tmpfs \\\n  tmpfs /tmp\n"
    finding = judge("tmpfs-tmp", AUTO, {**GOOD, "home/me/.bashrc": text})
    assert finding.edits == ()
    assert [(seen.source, seen.line) for seen in finding.evidence if seen.source == BASHRC] == [(BASHRC, 1)]


@pytest.mark.parametrize(
    ("command", "becomes"),
    [
        ("mount -t tmpfs tmpfs /tmp", None),
        ("sudo mount -t tmpfs tmpfs /tmp", None),
        ("service docker start; mount -t tmpfs tmpfs /tmp", "service docker start; :"),
        ("mount -t tmpfs tmpfs /tmp && chmod 1777 /tmp", ": && chmod 1777 /tmp"),
    ],
)
def test_the_boot_command(judge: Judge, command: str, becomes: str | None) -> None:
    finding = judge("tmpfs-tmp", AUTO, {**GOOD, "etc/wsl.conf": f"[boot]\ncommand = {command}\n"})
    wish = (
        RemoveKey("/etc/wsl.conf", "boot", "command")
        if becomes is None
        else SetKey("/etc/wsl.conf", "boot", "command", becomes)
    )
    assert finding.edits == (wish,)


def test_another_boot_command_is_nobody_s_business(judge: Judge) -> None:
    files = {**GOOD, "etc/wsl.conf": "[boot]\ncommand = service docker start\n"}
    assert judge("tmpfs-tmp", AUTO, files).verdict is Verdict.OK


@pytest.mark.parametrize(
    "conf",
    [
        "; note\n[boot]\ncommand = mount -t tmpfs tmpfs /tmp\n",
        "[user]\ndefault=me[boot]\ncommand = mount -t tmpfs tmpfs /tmp\n",
    ],
)
def test_a_boot_command_that_wsl_does_not_see_yet_goes_with_what_hides_it(judge: Judge, conf: str) -> None:
    """Else the next run would meet it, when the file has been repaired."""
    finding = judge("tmpfs-tmp", AUTO, {**GOOD, "etc/wsl.conf": conf})
    assert any(isinstance(edit, RepairLine) for edit in finding.edits)
    after = folded(conf.encode(), fold(conf.encode(), [Wish(edit, ("r",)) for edit in finding.edits]))
    assert b"# command = mount -t tmpfs tmpfs /tmp\n" in after
    assert judge("tmpfs-tmp", AUTO, {**GOOD, "etc/wsl.conf": after}).verdict is Verdict.OK


def test_an_fstab_switched_off_below_a_bad_line_is_switched_on_in_the_same_run(judge: Judge) -> None:
    conf = "; note\n[automount]\nmountFsTab = false\n"
    finding = judge("tmpfs-tmp", AUTO, {**GOOD, "etc/wsl.conf": conf})
    assert SetKey("/etc/wsl.conf", "automount", "mountFsTab", "true") in finding.edits
    after = folded(conf.encode(), fold(conf.encode(), [Wish(edit, ("r",)) for edit in finding.edits]))
    assert [line.content for line in split(after)] == [b"# note", b"[automount]", b"mountFsTab = true"]


def test_systemd_s_unit_does_not_count_if_systemd_is_to_go(judge: Judge) -> None:
    files = {"etc/wsl.conf": "[boot]\nsystemd=true\n", "usr/lib/systemd/system/tmp.mount": "[Mount]\n"}
    links = {"usr/lib/systemd/system/local-fs.target.wants/tmp.mount": "../tmp.mount"}
    assert judge("tmpfs-tmp", AUTO, files, links=links).verdict is Verdict.OK
    off = f"[wsl]\nsystemd = false\n{AUTO}"
    assert judge("tmpfs-tmp", off, files, links=links).verdict is Verdict.FIXABLE
