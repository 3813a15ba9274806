"""The last step of a bundle: its licences, and a list of its parts beside it for whoever writes the SBOM."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bundle import licences
from bundle.contents import Entry
from bundle.parts import OWN, Part, parts_of

LIST: Final = "parts.json"


def finish(bundle: Path, work: Path, entries: Iterable[Entry], repo: Path, version: str) -> None:
    """Complete the folder *bundle* that PyInstaller made of *entries*, and write ``parts.json`` into *work*. Raises
    `ValueError` if a file is of nobody, or of somebody without a licence."""
    parts = parts_of(entries, Part("own", OWN, version, "MIT"), repo)
    shutil.copyfile(repo / "LICENSE", bundle / "LICENSE")
    licences.collect(parts, repo / "packaging/licenses", bundle)
    told = {
        "version": version,
        "platform": sys.platform,
        "processor": platform.machine().lower(),
        "parts": [{**asdict(part), "texts": [path.name for path in part.texts]} for part in parts],
        "digests": {path.relative_to(bundle).as_posix(): digest(path) for path in files_of(bundle)},
    }
    (work / LIST).write_text(json.dumps(told, indent=1, sort_keys=True), encoding="utf-8")


def files_of(folder: Path) -> list[Path]:
    """All files below *folder* that are no links, sorted by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def digest(path: Path) -> str:
    """The SHA-256 of the file *path*, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
