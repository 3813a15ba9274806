"""The bundle as it is released, built once for all tests, from a copy of the source in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(REPO / "packaging"))

SOURCE = (
    "wizard",
    "resources",
    "packaging",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "pyproject.toml",
)
EPOCH = "1767225600"


def pinned(name: str, pins: str) -> Path:
    """The Python of the virtual environment *name*, with what *pins* lists; made if it is not there."""
    venv = REPO / ".cache" / name
    subprocess.run(
        ["sh", "packaging/bundle/venv.sh", str(venv), f"packaging/bundle/{pins}"], cwd=REPO, check=True
    )
    return venv / "bin" / "python"


def copied(folder: Path) -> Path:
    """A copy of the source, with none of what is made from it."""
    for name in SOURCE:
        source, target = REPO / name, folder / name
        if source.is_dir():
            shutil.copytree(
                source, target, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "*.pyc")
            )
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    (folder / "tests").mkdir()
    return folder


def build(source: Path, **environment: str) -> Path:
    """Build the bundle of *source*, and give its folder."""
    words = [str(pinned("bundle", "program.txt")), str(source / "packaging/bundle/build.py")]
    done = subprocess.run(
        words,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, **environment},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return source / "dist" / "wsl-go-wizard"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the bundle. The list of its parts is in ``build/bundle`` of the folder it was built in."""
    return build(copied(tmp_path_factory.mktemp("first-builder")))
