"""wsl.exe in the languages of Windows, new builds and old: the same values every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.wsl.commands.texts import languages
from tests.wsl.world import World
from wizard.codecs.windows.wsl_output import ListedDistro
from wizard.model.errors import WizardError
from wizard.transports.wslexe import WslExe, WslFailed

pytestmark = [
    pytest.mark.distro,
    pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers"),
]

LONG = "x" * 256


@pytest.fixture(params=languages())
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with World(tmp_path, language=request.param) as made:
        yield made


@pytest.fixture(params=["utf-8", "utf-16-le"])
def exe(request: pytest.FixtureRequest, world: World) -> WslExe:
    if request.param != "utf-8":
        world.fault("encoding", codec=request.param)
    return WslExe(str(world.exe), world.environ)


def test_without_distros_the_list_is_empty_and_no_error(exe: WslExe) -> None:
    assert exe.listed() == ()


def test_the_tables_are_the_same_in_every_language(world: World, exe: WslExe) -> None:
    for name, version in (("x", 2), (LONG, 1), ("Ubuntu-24.04", 2)):
        world.add(name, version=version)
    assert exe.listed() == (
        ListedDistro("x", "Stopped", 2),
        ListedDistro(LONG, "Stopped", 1),
        ListedDistro("Ubuntu-24.04", "Stopped", 2),
    )
    assert "Debian" in [each.name for each in exe.online()]
    assert not any(world.is_running(name) for name in ("x", LONG))


def test_failures_mean_the_same_in_every_language(world: World, exe: WslExe) -> None:
    def said(error: WizardError) -> str:
        return error.text.render()

    with pytest.raises(WslFailed) as caught:
        exe.terminate("Gone")
    assert said(caught.value) == "No distro has this name."
    world.change(missing=["network"])
    with pytest.raises(WslFailed) as caught:
        exe.online()
    assert said(caught.value) == "Could not download the list of distros."


def test_a_feature_that_is_missing(world: World, exe: WslExe) -> None:
    world.add("Debian")
    world.change(missing=["VirtualMachinePlatform"])
    with pytest.raises(WslFailed) as caught:
        exe.start("Debian")
    assert "Virtual" in caught.value.text.render()
