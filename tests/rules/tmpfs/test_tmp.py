"""`/tmp` in memory: one line that is right, and what is repaired, blocked or left alone."""

from __future__ import annotations

import pytest

from tests.rules.conftest import GIB, Judge
from wizard.model.edits.files import RemoveKey, ReplaceLine, SetKey, SetMount
from wizard.model.findings import Risk, Verdict

AUTO = '[tmpfs]\nsize = "auto"\n'
FSTAB = "etc/fstab"


def _mount(edits: tuple[object, ...]) -> SetMount:
    (mount,) = [edit for edit in edits if isinstance(edit, SetMount)]
    return mount


@pytest.mark.parametrize(
    ("wanted", "memory", "size"),
    [
        (AUTO, 32 * GIB, "size=8g"),
        (AUTO, 16 * GIB, "size=4g"),
        (AUTO, 8 * GIB, "size=2g"),
        (AUTO, 256 * GIB, "size=16g"),
        ('[tmpfs]\nsize = "3g"\n', 16 * GIB, "size=3g"),
        ('[tmpfs]\nsize = "2500m"\n', 16 * GIB, "size=2500m"),
        ('[tmpfs]\nsize = "50%"\n', 16 * GIB, "size=4g"),
    ],
)
def test_the_line_is_safe_for_all_users_and_large_enough(
    judge: Judge, wanted: str, memory: int, size: str
) -> None:
    finding = judge("tmpfs-tmp", wanted, {FSTAB: "# none\n"}, memory=memory)
    assert finding.verdict is Verdict.FIXABLE
    mount = _mount(finding.edits)
    assert (mount.mountpoint, mount.fstype) == ("/tmp", "tmpfs")
    assert set(mount.options) == {"rw", "nosuid", "nodev", "mode=1777", size}


@pytest.mark.parametrize(
    ("wanted", "memory", "words"),
    [
        (AUTO, 6 * GIB, "not enough for /tmp"),
        ('[tmpfs]\nsize = "1g"\n', 32 * GIB, "too small"),
        ('[tmpfs]\nsize = "10%"\n', 32 * GIB, "too small"),
        ('[tmpfs]\nsize = "64g"\n', 32 * GIB, "more than the memory"),
    ],
)
def test_sizes_that_would_do_harm_are_blocked(judge: Judge, wanted: str, memory: int, words: str) -> None:
    finding = judge("tmpfs-tmp", wanted, {FSTAB: ""}, memory=memory)
    assert finding.verdict is Verdict.BLOCKED
    assert words in finding.says.render()


def test_the_memory_of_the_distro_counts_before_the_hosts(judge: Judge) -> None:
    finding = judge(
        "tmpfs-tmp", AUTO, {FSTAB: "", "proc/meminfo": "MemTotal: 12582912 kB\n"}, memory=64 * GIB
    )
    assert "size=6g" in _mount(finding.edits).options


@pytest.mark.parametrize(
    "line",
    [
        "tmpfs /tmp tmpfs rw,nosuid,nodev,size=4g,mode=1777 0 0",
        "tmpfs\t/tmp\ttmpfs\tsize=50%\t0\t0",
        "none /tmp tmpfs defaults",
    ],
)
def test_a_line_that_does_is_left_alone(judge: Judge, line: str) -> None:
    assert judge("tmpfs-tmp", AUTO, {FSTAB: line + "\n"}).verdict is Verdict.OK
    assert judge("tmpfs-tmp-owner-mode", AUTO, {FSTAB: line + "\n"}).verdict is not Verdict.FIXABLE


@pytest.mark.parametrize("bad", ["uid=1000", "gid=1000", "uid=me", "noexec", "mode=0777", "mode=700"])
def test_a_line_that_harms_is_repaired_not_doubled(judge: Judge, bad: str) -> None:
    files = {FSTAB: f"tmpfs /tmp tmpfs size=4g,{bad} 0 0\n"}
    for rule in ("tmpfs-tmp", "tmpfs-tmp-owner-mode"):
        finding = judge(rule, AUTO, files)
        assert finding.verdict is Verdict.FIXABLE
        options = _mount(finding.edits).options
        assert bad not in options
        assert {"size=4g", "mode=1777"} <= set(options)


def test_the_popular_recipe_is_called_wrong_without_any_wish(judge: Judge) -> None:
    finding = judge("tmpfs-tmp-owner-mode", "", {FSTAB: "tmpfs /tmp tmpfs uid=1000,gid=1000,mode=1777 0 0\n"})
    assert finding.verdict is Verdict.FIXABLE
    assert finding.why is not None
    assert "can delete all files in it" in finding.why.render()


def test_the_effect_names_what_keeps_a_distro_running(judge: Judge) -> None:
    """Sessions from Windows do, services do not (WSL §9)."""
    effect = judge("tmpfs-tmp", AUTO, {FSTAB: ""}).effect
    assert effect is not None
    assert "after its last session from Windows closes, even if services still run" in effect.render()


def test_a_boot_command_that_mounts_is_replaced(judge: Judge) -> None:
    conf = "[boot]\ncommand = mount -t tmpfs tmpfs /tmp\n"
    finding = judge("tmpfs-tmp", AUTO, {FSTAB: "", "etc/wsl.conf": conf})
    assert RemoveKey("/etc/wsl.conf", "boot", "command") in finding.edits
    assert _mount(finding.edits).mountpoint == "/tmp"


def test_an_fstab_that_wsl_does_not_read_is_switched_on(judge: Judge) -> None:
    finding = judge("tmpfs-tmp", AUTO, {FSTAB: "", "etc/wsl.conf": "[automount]\nmountFsTab=false\n"})
    assert SetKey("/etc/wsl.conf", "automount", "mountFsTab", "true") in finding.edits


def test_systemds_own_unit_is_recognised(judge: Judge) -> None:
    files = {
        "etc/wsl.conf": "[boot]\nsystemd=true\n",
        "usr/lib/systemd/system/tmp.mount": "[Mount]\n",
    }
    links = {"usr/lib/systemd/system/local-fs.target.wants/tmp.mount": "../tmp.mount"}
    assert judge("tmpfs-tmp", AUTO, files, links=links).verdict is Verdict.OK


def test_a_masked_unit_does_nothing(judge: Judge) -> None:
    files = {
        "etc/wsl.conf": "[boot]\nsystemd=true\n",
        "usr/lib/systemd/system/tmp.mount": "[Mount]\n",
        "dev/null": "",
    }
    links = {
        "usr/lib/systemd/system/local-fs.target.wants/tmp.mount": "../tmp.mount",
        "etc/systemd/system/tmp.mount": "/dev/null",
    }
    assert judge("tmpfs-tmp", AUTO, files, links=links).verdict is Verdict.FIXABLE


def test_wsl_1_cannot(judge: Judge) -> None:
    files = {FSTAB: "", "proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft\n"}
    assert judge("tmpfs-tmp", AUTO, files).verdict is Verdict.BLOCKED


TMP_ON_DISK = {"tmp/.keep": "", "proc/self/mounts": "/dev/sdc / ext4 rw 0 0\n"}


@pytest.mark.parametrize(
    ("rule", "files", "verdict"),
    [
        ("tmpfs-tmp-foreign-fs", {FSTAB: "C: /tmp drvfs defaults 0 0\n"}, Verdict.FIXABLE),
        ("tmpfs-tmp-foreign-fs", {"proc/self/mounts": "C: /tmp 9p rw 0 0\n"}, Verdict.ADVICE),
        ("tmpfs-tmp-foreign-fs", {FSTAB: "C: /mnt/x drvfs defaults 0 0\n", **TMP_ON_DISK}, Verdict.OK),
        ("tmpfs-tmp-foreign-fs", {FSTAB: "C: /mnt/x drvfs defaults 0 0\n"}, Verdict.NOT_APPLICABLE),
        ("tmpfs-tmp-foreign-fs", {"tmp/.keep": ""}, Verdict.UNKNOWN),
        ("tmpfs-noexec", {"tmp/.keep": ""}, Verdict.UNKNOWN),
        ("tmpfs-noexec", {"proc/self/mounts": "tmpfs /run tmpfs rw 0 0\n"}, Verdict.NOT_APPLICABLE),
        ("tmpfs-noexec", TMP_ON_DISK, Verdict.OK),
        ("tmpfs-tmp-owner-mode", {}, Verdict.NOT_APPLICABLE),
        (
            "tmpfs-tmp-owner-mode",
            {"proc/sys/kernel/osrelease": "6.6.87.2-microsoft-standard-WSL2\n"},
            Verdict.ADVICE,
        ),
        ("tmpfs-noexec", {"proc/self/mounts": "tmpfs /tmp tmpfs rw,noexec 0 0\n"}, Verdict.ADVICE),
        ("tmpfs-noexec", {"proc/self/mounts": "tmpfs /tmp tmpfs rw 0 0\n", "tmp/.keep": ""}, Verdict.OK),
    ],
)
def test_the_rest(judge: Judge, rule: str, files: dict[str, str], verdict: Verdict) -> None:
    assert judge(rule, "", files).verdict is verdict


def test_right_in_the_file_and_not_yet_mounted_is_a_restart_away(judge: Judge) -> None:
    files = {FSTAB: "tmpfs /tmp tmpfs size=4g 0 0\n", "proc/self/mounts": "/dev/sdc / ext4 rw 0 0\n"}
    finding = judge("tmpfs-tmp", AUTO, files)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("/dev/disk/by-uuid/AB /tmp ext4 defaults 0 2", "/dev/disk/by-uuid/AB"),
        ("/mnt/d/tmp /tmp none bind 0 0", "/mnt/d/tmp"),
    ],
)
def test_what_somebody_else_put_on_tmp_is_taken_away_only_after_a_yes(
    judge: Judge, line: str, source: str
) -> None:
    finding = judge("tmpfs-tmp", AUTO, {FSTAB: f"{line}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.may_break is not None
    assert source in finding.may_break.render()


def test_of_two_lines_the_one_that_programs_see_counts(judge: Judge) -> None:
    two = "tmpfs /tmp tmpfs defaults,size=2g 0 0\ntmpfs /tmp tmpfs size=4g 0 0 # the bigger\n"
    finding = judge("tmpfs-tmp", AUTO, {FSTAB: two})
    assert "size=4g" in _mount(finding.edits).options
    assert finding.risk is Risk.SAFE


def test_tmp_on_a_windows_drive_by_a_bind_mount_is_seen(judge: Judge) -> None:
    line = "/mnt/d/tmp /tmp none bind 0 0"
    finding = judge("tmpfs-tmp-foreign-fs", "", {FSTAB: f"{line}\n"})
    assert (finding.verdict, finding.risk) == (Verdict.FIXABLE, Risk.CAREFUL)
    assert finding.edits == (ReplaceLine("/etc/fstab", 1, line, f"# {line}"),)


def test_only_in_wsl_more_memory_comes_from_its_settings(judge: Judge) -> None:
    for release, is_told in (("6.6.87.2-microsoft-standard-WSL2\n", True), ("6.8.0-generic\n", False)):
        files = {FSTAB: "", "proc/sys/kernel/osrelease": release, "proc/meminfo": "MemTotal: 2097152 kB\n"}
        finding = judge("tmpfs-tmp", AUTO, files)
        assert (finding.verdict, finding.do is not None) == (Verdict.BLOCKED, is_told)
