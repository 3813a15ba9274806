"""What takes long to make and is then only read: roots of Debian, archives, Windows' Python. It is kept in the cache of
whoever runs the tests, and made again only when its name changes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock

CACHE: Final = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "wsl-go-wizard-tests"


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder *name* of the cache, made by *make* if it is not there. Several processes may ask at once; what was
    interrupted half-way is begun again."""
    path = CACHE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{path}.lock"):
        if not path.exists():
            half = path.with_name(path.name + ".half")
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(path)
    return path


def debootstrap(
    root: Path, suite: str, packages: Sequence[str], *options: str, source: Sequence[str] = ()
) -> None:
    """Lay out a minimal *suite* with *packages* below *root*: of Debian, unless *source* names another mirror and the
    script for it. Raises `CalledProcessError`."""
    options = ("--variant=minbase", f"--include={','.join(packages)}", *options)
    subprocess.run(
        ["debootstrap", *options, suite, str(root), *(source or (mirror(),))],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for kept in (root / "var/cache/apt/archives").glob("*.deb"):
        kept.unlink()


def mirror() -> str:
    """The mirror this machine itself uses, if it is a Debian."""
    if "debian" in Path("/etc/os-release").read_text():
        sites = subprocess.run(
            ["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True, check=True
        ).stdout.split()
        for site in sites:
            if site.rstrip("/").endswith("/debian"):
                return site
    return "http://deb.debian.org/debian"
