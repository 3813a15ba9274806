"""The way back through safe mode, to its end, on a distro that boots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.machines.computer import Machine
from wizard.app.machines.this_pc import ThisPc
from wizard.app.profiles.shipped import find
from wizard.app.rescue import Rescue, computer_of, steps
from wizard.app.session import Session
from wizard.model.errors import MachineError
from wizard.model.events import Doing, Event, silent
from wizard.model.orders import Phase
from wizard.model.ports import SiteKind
from wizard.transports.windows.pc import Windows

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")

MINE = b"# mine\r\n[wsl2]\r\nmemory=4GB # enough"
NAME = "Debian"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.add(NAME)
        (made.profile / ".wslconfig").write_bytes(MINE)
        yield made


def opened(world: World, kind: SiteKind = SiteKind.WSL) -> Session:
    pc = ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe))
    return pc.open(Machine(NAME, kind), find("baseline"))


def _broken(world: World) -> Session:
    """systemd was switched on, and with it the distro does not start."""
    session = opened(world)
    session.apply(session.plan(session.look(), ["wsl-systemd"]))
    world.fault("unbootable", when="systemd")
    return session


@pytest.mark.root
@pytest.mark.distro
def test_all_steps_are_told_and_gone_and_nothing_of_it_is_left(world: World) -> None:
    config = world.profile / ".wslconfig"
    before = (config.stat().st_mtime_ns, config.stat().st_ino)
    session = _broken(world)
    with pytest.raises(MachineError) as caught:
        session.restart()
    assert caught.value.code == "no-boot"
    result: list[str] = []
    calls = len(world.calls)

    def tell(event: Event) -> None:
        if isinstance(event, Doing) and event.count == 7:
            result.append(event.what.render())
            if event.number in (3, 7):
                assert (b"safeMode=true" in config.read_bytes()) is (event.number == 3)

    Rescue(session, computer_of(session)).run(tell)
    assert result == [step.what.render() for step in steps(NAME)]
    assert [call for call in world.calls[calls:] if call[0] != "-d"] == [["--shutdown"]] * 2
    assert config.read_bytes() == MINE
    assert (config.stat().st_mtime_ns, config.stat().st_ino) == before, "the very file, not a copy"
    assert world.is_running(NAME)
    assert not (world.root(NAME) / "etc/wsl.conf").exists()
    assert session.history()[0].phase is Phase.UNDONE
    assert opened(world, "windows").history()[0].phase is Phase.UNDONE


@pytest.mark.root
@pytest.mark.distro
def test_an_accepted_setup_is_taken_back_too(world: World) -> None:
    session = _broken(world)
    session.accept()
    Rescue(session, computer_of(session)).run(silent)
    assert (world.profile / ".wslconfig").read_bytes() == MINE
    assert not (world.root(NAME) / "etc/wsl.conf").exists()
    assert world.is_running(NAME)


@pytest.mark.root
@pytest.mark.distro
def test_a_distro_that_does_not_start_in_safe_mode_either(world: World) -> None:
    session = _broken(world)
    world.run("--terminate", NAME)
    world.fault("error", path="Wsl/Service/CreateInstance/E_FAIL", match="-d")
    with pytest.raises(MachineError) as caught:
        Rescue(session, computer_of(session)).run(silent)
    assert caught.value.code == "not-rescued"
    assert (world.profile / ".wslconfig").read_bytes() == MINE
