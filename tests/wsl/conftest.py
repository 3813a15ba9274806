"""Worlds for the stand-in's own tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wsl.world import World

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")  # all below


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A Windows with WSL and no distro. What starts none needs no root."""
    with World(tmp_path) as world:
        yield world


def write_conf(world: World, text: str, name: str = "Debian") -> None:
    (world.root(name) / "etc/wsl.conf").write_text(text)


def run_sh(world: World, script: str, *options: str) -> str:
    done = world.run(*options, "-e", "/bin/sh", "-c", script)
    assert done.returncode == 0, done
    return done.stdout.decode()
