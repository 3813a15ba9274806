"""What ``pins.toml`` says the Windows set-up is made of."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("pins.toml")


@dataclass(frozen=True)
class Pins:
    """*packages* of the Debian release *suite*; Windows' Python *version* inside *source*; *wheels* for it. Sources and
    wheels are ``name==version``, each with its SHA-256."""

    suite: str
    packages: tuple[str, ...]
    version: str
    source: tuple[str, str]
    wheels: Mapping[str, str]


def pins() -> Pins:
    """Raises `OSError`, `KeyError` and `tomllib.TOMLDecodeError`."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    python = said["python"]
    return Pins(
        said["debian"]["suite"],
        tuple(said["debian"]["packages"]),
        python["version"],
        (python["package"], python["sha256"]),
        said["wheels"],
    )


def digest(*parts: object) -> str:
    """A short name for what is made of *parts*: another part, another name."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:8]


def requirements(pinned: Mapping[str, str]) -> str:
    """*pinned*, as pip reads it: nothing else than these bytes is taken."""
    return "".join(f"{name} --hash=sha256:{sha256}\n" for name, sha256 in pinned.items())
