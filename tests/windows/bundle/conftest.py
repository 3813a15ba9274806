"""The bundle for Windows, built unless it is, and a Windows that has it."""

from __future__ import annotations

import json
import platform
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pefile
import pytest

from tests.packaging.bundle.packed import readable
from tests.packaging.bundle.screen import Screen, screen
from tests.windows.here import REPO, Windows

sys.path.insert(0, str(REPO / "packaging/windows"))

import build_bundle
from build_installer import WORK
from layers import PYTHON, USER
from run_tests import SOURCE

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


def traces_of_the_builder(content: bytes) -> set[bytes]:
    """Names of the machine, of its users and of its folders that *content*, or what is packed inside, has."""
    names = [USER, PYTHON.replace("/", "\\"), SOURCE.rpartition("/")[2], str(REPO), WORK]
    names += [name for name in (platform.node(), str(Path.home())) if len(name) > 5]
    traces = {
        name.encode(encoding)
        for name in names
        for encoding in ("utf-8", "utf-16-le", "cp1252", "cp936")
        if _has(name, encoding)
    }
    return {trace for part in readable(content) for trace in traces if trace in part}


def _has(name: str, encoding: str) -> bool:
    try:
        name.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


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


@pytest.fixture
def mark() -> Iterator[Path]:
    """A file that this system and the Windows in it both see, once it is there. What is put into the Windows' own
    folders meanwhile is not seen in there for good, once it was looked for."""
    path = Path("/dev/shm") / f"wsl-go-wizard-{secrets.token_hex(8)}"
    yield path
    path.unlink(missing_ok=True)
