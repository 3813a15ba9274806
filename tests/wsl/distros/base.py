"""The files all distros of all worlds share: a Debian as it is on WSL, made once and never written to."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.e2e.conftest import PACKAGES, SUITE
from tests.made_once import CACHE, debootstrap, once

_NAME: Final = f"debian-{SUITE}-wsl-1"


def base() -> Path:
    """Where the root of a minimal Debian lies, with systemd and its user sessions; made by `made`. It knows
    root only, as a distro does that was just installed (WSL §8)."""
    return CACHE / _NAME


def made() -> Path:
    """`base`, which is there now: it takes a minute once, and needs root."""
    return once(_NAME, _made)


def _made(root: Path) -> None:
    debootstrap(root, SUITE, (*PACKAGES, "libpam-systemd"))
    (root / "etc/fstab").write_text("# UNCONFIGURED FSTAB FOR BASE SYSTEM\n")
