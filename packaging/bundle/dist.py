"""Makes what is released from a built bundle: ``dist.py``, with a Python that has what ``tools.txt`` pins.

The wheel and the sdist, on Linux the archive of the bundle, the SBOM, and SHA256SUMS of all, in ``dist``.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Final

REPO: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPO), str(REPO / "packaging")]

from bundle import archive  # noqa: E402
from bundle.build import dated  # noqa: E402
from bundle.record import digest  # noqa: E402

from wizard.version import VERSION  # noqa: E402

SUMS: Final = "SHA256SUMS"


def distributions(dist: Path, epoch: str) -> None:
    """Build the wheel and the sdist into *dist*, and have their metadata checked."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": "0", "TZ": "UTC"}
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(REPO)]
    subprocess.run(words, env=environ, check=True)
    made = [str(path) for path in sorted(dist.glob("wsl_go_wizard-*"))]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *made], check=True)


def linux_archive(dist: Path, epoch: str) -> Path:
    """Pack the bundle in *dist*. Returns the archive."""
    packed = dist / f"{archive.NAME}-{VERSION}-linux-{platform.machine()}.tar.gz"
    archive.pack(dist / archive.NAME, packed, int(epoch))
    return packed


def write_sums(dist: Path) -> None:
    """The digests of all files in *dist*, in the form that ``sha256sum -c`` reads."""
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name != SUMS)
    lines = "".join(f"{digest(path)}  {path.name}\n" for path in files)
    (dist / SUMS).write_text(lines, encoding="utf-8", newline="\n")


def main() -> int:
    """All of it."""
    dist = REPO / "dist"
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or dated(REPO)
    os.umask(0o022)
    for old in dist.glob("*"):
        if old.is_file():
            old.unlink()
    distributions(dist, epoch)
    if sys.platform == "linux":
        linux_archive(dist, epoch)
    write_sums(dist)
    return 0


if __name__ == "__main__":
    sys.exit(main())
