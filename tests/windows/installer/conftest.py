"""Installers are made once for all tests, and each test has a Windows of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.windows.here import Windows, screen
from tests.windows.installer import making

Maker = Callable[..., Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    """Makes the installer of a version, unless it is made."""
    folder = tmp_path_factory.mktemp("installers")
    programs = making.program(folder)
    known: dict[tuple[str, int], Path] = {}

    def make(version: str, filler: int = 0) -> Path:
        if (version, filler) not in known:
            known[version, filler] = making.installer(folder, version, programs, filler=filler)
        return known[version, filler]

    return make


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What tests do in that Windows beside installing."""
    folder = tmp_path_factory.mktemp("tools")
    return [making.compiled(f"{name}.c", folder / f"{name}.exe") for name in ("box", "user")]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A screen that nobody sees: without one no program of wine has a window."""
    with screen() as name:
        yield name


@pytest.fixture
def windows(tmp_path: Path, made: Maker, tools: list[Path], display: str) -> Windows:
    """With the installers of all versions in ``Z:\\test``, by the name of their version, ``user.exe``, which runs
    programs without administrator rights, and ``box.exe``, which reads the box of the uninstaller."""
    here = Windows(tmp_path, display)
    for version in making.OF_VERSION:
        here.give(f"{version}.exe", made(version))
    for tool in tools:
        here.give(tool.name, tool)
    return here
