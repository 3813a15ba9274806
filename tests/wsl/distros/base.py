"""The files all distros of all worlds share: systems as they are on WSL, each made once and never written to."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from tests.e2e.conftest import PACKAGES, SUITE
from tests.e2e.made_once import CACHE, debootstrap, once

System = Literal["debian", "ubuntu", "busybox", "debian-13", "ubuntu-22.04", "debian-git"]

UBUNTU: Final = "noble"
UBUNTU_22: Final = "jammy"
DEBIAN_13: Final = "trixie"
UBUNTU_MIRROR: Final = "https://archive.ubuntu.com/ubuntu"
"""By https: a Debian has no key of Ubuntu's, and what is made of it only ever runs tests."""

_BUSYBOX: Final = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n",
    "etc/group": "root:x:0:\nme:x:1000:\n",
    "etc/os-release": 'ID=busybox\nPRETTY_NAME="BusyBox alone"\n',
    "etc/fstab": "",
    "etc/profile": "export PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin\n",
    "home/me/.profile": "# mine\n",
}


def base(system: System = "debian") -> Path:
    """Where the root of that system lies, made by `made`: a minimal Debian with systemd and its user sessions, the same
    with git, the same of Ubuntu 24.04 with zsh and fish, and a BusyBox alone, with the user `me`. All others know root
    only, as a distro does that was just installed (WSL §8)."""
    return CACHE / _NAMES[system]


def made(system: System = "debian") -> Path:
    """`base`, which is there now: it takes a minute or two once, needs root, and fails where no archive answers."""
    return once(_NAMES[system], _MAKERS[system])


def _debian(root: Path, suite: str = SUITE, *more: str) -> None:
    debootstrap(root, suite, (*PACKAGES, "libpam-systemd", *more))
    (root / "etc/fstab").write_text("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n")


def _debian_13(root: Path) -> None:
    _debian(root, DEBIAN_13)
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")


def _debian_git(root: Path) -> None:
    _debian(root, SUITE, "git")


def _ubuntu(root: Path, release: str = UBUNTU, *more: str) -> None:
    packages = ("systemd-sysv", "dbus", "libpam-systemd", "sudo", "procps", *(more or ("zsh", "fish")))
    script = "/usr/share/debootstrap/scripts/gutsy"  # which all of Ubuntu's names are links to
    options = ("--no-check-gpg", "--components=main,universe")
    debootstrap(root, release, packages, *options, source=(UBUNTU_MIRROR, script))
    (root / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n")


def _ubuntu_22(root: Path) -> None:
    _ubuntu(root, UBUNTU_22, "ca-certificates")


def _busybox(root: Path) -> None:
    for folder in (
        "bin",
        "sbin",
        "usr/bin",
        "usr/sbin",
        "root",
        "tmp",
        "var/lib",
        "mnt",
        "proc",
        "sys",
        "dev",
        "run",
    ):
        (root / folder).mkdir(parents=True)
    for name, text in _BUSYBOX.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    for path in (root / "home/me", root / "home/me/.profile"):
        shutil.chown(path, 1000, 1000)
    shutil.copy2(str(shutil.which("busybox")), root / "bin/busybox")
    subprocess.run(["chroot", str(root), "/bin/busybox", "--install", "-s"], check=True)


_NAMES: Final[dict[System, str]] = {
    "debian": f"debian-{SUITE}-wsl-1",
    "ubuntu": f"ubuntu-{UBUNTU}-wsl-1",
    "busybox": "busybox-wsl-1",
    "debian-13": f"debian-{DEBIAN_13}-wsl-1",
    "ubuntu-22.04": f"ubuntu-{UBUNTU_22}-wsl-1",
    "debian-git": f"debian-{SUITE}-wsl-git-1",
}
_MAKERS: Final[dict[System, Callable[[Path], None]]] = {
    "debian": _debian,
    "ubuntu": _ubuntu,
    "busybox": _busybox,
    "debian-13": _debian_13,
    "ubuntu-22.04": _ubuntu_22,
    "debian-git": _debian_git,
}
