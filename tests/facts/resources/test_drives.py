"""Which paths lie on a Windows drive, and where Go's usual folders really are."""

from __future__ import annotations

import pytest

from tests.facts.answers import at, read
from tests.machines.stock import WSL1_MOUNTS, wsl2_mounts
from wizard.facts.resources.drives import DRIVES, REAL_FOLDERS
from wizard.model.facts import Unknown
from wizard.model.probes import FileProbe, Special
from wizard.model.wanted import ProjectsWanted, Wanted

KERNEL = at("/proc/sys/kernel/osrelease", "6.6.87.2-microsoft-standard-WSL2\n")
MOUNTS = "/proc/self/mounts"


@pytest.mark.parametrize(
    ("table", "path", "is_on_one"),
    [
        (wsl2_mounts(), "/mnt/c/Users/me/src", True),
        (wsl2_mounts(), "/mnt/c", True),
        (wsl2_mounts(), "/mnt/cache", False),
        (wsl2_mounts(), "/mnt/d/src", False),
        (wsl2_mounts(), "/home/me/mnt/c", False),
        (wsl2_mounts(), "/", False),
        (wsl2_mounts() + "/dev/sde /mnt/c/disk ext4 rw 0 0\n", "/mnt/c/disk/src", False),
        (wsl2_mounts() + "drvfs /home/me/win virtiofs rw 0 0\n", "/home/me/win/src", True),
        (wsl2_mounts() + "C: /mnt/c/Us ext4 rw 0 0\n", "/mnt/c/Users", True),
        (wsl2_mounts() + "/dev/sde /mnt/c ext4 rw 0 0\n", "/mnt/c/src", False),
        (WSL1_MOUNTS, "/mnt/c/src", True),
    ],
)
def test_a_path_is_on_the_mount_with_the_longest_name(table: str, path: str, is_on_one: bool) -> None:
    drives = read(DRIVES, at(MOUNTS, table), KERNEL)
    assert not isinstance(drives, Unknown)
    assert drives.holds(path) is is_on_one


@pytest.mark.parametrize(
    ("conf", "path", "is_on_one"),
    [
        ("", "/mnt/c/src", True),
        ("", "/mnt/data/src", False),
        ("", "/mnt/wsl", False),
        ("[automount]\nroot=/\n", "/c/src", True),
        ("[automount]\nroot=/\n", "/mnt/c/src", False),
        ("[automount]\nroot=/\n", "/home/me", False),
    ],
)
def test_in_an_image_drives_are_letters(conf: str, path: str, is_on_one: bool) -> None:
    drives = read(DRIVES, at("/etc/wsl.conf", conf))
    assert not isinstance(drives, Unknown)
    assert drives.holds(path) is is_on_one


def test_a_share_of_another_machine_is_no_windows_drive() -> None:
    kernel = at("/proc/sys/kernel/osrelease", "6.8.0-generic\n")
    drives = read(DRIVES, kernel, at(MOUNTS, "share /srv 9p rw 0 0\n"))
    assert not isinstance(drives, Unknown)
    assert not drives.holds("/srv/src")


def test_where_folders_really_are() -> None:
    def folder(link: str | None) -> Special:
        return Special("directory", 0o755, 1000, 1000, link)

    found = read(
        REAL_FOLDERS,
        (FileProbe("~/", limit=0), folder("/home/me/")),
        (FileProbe("~/go", limit=0, head=True), folder("/mnt/c/go")),
        (FileProbe("/src/app", limit=0, head=True), folder(None)),
        (FileProbe("~/lib", limit=0, head=True), folder(None)),
        want=Wanted(projects=ProjectsWanted(("/src/app/", "~/lib", "~/gone"))),
    )
    assert found == {"~": "/home/me", "~/go": "/mnt/c/go", "/src/app": "/src/app", "~/lib": "/home/me/lib"}
