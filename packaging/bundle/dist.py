"""Makes what is released from a built bundle: ``dist.py``, with a Python that has what ``tools.txt`` pins.

The wheel and the sdist, on Linux the archive of the bundle, the SBOM, and SHA256SUMS of all, in ``dist``. With
``--sbom [PARTS]`` only the SBOM, of the bundle whose ``parts.json`` that is; with ``--sums`` only SHA256SUMS, of
whatever is there.
"""

from __future__ import annotations

import json
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
from bundle.record import LIST, digest  # noqa: E402

from wizard.version import VERSION  # noqa: E402

SUMS: Final = "SHA256SUMS"
PARTS: Final = REPO / "build/bundle" / LIST
_SYSTEMS: Final = {"win32": "windows"}


def distributions(dist: Path, epoch: str) -> None:
    """Build the wheel and the sdist into *dist*, and have their metadata checked."""
    environ = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": "0", "TZ": "UTC"}
    words = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist), str(REPO)]
    subprocess.run(words, env=environ, check=True)
    made = [str(path) for path in sorted(dist.glob("wsl_go_wizard-*"))]
    subprocess.run([sys.executable, "-m", "twine", "check", "--strict", *made], check=True)


def linux_archive(dist: Path, epoch: str) -> Path:
    """Pack the bundle in *dist*. Returns the archive."""
    packed = dist / f"{_title(sys.platform, platform.machine().lower())}.tar.gz"
    archive.pack(dist / archive.NAME, packed, int(epoch))
    return packed


def write_bill(parts: Path, dist: Path, epoch: str) -> None:
    """Write the SBOM of the bundle whose list is *parts* into *dist*."""
    told = json.loads(parts.read_text(encoding="utf-8"))
    bill = dist / f"{_title(told['platform'], told['processor'])}.cdx.json"
    words = [sys.executable, str(REPO / "packaging/bundle/sbom.py"), str(parts), str(bill)]
    subprocess.run(words, env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, check=True)


def _title(system: str, processor: str) -> str:
    """What files are called that are about the bundle of a system."""
    return f"{archive.NAME}-{VERSION}-{_SYSTEMS.get(system, system)}-{processor}"


def write_sums(dist: Path) -> None:
    """The digests of all files in *dist*, in the form that ``sha256sum -c`` reads."""
    files = sorted(path for path in dist.iterdir() if path.is_file() and path.name != SUMS)
    lines = "".join(f"{digest(path)}  {path.name}\n" for path in files)
    (dist / SUMS).write_text(lines, encoding="utf-8", newline="\n")


def main(argv: list[str]) -> int:
    """All of it, or only what is asked for."""
    dist = REPO / "dist"
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or dated(REPO)
    if sys.platform != "win32":
        os.umask(0o022)
    match argv[1:]:
        case ["--sbom", *given]:
            write_bill(Path(given[0]) if given else PARTS, dist, epoch)
        case ["--sums"]:
            write_sums(dist)
        case _:
            _clear(dist)
            distributions(dist, epoch)
            if sys.platform == "linux":
                linux_archive(dist, epoch)
            write_bill(PARTS, dist, epoch)
            write_sums(dist)
    return 0


def _clear(dist: Path) -> None:
    """Remove the files of an earlier version; the bundle, which is a folder, stays."""
    for old in dist.glob("*"):
        if old.is_file():
            old.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
