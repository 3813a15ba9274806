"""PCs for tests of the Windows program: with Windows' Python, or, if BUNDLE names its folder, as the bundle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import go_archives as go_archives
from tests.windows.distros import windows
from tests.windows.distros.computer import Pc
from tests.wsl.distros.base import made

pytestmark = [
    pytest.mark.root,
    pytest.mark.distro,
    pytest.mark.xdist_group("distro"),
    pytest.mark.timeout(900),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks of a conftest do not reach the tests by themselves."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            for mark in pytestmark:
                item.add_marker(mark)


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program: the folder of the bundle, or the source."""
    bundle = os.environ.get("BUNDLE")
    return Path(bundle).resolve() if bundle else windows.source(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="session")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return windows.relay(tmp_path_factory.mktemp("relay"))


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen that nobody sees: without one no program of wine has a window."""
    with windows.screen() as name:
        yield name


@pytest.fixture
def pc(tmp_path: Path, program: Path, relay: Path, display: str) -> Iterator[Pc]:
    """A PC with WSL and no distro."""
    made()
    with Pc(tmp_path, program, relay, display, "cp1252") as pc:
        yield pc
