"""Windows starts the wizard again after a restart, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pcs.first_time import Pc
from tests.wsl.world import World
from wizard.app.setup.resume import KEY, NAME

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    with World(tmp_path) as world:
        yield Pc(world, tmp_path)


def test_the_way_back_is_found_by_windows(pc: Pc) -> None:
    pc.first.restart_later()
    line = pc.registry.written[KEY][NAME]
    assert line == '"C:\\Program Files\\wizard.exe" setup-wsl --resume'
    assert NAME.startswith("!")


def test_a_path_too_long_for_windows_is_said_and_no_obstacle(pc: Pc) -> None:
    assert pc.first.resume is not None
    long = replace(pc.first, resume=replace(pc.first.resume, command=("x" * 300,)))
    long.restart_later(pc.told.append)
    assert not pc.comes_back
    assert "too long" in pc.heard()
