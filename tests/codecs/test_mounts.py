import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.mounts import Mount, mount_at, parse, tidy, tmpfs_size

MOUNTS = rb"""/dev/sdc / ext4 rw,relatime,discard 0 0
C:\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\134;uid=1000 0 0
none /mnt/wslg tmpfs rw,relatime 0 0
none /tmp/.X11-unix tmpfs ro,relatime 0 0
tmpfs /tmp tmpfs rw,nosuid,nodev,size=4096k 0 0
tmpfs /mnt/my\040disk tmpfs rw 0 0
"""
MOUNTINFO = rb"""76 82 8:32 / / rw,relatime - ext4 /dev/sdc rw,discard
77 76 0:37 / /mnt/my\040disk rw,nosuid shared:1 master:2 - tmpfs  rw,size=1k
78 76 0:38 / /mnt/c rw,noatime - 9p C:\134 rw,aname=drvfs
"""
GIB = 1 << 30


def test_proc_mounts() -> None:
    mounts = parse(MOUNTS)
    assert [mount.mountpoint for mount in mounts][-2:] == ["/tmp", "/mnt/my disk"]
    assert mounts[1].source == "C:\\"
    assert mounts[4] == Mount("tmpfs", "/tmp", "tmpfs", ("rw", "nosuid", "nodev", "size=4096k"))


def test_mountinfo() -> None:
    assert parse(MOUNTINFO) == (
        Mount("/dev/sdc", "/", "ext4", ("rw", "relatime", "discard")),
        Mount("", "/mnt/my disk", "tmpfs", ("rw", "nosuid", "size=1k")),
        Mount("C:\\", "/mnt/c", "9p", ("rw", "noatime", "aname=drvfs")),
    )


@pytest.mark.linux(reason="it reads the kernel's own table")
@pytest.mark.parametrize("table", ["mounts", "mountinfo"])
def test_this_machine_s_own_table(table: str) -> None:
    path = Path("/proc/self") / table
    if not path.exists():
        pytest.skip("no /proc here")
    mounts = parse(path.read_bytes())
    seen = subprocess.run(
        ["findmnt", "-rnT", "/", "-o", "FSTYPE"], capture_output=True, text=True, check=True
    )
    root = mount_at(mounts, "/")
    assert root is not None
    assert root.fstype == seen.stdout.strip()
    assert len(mounts) == path.read_bytes().count(b"\n")


def test_the_topmost_mount_at_a_path() -> None:
    mounts = parse(b"a /tmp ext4 rw 0 0\nb /tmp/ tmpfs rw 0 0\nc /tmp/x tmpfs rw 0 0\n")
    top = mount_at(mounts, "/tmp/")
    assert top is not None
    assert top.source == "b"
    assert mount_at(mounts, "/home") is None


def test_spellings_of_a_path() -> None:
    assert tidy("//tmp//x/") == "/tmp/x"
    assert tidy("/") == "/"
    assert tidy("none") == "none"


def test_a_line_needs_four_fields() -> None:
    assert parse(b"a /b c\n") == ()
    assert parse(b"a /b c rw\n") == (Mount("a", "/b", "c", ("rw",)),)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("50%", 4 * GIB),
        ("2g", 2 * GIB),
        ("2G", 2 * GIB),
        ("512m", GIB // 2),
        ("1048576", 1 << 20),
        ("8k", 8192),
        ("1t", 1024 * GIB),
        ("0", 0),
        ("0x10", 16),
        ("010", 8),
        ("09", None),
        ("150%", 12 * GIB),
        ("1.5g", None),
        ("2gb", None),
        ("-1", None),
        ("%", None),
        ("", None),
        ("50 %", None),
        ("9" * 5000, None),
    ],
)
def test_the_size_of_a_tmpfs(text: str, size: int | None) -> None:
    assert tmpfs_size(text, 8 * GIB) == size


@settings(deadline=None)
@given(st.binary(), st.text())
def test_nothing_raises(data: bytes, text: str) -> None:
    mounts = parse(data)
    mount_at(mounts, text)
    tmpfs_size(text, 1)
    tmpfs_size(f"0x{text}%", 1)
