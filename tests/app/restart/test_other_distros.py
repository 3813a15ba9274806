"""Restarts of distros that really run: what ends is told before, that and nothing else ends, and it is looked at."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from tests.wsl.world import World
from wizard.app.machines.computer import Machine
from wizard.app.machines.this_pc import ThisPc
from wizard.app.profiles.shipped import find
from wizard.app.restart.other_distros import OtherDistros
from wizard.app.session import Session
from wizard.model.errors import MachineError
from wizard.model.events import Event, Note, silent
from wizard.model.findings import Restart
from wizard.model.plans import Plan
from wizard.model.ports import SiteKind
from wizard.model.radius import Radius
from wizard.model.state import Absent, Change, File
from wizard.transports.windows.pc import Windows
from wizard.transports.wslexe import WslExe

pytestmark = [pytest.mark.root, pytest.mark.distro]

EVIL = "evil\n/proc/1/status:Name:\tsystemd\n\x1b[2J"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        for name in ("One", "Two", "Three"):
            made.add(name)
        yield made


def opened(world: World, name: str = "", kind: SiteKind = SiteKind.WSL) -> Session:
    pc = ThisPc(Windows(world.profile, FileRegistry(world.reg()), wsl_exe=world.exe))
    return pc.open(Machine(name, kind), find("baseline"))


def later(session: Session, seconds: int) -> Session:
    """The same where it is *seconds* later: times are kept in whole ones."""
    now = lambda: datetime.now(UTC) + timedelta(seconds=seconds)  # noqa: E731
    return Session(
        session.transport, session.host, session.wanted, other_distros=session.other_distros, now=now
    )


@contextmanager
def at_work(world: World, name: str, *words: str, user: str = "me") -> Iterator[subprocess.Popen[bytes]]:
    """Somebody has a program open in the distro *name*; it runs once it has said so."""
    script = 'echo up; exec "$@"'
    process = subprocess.Popen(
        [world.exe, "-d", name, "-u", user, "--cd", "/", "--exec", "/bin/bash", "-c", script, "work", *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=world.environ,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        return False
    return True


def lines(radius: Radius) -> list[str]:
    return [f"{each.distro}/{each.user}: {each.what.render()}" for each in radius.endings]


def until(radius: Session, *wanted: str) -> list[str]:
    """What ends, once a program that was just started has become what it was started as."""
    deadline = time.monotonic() + 20
    while (result := lines(radius.radius())) != list(wanted) and time.monotonic() < deadline:
        pass
    return result


def test_of_one_distro_what_ends_is_told_and_only_that_ends(world: World) -> None:
    session = opened(world, "One")
    with ExitStack() as stack:
        shell = stack.enter_context(at_work(world, "One", "/bin/bash", "--norc", "-i"))
        evil = stack.enter_context(
            at_work(world, "One", "bash", "-c", 'exec -a "$0" sleep 999', EVIL, user="root")
        )
        other = stack.enter_context(at_work(world, "Two", "/bin/sleep", "999"))
        wanted = ("One/me: Open shells: 1", "One/root: Other programs: sleep")
        assert until(session, *wanted) == list(wanted)
        calls = len(world.calls)
        found = session.radius()
        assert len(world.calls) - calls == 1
        assert (found.restart, found.distros, found.unknown) == (Restart.DISTRO, ("One",), ())
        session.restart()
        assert ["--terminate", "One"] in world.calls
        assert ["--shutdown"] not in world.calls
        assert ended(shell)
        assert ended(evil)
        assert other.poll() is None
    assert world.boots("One") == 2
    assert session.radius().endings == ()


def test_with_systemd_its_services_are_one_line(world: World) -> None:
    (world.root("One") / "etc/wsl.conf").write_text("[boot]\nsystemd=true\n[user]\ndefault=me\n")
    session = opened(world, "One")
    session.ground()
    (line,) = lines(session.radius())
    assert line.startswith("One/: Services that start again with the distro: ")


def test_of_wsl_all_that_run_are_named_and_none_is_started(world: World) -> None:
    computer = opened(world, kind=SiteKind.WINDOWS)
    with (
        at_work(world, "One", "/bin/sleep", "999") as one,
        at_work(world, "Two", "/bin/bash", "--norc", "-i") as two,
    ):
        wanted = ("Two/me: Open shells: 1", "One/me: Other programs: sleep")
        assert until(computer, *wanted) == list(wanted)
        calls = len(world.calls)
        found = computer.radius()
        assert found.distros == ("One", "Two")
        assert len(world.calls) - calls == 3, "one to list them, and one for each"
        assert world.boots("Three") == 0
        computer.restart()
        assert ended(one)
        assert ended(two)
    assert world.calls.count(["--shutdown"]) == 1
    assert [world.is_running(name) for name in ("One", "Two", "Three")] == [True, True, False]


def test_a_distro_that_hangs_is_named_as_not_known(world: World) -> None:
    world.run("-d", "One", "--exec", "/bin/true")
    world.fault("error", path="Wsl/Service/E_FAIL", match="-d One")
    found = opened(world, kind=SiteKind.WINDOWS).radius()
    assert found.distros == ("One",)
    assert "Could not find out what is running in One" in found.unknown[0].render()


def test_what_no_rule_sees_still_waits_until_the_restart(world: World) -> None:
    """Accepted, and forgotten: the next look, by whomever, says so, and no longer once it was done."""
    session = later(opened(world, "One"), 2)
    change = Change("/etc/wsl.conf", Absent(), File(b"[network]\nhostname=box\n", 0o644, 0, 0), 0, 0)
    plan = Plan(session.ground().machine, "One", changes=(change,), restart=Restart.DISTRO)
    session.apply(plan)
    session.accept()
    assert opened(world, "One").look().pending is Restart.DISTRO
    assert opened(world, "Two").look().pending is Restart.NONE
    assert later(opened(world, "One"), 4).restart().look.pending is Restart.NONE


def test_what_was_undone_after_its_restart_waits_for_another(world: World) -> None:
    session = opened(world, "One")
    session.apply(session.plan(session.look(), ["wsl-systemd"]))
    assert session.restart().look.pending is Restart.NONE
    session.undo()
    batch = world.root("One") / "var/lib/wsl-go-wizard/1"
    soon = batch.stat().st_mtime + 5  # times in a journal are whole seconds
    os.utime(batch, (soon, soon))
    assert opened(world, "One").look().pending is Restart.DISTRO
    assert later(opened(world, "One"), 20).restart().look.pending is Restart.NONE


def test_one_that_does_not_come_back_is_told_as_such_and_its_warnings_too(world: World) -> None:
    other_distros = OtherDistros(WslExe(str(world.exe)))
    (world.profile / ".wslconfig").write_text("[wsl2]\nnonsense=1\n")
    events: list[Event] = []
    other_distros.start("One", events.append)
    assert [event for event in events if isinstance(event, Note) and "nonsense" in event.text.render()]
    world.run("--shutdown")
    world.fault("unbootable")
    with pytest.raises(MachineError) as caught:
        other_distros.start("One", silent)
    assert caught.value.code == "no-boot"
