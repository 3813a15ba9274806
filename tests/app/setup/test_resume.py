"""Windows starts the wizard again after a restart, and only then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pcs.first_time import Pc
from tests.wsl.world import World
from wizard.app.setup.resume import KEY, NAME, WORDS, own_command

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


@pytest.mark.parametrize(
    ("words", "program"), [(WORDS, "wsl-go-wizard.exe"), (("window",), "WSL Go Wizard.exe")]
)
@pytest.mark.parametrize("started", ["wsl-go-wizard.exe", "WSL Go Wizard.exe"])
def test_a_bundle_comes_back_as_it_left(
    words: tuple[str, ...], program: str, started: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / started))
    assert own_command(words) == (str(tmp_path / program), *words)
