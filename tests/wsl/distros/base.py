"""The files all distros of all worlds share: a Debian as it is on WSL, made once and never written to."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.e2e.conftest import CACHE, PACKAGES, SUITE, _mirror, _once


def base() -> Path:
    """Where the root of a minimal Debian lies, with systemd and its user sessions; made by `made`. It knows
    root only, as a distro does that was just installed (WSL §8)."""
    return CACHE / f"debian-{SUITE}-wsl-1"


def made() -> Path:
    """`base`, which is there now: it takes a minute once, and needs root."""
    return _once(base(), _made)


def _made(root: Path) -> None:
    packages = f"{PACKAGES},libpam-systemd"
    subprocess.run(
        ["debootstrap", "--variant=minbase", f"--include={packages}", SUITE, str(root), _mirror()],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for kept in (root / "var/cache/apt/archives").glob("*.deb"):
        kept.unlink()
    (root / "etc/fstab").write_text("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n")
