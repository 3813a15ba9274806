"""What a session says before a restart, does for one, and remembers of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.facts.answers import ME, file
from tests.facts.running import OWN, PASSWD, WSL, Made, told
from wizard.app.session import Session
from wizard.facts.age import AGE
from wizard.facts.processes import PASSWD_PROBE, PROCESSES_PROBE
from wizard.model.errors import InputError, MachineError, Stopped, WizardError
from wizard.model.events import Doing, Event, Stop, Tell, never
from wizard.model.findings import Finding, Restart, Rule, Severity, Verdict
from wizard.model.orders import Order, Phase, Receipt
from wizard.model.plans import Plan, Record
from wizard.model.ports import Can, Site, Transport
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    Entry,
    Exited,
    Journal,
    JournalProbe,
    Missing,
    Probe,
    Unavailable,
)
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
STAT = (
    "1 (systemd) S 0 1 1 0 -1 4194560 25 0 0 0 1 2 0 0 20 0 1 0 {ticks} 22000000 3000 18446744073709551615\n"
)
SHELL = Made(500, 301, b"bash", b"-bash\0")
UPTIME, FIRST = AGE.ask(Wanted())


def runs(*made: Made) -> dict[Probe, Answer]:
    return {PROCESSES_PROBE: Exited(0, told((*WSL, *made), OWN), b""), PASSWD_PROBE: file(PASSWD)}


def aged(machine_s: float, distro_s: float) -> dict[Probe, Answer]:
    ticks = round((machine_s - distro_s) * 100)
    return {UPTIME: file(f"{machine_s} 1.0\n"), FIRST: file(STAT.format(ticks=ticks))}


class Stub:
    """A machine that answers what it was told to, and remembers what was asked of it."""

    def __init__(self, name: str, *answers: dict[Probe, Answer], kind: str = "wsl") -> None:
        self.site = Site(kind, name, name)
        self.can = Can(commands=True, act=True, restart=True)
        self.reads: list[tuple[Probe, ...]] = []
        self.restarted = 0
        self.trouble: Callable[[], WizardError] | None = None
        self._answers: dict[Probe, Answer] = {AccountProbe(): ME}
        for each in answers:
            self._answers |= each

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        if stop():
            raise Stopped
        self.reads.append(tuple(probes))
        if self.trouble is not None:
            raise self.trouble()
        return Answers(tuple((probe, self._answers.get(probe, Missing())) for probe in probes))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise AssertionError(order)

    def restart(self, tell: Tell) -> None:
        self.restarted += 1


class Street:
    """Distros side by side, of which *names* run."""

    def __init__(self, *sites: Stub, names: tuple[str, ...] | None = None) -> None:
        self.sites = {site.site.name: site for site in sites}
        self.names = names if names is not None else tuple(self.sites)
        self.trouble: WizardError | None = None
        self.started: list[str] = []
        self.listings = 0

    def running(self, stop: Stop = never) -> tuple[str, ...]:
        self.listings += 1
        if self.trouble is not None:
            raise self.trouble
        return self.names

    def open(self, name: str) -> Transport:
        if " " in name:
            raise InputError("distro-name", say("no name"))
        return self.sites[name]

    def start(self, name: str, tell: Tell) -> None:
        self.started.append(name)


def finds(verdict: Verdict = Verdict.OK, restart: Restart = Restart.NONE) -> Rule:
    finding = Finding(verdict, plain("x"), restart=restart)
    return Rule("a-rule", "wsl", plain("x"), (), Severity.LOW, lambda see, want: finding)


def session(site: Stub, street: Street | None = None, rule: Rule | None = None) -> Session:
    host = site if site.site.kind == "windows" else Stub("host", kind="host")
    rules = [rule or finds()]
    return Session(site, host, Wanted(), neighbours=street, rules=rules, now=lambda: NOW)


def pc(*answers: dict[Probe, Answer]) -> Stub:
    return Stub("This PC", *answers, kind="windows")


def journal(at: datetime, restart: Restart, phase: Phase = Phase.ACCEPTED) -> dict[Probe, Answer]:
    record = Record(Plan("m", "s", restart=restart), at.isoformat(timespec="seconds"), "0.1")
    return {JournalProbe(20): Journal((Entry(1, phase.value, b"", msgspec.json.encode(record)),))}


# --- what ends ---------------------------------------------------------------------------------------------------


def test_of_a_distro_one_crossing() -> None:
    site = Stub("Ubuntu", runs(SHELL))
    found = session(site).radius()
    assert [(each.distro, each.user, each.what.render()) for each in found.endings] == [
        ("Ubuntu", "me", "Open shells: 1")
    ]
    assert (found.restart, found.distros, found.unknown) == (Restart.DISTRO, ("Ubuntu",), ())
    assert len(site.reads) == 1


@pytest.mark.parametrize("restart", [Restart.NONE, Restart.SHELL])
def test_of_nothing_nothing_ends_and_nobody_is_asked(restart: Restart) -> None:
    site = Stub("Ubuntu", runs(SHELL))
    found = session(site).radius(restart)
    assert (found.distros, found.endings, found.unknown, site.reads) == ((), (), (), [])


def test_of_wsl_every_distro_that_runs_and_none_that_does_not() -> None:
    a, b = Stub("A", runs(SHELL)), Stub("B", runs())
    sleeps, docker = Stub("C"), Stub("docker-desktop")
    street = Street(a, b, sleeps, docker, names=("A", "B", "docker-desktop"))
    found = session(pc(), street).radius()
    assert (found.restart, found.distros) == (Restart.WSL, ("A", "B", "docker-desktop"))
    assert [each.distro for each in found.endings] == ["docker-desktop", "A"]
    assert [len(site.reads) for site in (a, b, sleeps, docker)] == [1, 1, 0, 0]
    assert street.listings == 1


def test_a_distro_that_cannot_be_asked_is_named_as_such() -> None:
    mute = Stub("Mute")
    mute.trouble = lambda: MachineError("unreachable", say("it is mute"))
    street = Street(Stub("A", runs(SHELL)), mute, names=("A", "Mute", "a b"))
    found = session(pc(), street).radius()
    assert found.distros == ("A", "Mute", "a b")
    assert [text.render() for text in found.unknown] == [
        "What runs in Mute is not known: it is mute",
        "What runs in a b is not known: no name",
    ]
    assert len(found.endings) == 1


def test_where_distros_cannot_be_listed_nothing_is_known() -> None:
    street = Street()
    street.trouble = MachineError("wsl-late", say("wsl.exe is late"))
    assert [text.render() for text in session(pc(), street).radius().unknown] == ["wsl.exe is late"]
    assert session(pc(), None).radius().unknown


def test_a_tree_runs_nothing_that_could_be_listed() -> None:
    site = Stub("root", {PROCESSES_PROBE: Unavailable("a directory tree runs no commands")})
    (text,) = session(site).radius().unknown
    assert "a directory tree runs no commands" in text.render()


def test_a_stop_is_obeyed() -> None:
    with pytest.raises(Stopped):
        session(Stub("Ubuntu", runs())).radius(stop=lambda: True)


# --- the restart -------------------------------------------------------------------------------------------------


def test_of_a_distro_ends_that_one_only_and_looks_again() -> None:
    site, street = Stub("A", runs(SHELL)), Street(Stub("A"), Stub("B"))
    events: list[Event] = []
    verified = session(site, street).restart(events.append)
    assert (site.restarted, street.started, street.listings) == (1, [], 0)
    assert verified.well
    assert [event.what.render() for event in events if isinstance(event, Doing)] == ["Looking at A"]


def test_of_the_computer_starts_again_what_ran_but_not_what_others_start_themselves() -> None:
    computer, street = pc(), Street(Stub("A"), Stub("B"), Stub("docker-desktop"), Stub("C"))
    street.names = ("A", "docker-desktop", "C")
    session(computer, street).restart()
    assert computer.restarted == 1
    assert street.started == ["A", "C"]


def test_a_restart_that_fails_is_not_followed_by_a_look() -> None:
    site = Stub("A")

    def refuse(tell: Tell) -> None:
        raise MachineError("no-boot", say("A does not start any more"))

    site.restart = refuse  # type: ignore[method-assign]
    with pytest.raises(MachineError, match="does not start"):
        session(site).restart()
    assert site.reads == []


# --- what is still to come ---------------------------------------------------------------------------------------

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("distro_s", "waits"), [(7200.0, Restart.DISTRO), (1800.0, Restart.NONE), (3600.0, Restart.NONE)]
)
def test_a_setup_waits_until_its_distro_began_anew(distro_s: float, waits: Restart) -> None:
    """Also if no rule can see it: most of what WSL reads at a start shows nowhere."""
    site = Stub("A", journal(NOW - HOUR, Restart.DISTRO), aged(9000.0, distro_s))
    assert session(site).look().pending is waits
    assert session(site).verify().look.pending is waits
    assert len(site.reads) == 2


def test_a_rule_that_sees_it_is_believed_without_any_journal() -> None:
    assert session(Stub("A"), rule=finds(Verdict.ADVICE, Restart.DISTRO)).look().pending is Restart.DISTRO


def test_where_nothing_was_done_nothing_waits() -> None:
    assert session(Stub("A", aged(10.0, 10.0))).look().pending is Restart.NONE


@pytest.mark.parametrize(("machine_s", "waits"), [(7200.0, Restart.WSL), (1800.0, Restart.NONE)])
def test_a_setup_of_the_computer_waits_until_wsl_began_anew(machine_s: float, waits: Restart) -> None:
    """A distro that was restarted alone is not enough: `.wslconfig` is read by the machine below."""
    street = Street(Stub("A", aged(machine_s, 60.0)))
    computer = pc(journal(NOW - HOUR, Restart.WSL))
    assert session(computer, street).look().pending is waits


def test_where_no_distro_runs_the_next_start_reads_it_anyway() -> None:
    site = Stub("A", aged(7200.0, 7200.0))
    street = Street(site, names=())
    assert session(pc(journal(NOW - HOUR, Restart.WSL)), street).look().pending is Restart.NONE
    assert site.reads == []


def test_the_computer_asks_no_distro_unless_a_setup_may_wait() -> None:
    site = Stub("A", aged(7200.0, 7200.0))
    street = Street(site)
    assert session(pc(), street).look().pending is Restart.NONE
    assert (street.listings, site.reads) == (0, [])


def test_trouble_with_a_distro_is_no_trouble_of_the_look() -> None:
    mute = Stub("A")
    mute.trouble = lambda: MachineError("unreachable", say("it is mute"))
    look = session(pc(journal(NOW - HOUR, Restart.WSL)), Street(mute)).look()
    assert look.pending is Restart.NONE
