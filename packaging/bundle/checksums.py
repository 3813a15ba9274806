"""The list of checksums that resources are packed with, in a wheel and in the bundle: the program checks them by it."""

from __future__ import annotations

from pathlib import Path

from wizard.resources import CHECKSUMS as CHECKSUMS
from wizard.resources import checksum


def write(resources: Path, target: Path) -> None:
    """Write the list of all files below *resources* to *target*."""
    files = sorted(path for path in resources.rglob("*") if path.is_file())
    lines = "".join(
        f"{checksum(path.read_bytes())} {path.relative_to(resources).as_posix()}\n" for path in files
    )
    target.write_text(lines, encoding="utf-8", newline="\n")
