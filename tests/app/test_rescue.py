"""The way back through safe mode, from every step of it, on folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.pcs.registry_file import FileRegistry
from wizard.app.rescue import Rescue, computer_of
from wizard.app.session import Session
from wizard.model.errors import InputError, MachineError, OpenError, WizardError
from wizard.model.events import Doing, Event, Stop, Tell, silent
from wizard.model.orders import Order, Phase, Receipt
from wizard.model.plans import Plan
from wizard.model.ports import Can, Site, SiteKind, Transport
from wizard.model.probes import Answers, Probe
from wizard.model.state import Absent, Change, File
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.transports.tree import Tree
from wizard.transports.windows.pc import Windows

MINE = b"# mine\r\n[wsl2]\r\nmemory=4GB # enough"
NAME = "Debian"


class Flaky:
    """*inner* as the machine *site*, on which the so many-th call of a verb fails, as *fails* says."""

    can = Can(commands=True, act=True, restart=True)

    def __init__(self, inner: Transport, site: Site) -> None:
        self.inner, self.site = inner, site
        self.fails: set[tuple[str, int]] = set()
        self.calls: Counter[str] = Counter()

    def _count(self, verb: str) -> None:
        self.calls[verb] += 1
        if (verb, self.calls[verb]) in self.fails:
            raise MachineError("unreachable", say("it is mute"), next_step=say("Shout."))

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        self._count("read")
        return self.inner.read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        self._count("act")
        return self.inner.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        self._count("restart")


class Rig:
    """A distro and its PC, as folders. The distro has a setup in trial."""

    def __init__(self, root: Path, profile: Path) -> None:
        self.root = root
        (root / "etc").mkdir(parents=True)
        (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\nme:x:1000:1000::/home/me:/bin/sh\n")
        (root / "var/lib").mkdir(parents=True)
        (root / "home/me").mkdir(parents=True)
        (profile / "AppData/Local").mkdir(parents=True)
        self.config = profile / ".wslconfig"
        self.config.write_bytes(MINE)
        (profile / "empty.reg").write_text("Windows Registry Editor Version 5.00\r\n")
        pc = Windows(profile, FileRegistry(profile / "empty.reg"))
        self.distro = Flaky(Tree(root), Site(SiteKind.WSL, NAME, "wsl-debian"))
        self.pc = Flaky(pc, pc.site)
        self.session = Session(self.distro, self.pc, Wanted(), rules=[])
        self.session.apply(_plan(self.session, "/etc/wsl.conf"))
        self.distro.calls.clear()
        computer = computer_of(self.session)
        assert computer is not None
        self.computer = computer
        self.rescue = Rescue(self.session, computer)

    @property
    def phase(self) -> Phase:
        self.distro.fails.clear()
        return self.session.history()[0].phase

    def refusal(self, tell: Tell = silent) -> str:
        with pytest.raises(WizardError) as caught:
            self.rescue.run(tell)
        return " ".join(text.render() for text in caught.value.sentences())

    def conf_exists(self) -> bool:
        return (self.root / "etc/wsl.conf").exists()


def _plan(session: Session, path: str) -> Plan:
    machine = session.ground().machine
    change = Change(path, Absent(), File(b"[boot]\nsystemd=true\n", 0o644, 0, 0), 0, 0)
    return Plan(machine, session.site.name, changes=(change,))


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "root", tmp_path / "profile")


def at(number: int, do: Callable[[], object]) -> Callable[[Event], None]:
    """Do something as step *number* begins."""

    def tell(event: Event) -> None:
        if isinstance(event, Doing) and (event.number, event.count) == (number, 7):
            do()

    return tell


def interrupt() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("who", "verb", "number", "says", "stands"),
    [
        ("pc", "read", 1, "it is mute Nothing was changed.", Phase.TRIAL),
        ("pc", "read", 2, "it is mute Nothing was changed.", Phase.TRIAL),
        ("pc", "act", 1, "it is mute Nothing was changed.", Phase.TRIAL),
        ("pc", "restart", 1, f"Could not repair {NAME} in safe mode: it is mute", Phase.TRIAL),
        ("distro", "read", 1, f"The setup of {NAME} was not undone. Safe mode is off", Phase.TRIAL),
        ("distro", "read", 2, f"The setup of {NAME} was not undone. Safe mode is off", Phase.TRIAL),
        ("distro", "act", 1, f"The setup of {NAME} was not undone. Safe mode is off", Phase.TRIAL),
        (
            "pc",
            "restart",
            2,
            f"safe mode until you do: it is mute The setup of {NAME} is undone.",
            Phase.UNDONE,
        ),
        (
            "distro",
            "read",
            3,
            f"The setup was undone, but {NAME} still does not start: it is mute",
            Phase.UNDONE,
        ),
    ],
)
def test_whatever_fails_is_said_and_wslconfig_is_as_it_was(
    rig: Rig, who: str, verb: str, number: int, says: str, stands: Phase
) -> None:
    machine: Flaky = getattr(rig, who)
    machine.fails = {(verb, number)}
    assert says in rig.refusal()
    assert rig.config.read_bytes() == MINE
    machine.fails = set()
    assert rig.phase is stands
    assert rig.conf_exists() is (stands is Phase.TRIAL)


def test_what_went_wrong_can_be_tried_again(rig: Rig) -> None:
    rig.distro.fails = {("read", 1)}
    rig.refusal()
    assert rig.rescue.run(silent).phase is Phase.UNDONE
    assert (rig.config.read_bytes(), rig.conf_exists()) == (MINE, False)


def test_safe_mode_that_cannot_be_left_is_said(rig: Rig) -> None:
    rig.distro.fails, rig.pc.fails = {("read", 1)}, {("restart", 2)}
    assert rig.refusal() == (
        "Could not shut down WSL, so it stays in safe mode until you do: it is mute"
        f" The setup of {NAME} was not undone. .wslconfig is unchanged. In Windows, run: wsl --shutdown"
    )
    assert rig.config.read_bytes() == MINE


def test_safe_mode_that_cannot_be_switched_off_is_said(rig: Rig) -> None:
    rig.pc.fails = {("act", 2)}
    assert rig.refusal() == (
        f"Safe mode is still on in .wslconfig: it is mute The setup of {NAME} is undone."
        " Delete the line safeMode=true from .wslconfig, then run: wsl --shutdown"
    )
    assert not rig.conf_exists()
    rig.computer.undo()
    assert rig.config.read_bytes() == MINE


@pytest.mark.parametrize("number", [2, 3, 4, 6, 7])
def test_interrupted_at_a_step_wslconfig_is_as_it_was(rig: Rig, number: int) -> None:
    with pytest.raises(KeyboardInterrupt):
        rig.rescue.run(at(number, interrupt))
    assert rig.config.read_bytes() == MINE


@pytest.mark.linux(reason="processes are forked")
@pytest.mark.parametrize("number", [2, 3, 5])
def test_a_wizard_that_died_on_the_way_is_followed_by_one_that_comes_to_the_end(
    rig: Rig, number: int
) -> None:
    child = os.fork()
    if child == 0:
        rig.rescue.run(at(number, lambda: os._exit(0)))
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    assert b"safeMode=true" in rig.config.read_bytes()
    if number < 5:
        assert rig.rescue.run(silent).phase is Phase.UNDONE
    else:
        rig.computer.undo()
    assert (rig.config.read_bytes(), rig.conf_exists()) == (MINE, False)


def test_what_somebody_wrote_meanwhile_is_kept_and_said(rig: Rig) -> None:
    theirs = b"[wsl2]\nsafeMode=true\nswap=0\n"
    said = rig.refusal(at(4, lambda: rig.config.write_bytes(theirs)))
    assert "Safe mode is still on in .wslconfig: another user or program edited it in the meantime" in said
    assert f"The setup of {NAME} is undone." in said
    assert rig.config.read_bytes() == theirs


def test_safe_mode_switched_on_by_hand_is_left_to_that_hand(rig: Rig) -> None:
    theirs = b"[wsl2]\nsafeMode=true\n"
    rig.config.write_bytes(theirs)
    assert ".wslconfig already turns on WSL safe mode." in rig.refusal()
    assert rig.config.read_bytes() == theirs


def test_a_setup_of_the_computer_that_waits_is_decided_first(rig: Rig) -> None:
    rig.computer.apply(_plan(rig.computer, "/other"))
    with pytest.raises(OpenError):
        rig.rescue.run(silent)
    assert rig.config.read_bytes() == MINE


def test_a_wslconfig_that_cannot_be_edited_is_left_alone(rig: Rig) -> None:
    rig.config.unlink()
    rig.config.mkdir()
    assert "Could not turn on WSL safe mode" in rig.refusal()
    assert rig.config.is_dir()
    assert rig.pc.calls["restart"] == 0


def test_where_there_was_no_wslconfig_there_is_none(rig: Rig) -> None:
    rig.config.unlink()
    rig.rescue.run(silent)
    assert not rig.config.exists()


def test_a_distro_without_a_setup_is_not_ours_to_repair(rig: Rig) -> None:
    rig.session.undo()
    with pytest.raises(InputError) as caught:
        rig.rescue.run(silent)
    assert caught.value.code == "nothing-to-undo"
    assert rig.config.read_bytes() == MINE


def test_without_the_computer_the_steps_are_for_a_person(rig: Rig) -> None:
    way = Rescue(rig.session, None)
    with pytest.raises(MachineError) as caught:
        way.run(silent)
    assert caught.value.code == "rescue-by-hand"
    assert [step.command for step in way.steps] == [
        r"notepad %UserProfile%\.wslconfig",
        "wsl --shutdown",
        "wsl -d Debian -u root --exec /bin/true",
        "wsl-go-wizard undo --distro Debian",
        r"notepad %UserProfile%\.wslconfig",
        "wsl --shutdown",
        "wsl -d Debian -u root --exec /bin/true",
    ]
    assert (rig.distro.calls.total(), rig.pc.calls["restart"]) == (0, 0)


def test_a_host_that_is_no_windows_is_no_computer_to_rescue_with(rig: Rig) -> None:
    other = Session(rig.distro, rig.distro, Wanted(), rules=[])
    assert computer_of(other) is None
