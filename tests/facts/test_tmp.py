"""/tmp, its lines, its unit, and memory, from what machines really say."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, at, file, read
from tests.machines import stock
from wizard.codecs.mounts import Mount
from wizard.facts.tmp import (
    DISK,
    FSTAB,
    HOST_MEMORY,
    MEMORY,
    MOUNT,
    TMP_DIR,
    TMP_UNIT,
    TmpFolder,
    TmpUnit,
)
from wizard.model.facts import Unknown
from wizard.model.probes import (
    Answer,
    Denied,
    Figure,
    FileProbe,
    GlobProbe,
    HostProbe,
    Matches,
    Missing,
    Probe,
    Special,
)

MASK = FileProbe("/etc/systemd/system/tmp.mount")
ETC_WANTS = GlobProbe("/etc/systemd/system/*.wants/tmp.mount")
LIB_WANTS = GlobProbe("/usr/lib/systemd/system/*.wants/tmp.mount")
WANTED = "/usr/lib/systemd/system/local-fs.target.wants/tmp.mount"
LOCAL_FS = (LIB_WANTS, Matches(((WANTED, file("[Mount]\n")),)))


@pytest.mark.parametrize(
    ("table", "fstype"),
    [
        (stock.wsl2_mounts(), DISK),
        (stock.DEBIAN_MOUNTS, DISK),
        (stock.WSL1_MOUNTS, DISK),
        (stock.wsl2_mounts("early:tmpfs /tmp tmpfs rw,nosuid,size=8388608k 0 0"), "tmpfs"),
        (stock.wsl2_mounts("C:\\134tmp /tmp 9p rw,noatime,aname=drvfs 0 0"), "9p"),
        (stock.wsl2_mounts("early:tmpfs /tmp tmpfs rw 0 0", "/dev/sde /tmp ext4 rw 0 0"), "ext4"),
    ],
)
def test_what_is_on_top_at_tmp(table: str, fstype: str) -> None:
    """The X11 socket's own mount below /tmp is none of /tmp."""
    mount = read(MOUNT, at("/proc/self/mounts", table))
    assert (mount.fstype if isinstance(mount, Mount) else mount) == fstype


def test_an_image_has_no_mounts_and_no_memory() -> None:
    assert read(MOUNT) is None
    assert read(MEMORY) is None
    assert isinstance(read(MOUNT, (FileProbe("/proc/self/mounts"), GONE)), Unknown)


def test_lines_of_an_fstab_that_are_for_tmp() -> None:
    text = (
        "LABEL=cloudimg-rootfs\t/\t ext4\tdefaults\t0 1\n# tmpfs /tmp tmpfs\n"
        "tmpfs /tmp tmpfs size=2g 0 0\r\ntmpfs /tmp/x tmpfs\nnonsense\nC: /tmp/ drvfs"
    )
    lines = read(FSTAB, at("/etc/fstab", text))
    assert not isinstance(lines, Unknown)
    assert [(line.entry.line, line.text) for line in lines] == [
        (3, "tmpfs /tmp tmpfs size=2g 0 0"),
        (6, "C: /tmp/ drvfs"),
    ]
    assert read(FSTAB) == ()
    assert isinstance(read(FSTAB, (FileProbe("/etc/fstab"), Denied())), Unknown)


def test_a_line_that_is_not_utf8_is_quoted_all_the_same() -> None:
    lines = read(FSTAB, at("/etc/fstab", b"tmp\xff /tmp tmpfs\n"))
    assert not isinstance(lines, Unknown)
    assert lines[0].text == "tmp\\xff /tmp tmpfs"


@pytest.mark.parametrize(
    ("pairs", "unit"),
    [
        ((), TmpUnit(None, False)),
        ((LOCAL_FS,), TmpUnit(WANTED, False)),
        (((MASK, Special("char", 0o666, 0, 0, "/dev/null")), LOCAL_FS), TmpUnit(WANTED, True)),
        (((MASK, Missing("/dev/null")), LOCAL_FS), TmpUnit(WANTED, True)),
        (((MASK, file("")), LOCAL_FS), TmpUnit(WANTED, True)),
        (((MASK, file("[Mount]\nWhat=tmpfs\n")), LOCAL_FS), TmpUnit(WANTED, False)),
        (((MASK, Missing("/usr/share/systemd/tmp.mount")), LOCAL_FS), TmpUnit(WANTED, False)),
    ],
)
def test_systemd_s_own_unit(pairs: tuple[tuple[Probe, Answer], ...], unit: TmpUnit) -> None:
    found = read(TMP_UNIT, (ETC_WANTS, Matches(())), *pairs)
    assert found == unit
    assert isinstance(found, TmpUnit)
    assert found.mounts == (unit.enabled is not None and not unit.masked)


def test_a_unit_that_cannot_be_looked_at_is_unknown() -> None:
    assert isinstance(read(TMP_UNIT, (MASK, GONE)), Unknown)


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        (Special("directory", 0o1777, 0, 0), TmpFolder(0, 0, 0o1777)),
        (Special("directory", 0o755, 1000, 1000, "/var/tmp"), TmpFolder(1000, 1000, 0o755)),
        (Missing(), None),
    ],
)
def test_the_folder(answer: Answer, place: TmpFolder | None) -> None:
    assert read(TMP_DIR, (FileProbe("/tmp"), answer)) == place


def test_a_tmp_that_is_no_folder_is_unknown() -> None:
    assert isinstance(read(TMP_DIR, (FileProbe("/tmp"), file("x"))), Unknown)


def test_memory() -> None:
    assert read(MEMORY, at("/proc/meminfo", stock.meminfo(16))) == 16 << 30
    assert read(HOST_MEMORY, (HostProbe("memory"), Figure(32 << 30))) == 32 << 30
    assert isinstance(read(HOST_MEMORY, (HostProbe("memory"), GONE)), Unknown)
