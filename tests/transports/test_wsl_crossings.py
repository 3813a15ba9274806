"""What a setup costs: a start of wsl.exe for the list, one for each look, one for each order; no more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.machines.computer import Machine
from wizard.app.machines.this_pc import ThisPc
from wizard.app.session import Session
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.findings import Restart, Verdict
from wizard.model.orders import Phase
from wizard.model.ports import SiteKind
from wizard.model.wanted import Wanted, WslConfigWanted, WslWanted
from wizard.transports.host import Host
from wizard.transports.windows.pc import Windows
from wizard.transports.wsl import Wsl
from wizard.transports.wslexe import WslExe

pytestmark = [pytest.mark.distro, pytest.mark.xdist_group("distro")]

CONF = "# mine\n[user]\ndefault=me # that is me\n[boot]\nsytemd=true\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        for name in ("Debian", "Other", "Third"):
            made.add(name)
        (made.root("Debian") / "etc/wsl.conf").write_text(CONF)
        settle(made)
        yield made


def settle(world: World) -> None:
    """The distro's file is older than its next start: WSL need not be asked what it made of it."""
    long_ago = 1_000_000_000
    os.utime(world.root("Debian") / "etc/wsl.conf", (long_ago, long_ago))


def session(world: World, name: str) -> Session:
    site = Wsl(WslExe(str(world.exe), world.environ), name, uid=1000)
    return Session(site, Host(), Wanted(wsl=WslWanted(systemd=True)))


class Counter:
    """How many starts of wsl.exe there were since the last question."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen = 0

    def __call__(self) -> int:
        new = len(self.world.calls) - self.seen
        self.seen += new
        return new


def test_the_list_is_one_start_and_starts_no_distro(world: World) -> None:
    count = Counter(world)
    session(world, "Other").look()
    assert count() == 1
    listed = WslExe(str(world.exe), world.environ).listed()
    assert count() == 1
    assert [(each.name, each.is_running) for each in listed] == [
        ("Debian", False),
        ("Other", True),
        ("Third", False),
    ]
    assert [world.is_running(name) for name in ("Debian", "Other", "Third")] == [False, True, False]


def test_a_look_a_setup_and_its_word_are_a_start_each(world: World) -> None:
    before = world.root("Debian") / "etc/wsl.conf"
    there = session(world, "Debian")
    count = Counter(world)
    look = there.look()
    assert count() == 1
    plan = there.plan(look, ["wsl-systemd"])
    assert there.diff(plan).files
    assert count() == 0
    assert there.apply(plan).phase is Phase.TRIAL
    assert count() == 1
    settle(world)
    assert there.restart().well
    assert count() == 4, "the end, the start, the second look, and what was written"
    assert there.accept(1).phase is Phase.ACCEPTED
    assert count() == 1
    back = session(world, "Debian")
    count()
    assert back.look().setups[0].phase is Phase.ACCEPTED
    assert count() == 1
    assert before.read_text().startswith("# mine\n[user]\ndefault=me # that is me\n")


def test_at_the_command_line_a_setup_costs_a_look_and_an_order(world: World) -> None:
    there = ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe))
    at = ("--distro", "Debian", "--yes", "--only", "wsl-systemd", "--restart", "later")
    count = Counter(world)
    assert run(["apply", *at, "--accept"], pc=there) == Exit.DONE
    assert count() == 3, "a look, the change, the word"


def test_a_look_at_the_pc_lists_once_and_asks_one_distro_how_long_wsl_runs(world: World) -> None:
    pc = Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe)
    there = ThisPc(pc).open(Machine("", SiteKind.WINDOWS), Wanted(wslconfig=WslConfigWanted(memory="2GB")))
    session(world, "Other").look()
    there.apply(there.plan(there.look(), ["wslconfig-memory"]))
    count = Counter(world)
    count()
    assert there.look().pending is Restart.WSL
    assert count() == 2
    world.run("--shutdown")
    count()
    assert there.look().pending is Restart.NONE
    assert count() == 1


def test_undo_is_one_start(world: World) -> None:
    there = session(world, "Debian")
    there.apply(there.plan(there.look(), ["wsl-systemd"]))
    count = Counter(world)
    count()
    assert there.undo(1).phase is Phase.UNDONE
    assert count() == 1
    assert (world.root("Debian") / "etc/wsl.conf").read_text() == CONF


def test_what_wsl_says_at_the_start_is_a_finding(world: World) -> None:
    judged = {item.rule: item for item in session(world, "Debian").look().judged}
    finding = judged["wsl-warnings"].finding
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == "WSL warns: Unknown key 'boot.sytemd' in /etc/wsl.conf:5"
    assert (finding.evidence[0].source, finding.evidence[0].line) == ("/etc/wsl.conf", 5)
    quiet = {item.rule: item for item in session(world, "Other").look().judged}
    assert quiet["wsl-warnings"].finding.verdict is Verdict.NOT_APPLICABLE
