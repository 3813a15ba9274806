"""Builds the bundle, the same bytes each time: ``python packaging/bundle/build.py [DIST]``, with a Python that has
what ``program.txt`` pins. It is made in DIST, else in ``dist``.

What PyInstaller puts into a bundle depends on the order of sets (the seed of hashes), on the time, and on nothing else
of the surroundings.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

REPO: Final = Path(__file__).resolve().parents[2]
_UNDATED: Final = "1767225600"
"""2026-01-01, for a source that is no checkout."""


def surroundings(environ: Mapping[str, str], work: Path) -> dict[str, str]:
    """The environment of the build: *environ* with what decides the bytes."""
    return {
        **{name: value for name, value in environ.items() if not name.startswith(("PYTHON", "QT_"))},
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONNOUSERSITE": "1",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": environ.get("SOURCE_DATE_EPOCH") or dated(REPO),
        "PYINSTALLER_CONFIG_DIR": str(work / "cache"),
        "TZ": "UTC",
    }


def dated(repo: Path) -> str:
    """When the source was committed, in seconds since 1970."""
    try:
        words = ["git", "-C", str(repo), "log", "-1", "--format=%ct"]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip() or _UNDATED
    except (OSError, subprocess.CalledProcessError):
        return _UNDATED


def main(argv: list[str]) -> int:
    """Build, and give PyInstaller's exit code."""
    dist = Path(argv[1]).resolve() if len(argv) > 1 else REPO / "dist"
    work = REPO / "build" / "bundle" if len(argv) == 1 else dist.parent / f"{dist.name}.work"
    work.mkdir(parents=True, exist_ok=True)
    os.umask(0o022)
    words = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", str(dist), "--workpath", str(work), str(REPO / "packaging/pyinstaller.spec")),
    ]
    return subprocess.run(words, env=surroundings(os.environ, work), cwd=REPO).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv))
