"""Rehearsals in booted distros of other systems: an Ubuntu 24.04, which most people have, and a BusyBox alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.shellhomes import ShellHome, tree
from tests.transports.shell.test_rehearse_field import BLOCK, CASES, LOST_GO, READS_RC, Case, revealed
from tests.wsl.distros.base import System
from tests.wsl.world import World
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.session import Session
from wizard.model.events import never, silent
from wizard.model.orders import Phase, Rehearse
from wizard.model.probes import Account
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import (
    PEOPLE,
    REHEARSED,
    GodebugHas,
    HarmKind,
    Rehearsal,
    ShellKind,
    Shells,
    VariableUnset,
)
from wizard.model.wanted import Wanted
from wizard.transports.host import Host
from wizard.transports.shell.hand import ShellHand
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("systems")]

NAME = "Other"


@dataclass
class DistroHome(ShellHome):
    """The home of a user of a distro: of `me`, or of root."""

    wsl: Wsl = field(kw_only=True)

    @property
    def uid(self) -> int:
        return 0 if self.is_root else 1000

    @property
    def gid(self) -> int:
        return self.uid

    @property
    def account(self) -> Account:
        return Account("root" if self.is_root else "me", self.uid, self.gid, str(self.home), self.shell)

    def hand(self) -> ShellHand:
        self.wsl.hand.user = self.account.name
        self.wsl.hand._account = self.account
        return self.wsl.hand


def world_of(system: System, folder: Path) -> Iterator[World]:
    with World(folder) as made:
        made.add(NAME, flavor=system, system=system)
        yield made


@pytest.fixture(scope="module")
def ubuntu(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from world_of("ubuntu", tmp_path_factory.mktemp("ubuntu"))


@pytest.fixture(scope="module")
def busybox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from world_of("busybox", tmp_path_factory.mktemp("busybox"))


def home_of(world: World, shell: str, *, is_root: bool = False) -> DistroHome:
    """A home without anything in it."""
    root = world.root(NAME)
    path = Path("/root" if is_root else "/home/me")
    wsl = Wsl(WslExe(str(world.exe), world.environ), NAME)
    home = DistroHome(path, shell, is_root, root=root, wsl=wsl)
    place = root / path.relative_to("/")
    for each in place.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
    return home


def test_it_is_an_ubuntu_with_systemd(ubuntu: World) -> None:
    assert "Ubuntu 24.04" in ubuntu.run("-d", NAME, "-e", "cat", "/etc/os-release").stdout.decode()
    assert ubuntu.run("-d", NAME, "-e", "cat", "/proc/1/comm").stdout.strip() == b"systemd"


@pytest.mark.parametrize("name", CASES)
def test_a_user_of_ubuntu_is_told_all_of_it(ubuntu: World, name: str) -> None:
    case = CASES[name]
    revealed(case, home_of(ubuntu, case.starts, is_root=case.is_root), PEOPLE)


@pytest.mark.parametrize(
    "name", ["S1 gvm", "S2 a sourced file", "S2 ZDOTDIR", "S3 bin", "pin, and config.fish runs after conf.d"]
)
def test_root_of_ubuntu_is_told_too(ubuntu: World, name: str) -> None:
    revealed(CASES[name], home_of(ubuntu, CASES[name].starts, is_root=True), PEOPLE)


def test_no_shell_of_wsl_reads_what_only_pam_does(ubuntu: World) -> None:
    home = home_of(ubuntu, "/bin/bash")
    environment = ubuntu.root(NAME) / "etc/environment"
    before = environment.read_text()
    environment.write_text(f"{before}\nGOROOT=/nowhere\n")
    try:
        shells = home.rehearse()
    finally:
        environment.write_text(before)
    assert not any("GOROOT" in seen.variables for seen in shells.before.values())


OF_SH = {
    "a sourced file uses GOROOT": Case(
        {".profile": "export GOROOT=$HOME/old\n. ~/.path\n", ".path": "PATH=$PATH:$GOROOT/bin\n"},
        {".profile": ". ~/.path\n"},
        (VariableUnset("GOROOT"),),
        "/bin/sh",
        harms=LOST_GO,
    ),
    "a folder of many programs goes": Case(
        {".profile": 'export PATH="$HOME/bin:$PATH"\n'},
        {".profile": BLOCK},
        starts="/bin/sh",
        harms=((HarmKind.LOST_FOLDER, "HOME/bin"),),
    ),
    "a GOROOT for another Go": Case(
        {".profile": "export GOROOT=$HOME/old PATH=$HOME/old/bin:$PATH\n"},
        {".profile": "export GOROOT=$HOME/old PATH=$HOME/old/bin:$PATH\n" + BLOCK},
        starts="/bin/sh",
        harms=((HarmKind.OTHER_COMPILER, ""),),
    ),
    "a file of ENV says otherwise": Case(
        {".profile": "export ENV=$HOME/.shrc\n", ".shrc": "export GODEBUG=http2client=0\n"},
        {".profile": "export ENV=$HOME/.shrc\nexport GODEBUG=netdns=go\n"},
        (GodebugHas("netdns", "go"),),
        "/bin/sh",
        missed=(ShellKind.TERMINAL, ShellKind.INNER),
    ),
}


@pytest.mark.parametrize("name", OF_SH)
def test_a_user_of_busybox_is_told_all_of_it(busybox: World, name: str) -> None:
    revealed(OF_SH[name], home_of(busybox, "/bin/sh"), PEOPLE)


def test_root_of_busybox_is_not_rehearsed_for_it_would_keep_its_rights(busybox: World) -> None:
    home = home_of(busybox, "/bin/sh", is_root=True)
    assert home.answer() == NotRehearsed(RehearsalRefusal.ROOT_UNBOUND)


@pytest.mark.parametrize("system", ["ubuntu", "busybox"])
def test_nothing_is_written_there_and_without_a_change_nothing_differs(
    request: pytest.FixtureRequest, system: str
) -> None:
    world = request.getfixturevalue(system)
    home = home_of(world, "/bin/sh" if system == "busybox" else "/bin/bash")
    home.write(".profile", "date >~/written; date >/etc/written; date\n" + READS_RC)
    place = [world.root(NAME) / each for each in ("etc", "home", "root", "var/tmp")]
    before = tree(*place)
    shells = home.rehearse()
    assert tree(*place) == before
    for kind in REHEARSED:
        assert shells.before[kind].is_whole
        assert shells.after[kind].names == shells.before[kind].names


@pytest.mark.parametrize(("system", "wanted"), [("ubuntu", PEOPLE), ("busybox", (ShellKind.TERMINAL,))])
def test_a_plan_is_rehearsed_applied_with_the_staged_files_and_undone(
    request: pytest.FixtureRequest, system: str, wanted: tuple[ShellKind, ...]
) -> None:
    world = request.getfixturevalue(system)
    home_of(world, "/bin/sh").write(".profile", "# mine\n")
    there = Session(
        Wsl(WslExe(str(world.exe), world.environ), NAME, uid=1000), Host(), Wanted(godebug={"netdns": "go"})
    )
    _, plan, _ = rehearsing(there, there.look()).plan(["go-env-godebug"])
    assert isinstance(plan.rehearsal, Rehearsal), plan.rehearsal
    assert plan.rehearsal.harms == ()
    receipt = there.apply(plan)
    assert receipt.phase is Phase.TRIAL
    shells = there.transport.act(Rehearse((), PEOPLE), silent, never).shells
    assert isinstance(shells, Shells)
    for kind in wanted:
        assert shells.before[kind].variables.get("GODEBUG") == "netdns=go", kind
    assert there.undo(receipt.batch).phase is Phase.UNDONE
