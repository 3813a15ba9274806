"""Where nothing can be installed nothing changes, and the exit code says why."""

from __future__ import annotations

import subprocess

import pytest

from tests.windows.here import OWN, Windows
from tests.windows.installer.conftest import Maker
from tests.windows.installer.making import contents

FILLER = 12 << 20
FAILED, FULL, FIXED, RIGHTS, SYSTEM = 2, 5, 6, 7, 9


@pytest.fixture
def large(windows: Windows, made: Maker) -> Windows:
    """With an installer ``large``, of 12 MiB."""
    windows.give("large.exe", made("1.0.0", FILLER))
    return windows


def disk(windows: Windows, name: str, mebibytes: int) -> None:
    """Give it the image of a disk, with ext4."""
    image = windows.test / name
    image.write_bytes(b"")
    subprocess.run(["truncate", "-s", f"{mebibytes}M", image], check=True)
    subprocess.run(["mke2fs", "-q", "-t", "ext4", "-m", "0", image], check=True)


@pytest.mark.root
@pytest.mark.parametrize("mebibytes", [8, 17], ids=["at once", "while it is unpacked"])
def test_on_a_full_disk_nothing_is_left(large: Windows, mebibytes: int) -> None:
    """Of the second, other programs take the space while it is unpacked."""
    disk(large, "disk", 24 if mebibytes > 8 else 8)
    codes = large.run(
        r"""
        mkdir "$C/small"; mount -o loop /test/disk "$C/small"; seen before
        begun() { [ -e "$C/small/Go/new.tmp/installed.txt" ]; }
        taken() { until begun; do sleep .01; done; head -c 14M /dev/zero > "$C/small/taken"; }
        [ SIZE = 8 ] || { taken & }
        setup large /S '/LOG=Z:\test\log.txt' '/D=C:\small\Go'; rm -f "$C/small/taken"; seen after
        umount "$C/small"
    """.replace("SIZE", str(mebibytes))
    )

    assert codes == [FULL]
    assert large.seen("after").since(large.seen("before")) == []


@pytest.mark.root
def test_an_upgrade_on_a_full_disk_leaves_the_old_version(large: Windows) -> None:
    disk(large, "disk", 16)
    codes = large.run(r"""
        mkdir "$C/small"; mount -o loop /test/disk "$C/small"
        setup 0.9.0 /S '/D=C:\small\Go'; seen old
        setup large /S; seen after
        umount "$C/small"
    """)

    assert codes == [0, FULL]
    assert large.seen("after").since(large.seen("old")) == []


@pytest.mark.root
def test_a_folder_that_cannot_be_written_to_is_said(windows: Windows) -> None:
    disk(windows, "disk", 32)
    codes = windows.run(r"""
        mkdir "$C/fixed"; mount -o loop,ro /test/disk "$C/fixed"; seen before
        setup 1.0.0 /S '/LOG=Z:\test\log.txt' '/D=C:\fixed\Go'; seen after
        umount "$C/fixed"
    """)

    assert codes == [FIXED]
    assert windows.seen("after").since(windows.seen("before")) == []
    assert "C:\\fixed\\Go" in windows.log()


def test_while_another_installer_runs_there_is_no_second(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 1.0.0 /S; echo > "$C/stubborn.txt"
        start
        setup 1.1.0 /S /WAIT=6 & other=$!; sleep 3
        setup 1.1.0 /S /WAIT=0; wait $other
        rm "$C/stubborn.txt"; setup 1.1.0 /S
    """)

    assert codes == [0, 10, 3, 0]


def test_a_program_that_stays_open_is_not_touched(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 0.9.0 /S; seen old; echo > "$C/stubborn.txt"
        start
        setup 1.0.0 /S /WAIT=2 '/LOG=Z:\test\log.txt'
        rm "$C/stubborn.txt" "$C/shown.txt"; leave /S; seen left
    """)

    assert codes == [0, 3, 0]
    assert "WSL Go Wizard.exe" in windows.log()


def test_a_program_that_can_close_is_asked_to_and_then_replaced(windows: Windows) -> None:
    codes = windows.run(r"""
        setup 0.9.0 /S
        start
        setup 1.0.0 /S; rm "$C/shown.txt"; seen new
    """)

    assert codes == [0, 0]
    assert windows.seen("new").below(OWN) == contents("1.0.0")


def test_a_download_that_is_damaged_installs_nothing(windows: Windows) -> None:
    content = bytearray((windows.test / "1.0.0.exe").read_bytes())
    content[len(content) // 2] ^= 1
    (windows.test / "damaged.exe").write_bytes(content)
    codes = windows.run("seen before; setup damaged /S; seen after")

    assert codes == [FAILED]
    assert windows.seen("after").since(windows.seen("before")) == []


def test_for_all_users_it_takes_an_administrator(windows: Windows) -> None:
    """To install, and to uninstall."""
    codes = windows.run(r"""
        seen before; user 'Z:\test\1.0.0.exe' /S /AllUsers '/LOG=Z:\test\log.txt'; seen after
        setup 1.0.0 /S /AllUsers '/D=C:\Go'; seen installed
        user 'C:\Go\uninstall.exe' /S '/LOG=Z:\test\left.txt' '_?=C:\Go'; seen left
    """)

    assert codes == [RIGHTS, 0, RIGHTS]
    assert windows.seen("after").since(windows.seen("before")) == []
    assert windows.seen("left").since(windows.seen("installed")) == []
    for log in (windows.log(), windows.log("left.txt")):
        assert "administrator rights" in log
        assert log.endswith("Exit code 7\r\n")


def test_for_oneself_it_takes_none(windows: Windows) -> None:
    codes = windows.run(r"user 'Z:\test\1.0.0.exe' /S; seen installed")

    assert codes == [0]
    assert windows.seen("installed").below(OWN) == contents("1.0.0")


def test_a_windows_that_is_too_old_is_said(windows: Windows) -> None:
    codes = windows.run(r"""
        winecfg -v win81; seen before
        setup 1.0.0 /S '/LOG=Z:\test\log.txt'; seen after
    """)

    assert codes == [SYSTEM]
    assert windows.seen("after").since(windows.seen("before")) == []
    assert windows.log().endswith("Exit code 9\r\n")
