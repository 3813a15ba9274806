"""A home with a real Go for tests of the suite, and a project in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.app.proof import go_project
from tests.e2e.goroots import NEWEST, goroot

if TYPE_CHECKING:
    from tests.app.proof.ground import Distro


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Go built once, for all tests but that of the whole suite."""
    return tmp_path_factory.mktemp("gocache")


@pytest.fixture
def distro(tmp_path: Path, cache: Path) -> Iterator[Distro]:
    from tests.app.proof.ground import Distro

    machine = Distro(tmp_path / "home", cache=cache)
    machine.profile(
        f"PATH={goroot(NEWEST)}/bin:/usr/bin:/bin",
        f"TMPDIR={tmp_path / 'tmp'}",
        "export PATH TMPDIR",
    )
    (tmp_path / "tmp").mkdir()
    yield machine
    assert not list((tmp_path / "tmp").iterdir()), "the suite left something behind"
    assert not list(machine.home.glob("wsl-go-wizard-*"))


@pytest.fixture
def project(distro: Distro) -> Path:
    return go_project.project(distro.home)
