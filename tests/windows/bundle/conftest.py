"""The bundle for Windows, built unless it is, and a Windows that has it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pefile
import pytest

from tests.packaging.bundle.screen import Screen, screen
from tests.windows.here import REPO, Windows

sys.path.insert(0, str(REPO / "packaging/windows"))

import build_bundle

FOLDER: Final = "go 向导"
"""Where it is in that Windows: below ``Z:\\test``."""


def files(bundle: Path) -> list[Path]:
    """All files of a bundle."""
    return [path for path in bundle.rglob("*") if path.is_file()]


def explained(program: Path) -> dict[str, str]:
    """What Explorer shows of *program*: its version, and who made it."""
    parts = (info for info in pefile.PE(str(program)).FileInfo[0] if info.Key == b"StringFileInfo")
    ((table,),) = (part.StringTable for part in parts)
    return {key.decode(): word.decode() for key, word in table.entries.items()}


@pytest.fixture(scope="session")
def bundle() -> Path:
    """Its folder. It is only read."""
    return build_bundle.bundle()


@pytest.fixture(scope="session")
def told(bundle: Path) -> dict[str, Any]:
    """What the build says that is inside."""
    parts: dict[str, Any] = json.loads(build_bundle.PARTS.read_text(encoding="utf-8"))
    return parts


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Screen]:
    """Without a screen no program of wine has a window."""
    with screen(tmp_path) as made:
        yield made


@pytest.fixture
def windows(bundle: Path, shown: Screen, tmp_path: Path) -> Windows:
    """One that nobody has used, with a copy of the bundle."""
    here = Windows(tmp_path, shown.display)
    shutil.copytree(bundle, here.test / FOLDER)
    return here
