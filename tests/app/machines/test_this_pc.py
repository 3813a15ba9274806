"""This PC as a choice of machines: what is there is named, nothing is started, and only what can be opened is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.machines.computer import Machine, Single
from wizard.app.machines.sites import Where, open_computer, open_session
from wizard.app.machines.this_pc import ThisPc
from wizard.app.session import Session
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.errors import InputError, MachineError
from wizard.model.ports import SiteKind
from wizard.model.wanted import Wanted
from wizard.transports.windows.pc import Windows

pytestmark = pytest.mark.linux(reason="the stand-in for wsl.exe starts distros in containers")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as world:
        yield world


def pc_of(world: World) -> ThisPc:
    return ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe, name="DESK"))


def test_the_pc_comes_first_then_the_default_distro(world: World) -> None:
    world.add("zeta")
    world.add("Alpha", version=1)
    pc, default, other = pc_of(world).survey().machines
    assert pc == Machine("DESK", SiteKind.WINDOWS, is_running=True)
    assert default == Machine("zeta", SiteKind.WSL, True, 2, False, "debian 12")
    assert (other.name, other.wsl, other.is_default) == ("Alpha", 1, False)


def test_a_list_is_one_call_and_starts_nothing(world: World) -> None:
    world.add("Debian")
    pc_of(world).survey()
    assert len(world.calls) == 1
    assert not world.is_running("Debian")


def test_opening_a_machine_asks_nothing_of_wsl(world: World) -> None:
    world.add("Debian")
    pc = pc_of(world)
    sessions = [pc.open(machine, Wanted()) for machine in pc_of(world).survey().machines]
    assert [session.site.kind for session in sessions] == ["windows", "wsl"]
    assert len(world.calls) == 1, "the survey's"


def test_distros_of_other_programs_are_none_of_ours(world: World) -> None:
    world.add("docker-desktop")
    world.add("Debian")
    assert [machine.name for machine in pc_of(world).survey().machines] == ["DESK", "Debian"]
    assert pc_of(world).default().name == "Debian"


def test_what_cannot_be_opened_is_named(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    world.add("Debian")
    world.add("发行版")
    world.add("Half", state=3, os_version="\x1b]0;gotcha\x07")
    world.add("Odd", os_version="\x1b[31m\u202e12")
    pc = pc_of(world)
    seen = pc.survey()
    assert [machine.name for machine in seen.machines] == ["DESK", "Debian", "Odd"]
    problems = [problem.render() for problem in seen.problems]
    assert any("发行版" in each for each in problems)
    assert any("Half" in each for each in problems)
    for name in ("发行版", "Half"):
        with pytest.raises(InputError) as caught:
            pc.open(Machine(name, "wsl"), Wanted())
        assert caught.value.code == "distro-name"
    run(["machines"], pc=pc)
    assert not {"\x1b", "\u202e", "\x07"} & set(capfd.readouterr().out)


def test_a_pc_without_distros_can_still_be_opened(world: World) -> None:
    pc = pc_of(world)
    assert [machine.kind for machine in pc.survey().machines] == ["windows"]
    assert world.calls == [], "a wsl.exe without WSL waits for a key"
    with pytest.raises(InputError) as caught:
        pc.default()
    assert caught.value.code == "no-distro"


def test_a_distro_goes_by_its_name_in_any_case(world: World) -> None:
    world.add("Ubuntu-24.04")
    assert pc_of(world).open(Machine("ubuntu-24.04", SiteKind.WSL), Wanted()).site.name == "Ubuntu-24.04"


@pytest.mark.parametrize("name", ["nosuch", "-u", "a b", "", "../x", "x" * 300])
def test_a_distro_that_is_not_there_is_named(world: World, name: str) -> None:
    world.add("Debian")
    with pytest.raises(InputError) as caught:
        pc_of(world).open(Machine(name, "wsl"), Wanted())
    assert "Debian" in caught.value.sentences()[-1].render()
    assert world.calls == []


def test_without_wsl_the_next_step_is_its_setup(world: World) -> None:
    pc = ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=None))
    assert [machine.kind for machine in pc.survey().machines] == ["windows"]
    for ask in (pc.default, lambda: pc.open(Machine("Debian", SiteKind.WSL), Wanted())):
        with pytest.raises(MachineError) as caught:
            ask()
        assert "setup-wsl" in caught.value.sentences()[-1].render()


def test_a_service_that_fails_leaves_the_distros_known(world: World) -> None:
    world.add("Debian")
    world.fault("error", path="Wsl/Service/E_UNEXPECTED")
    seen = pc_of(world).survey()
    assert [machine.name for machine in seen.machines] == ["DESK", "Debian"]
    assert seen.machines[1].is_running is None
    assert seen.problems


def test_the_command_lists_what_there_is(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    world.add("Debian")
    assert run(["machines", "--language", "en"], pc=pc_of(world)) == Exit.DONE
    table = capfd.readouterr().out
    assert "DESK" in table
    assert "stopped" in table
    assert run(["machines", "--json"], pc=pc_of(world)) == Exit.DONE
    data = json.loads(capfd.readouterr().out)
    assert [machine["is_running"] for machine in data["machines"]] == [True, False]


def test_only_one_machine_may_be_named(tmp_path: Path) -> None:
    for where in (
        Where(root=tmp_path, pc=True),
        Where(machine=tmp_path, distro="x"),
        Where(distro="x", pc=True),
    ):
        with pytest.raises(InputError) as caught:
            open_session(where, Wanted())
        assert caught.value.code == "two-machines"


def test_where_there_is_no_windows_that_is_said() -> None:
    with pytest.raises(InputError) as caught:
        open_computer(Where(pc=True), Wanted())
    assert caught.value.code == "no-windows"


def test_a_folder_is_a_computer_with_one_machine(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    computer = open_computer(Where(root=tmp_path), Wanted())
    assert isinstance(computer, Single)
    (machine,) = computer.survey().machines
    session = computer.open(machine, Wanted(name="mine"))
    assert isinstance(session, Session)
    assert session.wanted.name == "mine"
