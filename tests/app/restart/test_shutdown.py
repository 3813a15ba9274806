"""What a session says before a restart, does for one, and remembers of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest

from tests.stubs import NOW, SHELL, Street, Stub, aged, finds, journal, runs
from wizard.app.restart import shutdown
from wizard.app.session import Session
from wizard.facts.age import Age
from wizard.facts.processes import PROCESSES_PROBE
from wizard.model.errors import InputError, MachineError, Stopped
from wizard.model.events import Doing, Event, Stop, Tell
from wizard.model.findings import Restart, Rule, Verdict
from wizard.model.orders import Order, Phase, Receipt
from wizard.model.ports import SiteKind
from wizard.model.probes import (
    Answer,
    Answers,
    Probe,
    Unavailable,
)
from wizard.model.text import say
from wizard.model.wanted import Wanted


def session(
    site: Stub,
    street: Street | None = None,
    rule: Rule | None = None,
    now: Callable[[], datetime] = lambda: NOW,
) -> Session:
    host = site if site.site.kind is SiteKind.WINDOWS else Stub("host", kind=SiteKind.HOST)
    rules = [rule or finds()]
    return Session(site, host, Wanted(), other_distros=street, rules=rules, now=now)


def mute(site: Stub) -> Stub:
    def act(order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise InputError("mute", say("it is mute"))

    site.act = act  # type: ignore[method-assign]
    return site


def pc(*answers: dict[Probe, Answer]) -> Stub:
    return Stub("This PC", *answers, kind=SiteKind.WINDOWS)


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
        "Could not find out what is running in Mute: it is mute",
        "Could not find out what is running in a b: no name",
    ]
    assert len(found.endings) == 1


def test_where_distros_cannot_be_listed_nothing_is_known() -> None:
    street = Street()
    street.trouble = MachineError("wsl-late", say("wsl.exe is late"))
    assert [text.render() for text in session(pc(), street).radius().unknown] == ["wsl.exe is late"]
    assert session(pc(), None).radius().unknown


def test_a_tree_runs_nothing_that_could_be_listed() -> None:
    site = Stub("root", {PROCESSES_PROBE: Unavailable("commands cannot run in a folder")})
    (text,) = session(site).radius().unknown
    assert "commands cannot run in a folder" in text.render()


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
    assert [event.what.render() for event in events if isinstance(event, Doing)] == ["Checking A"]


def test_of_the_computer_starts_again_what_ran_but_not_what_others_start_themselves() -> None:
    computer, street = pc(), Street(Stub("A"), Stub("B"), Stub("docker-desktop"), Stub("C"))
    street.names = ("A", "docker-desktop", "C")
    session(computer, street).restart()
    assert computer.restarted == 1
    assert street.started == ["A", "C"]


def test_a_wsl_that_cannot_even_be_listed_is_restarted_all_the_same() -> None:
    computer, street = pc(), Street(Stub("A"))
    street.trouble = MachineError("wsl-late", say("wsl.exe is late"))
    session(computer, street).restart()
    assert (computer.restarted, street.started) == (1, [])


def test_a_restart_that_fails_is_not_followed_by_a_look() -> None:
    site = Stub("A")

    def refuse(tell: Tell) -> None:
        raise MachineError("no-boot", say("A does not start any more"))

    site.restart = refuse  # type: ignore[method-assign]
    with pytest.raises(MachineError, match="does not start"):
        session(site).restart()
    assert site.reads == []


@pytest.mark.parametrize(("kind", "name"), [(SiteKind.WSL, "A"), (SiteKind.WINDOWS, "WSL")])
def test_a_restart_is_not_denied_because_nobody_could_look_afterwards(kind: str, name: str) -> None:
    site = Stub("A", kind=kind)
    site.trouble = lambda: MachineError("unreachable", say("it is mute"), next_step=say("Shout."))
    with pytest.raises(MachineError) as caught:
        session(site).restart()
    assert [text.render() for text in caught.value.sentences()] == [
        f"{name} was restarted, but could not be checked afterwards: it is mute",
        "The restart did not change its files.",
        "Shout.",
    ]
    with pytest.raises(Stopped) as stopped:
        session(site).restart(stop=lambda: True)
    assert [text.render() for text in stopped.value.sentences()][1:] == [f"{name} was restarted."]


def test_a_setup_that_could_not_be_accepted_at_once_waits() -> None:
    site = Stub("A")
    with pytest.raises(InputError) as caught:
        session(mute(site)).keep(Receipt(3, Phase.TRIAL))
    assert [text.render() for text in caught.value.sentences()] == [
        "it is mute",
        "Setup 3 was applied and is waiting for your decision.",
    ]


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


@pytest.mark.parametrize(
    ("age_s", "waits"), [(5400.0, True), (7800.0, False), (1800.0, False)], ids=["felt", "never felt", "gone"]
)
def test_what_was_felt_and_taken_back_waits_for_a_restart(age_s: float, waits: bool) -> None:
    """On the distro and on the computer alike: applied two hours ago, undone one hour ago."""
    of_distro = journal(NOW - 2 * HOUR, Restart.DISTRO, Phase.UNDONE, NOW - HOUR)
    site = Stub("A", of_distro, aged(9000.0, age_s))
    assert session(site).look().pending is (Restart.DISTRO if waits else Restart.NONE)
    of_pc = journal(NOW - 2 * HOUR, Restart.WSL, Phase.UNDONE, NOW - HOUR)
    street = Street(Stub("A", aged(age_s, 60.0)))
    assert session(pc(of_pc), street).look().pending is (Restart.WSL if waits else Restart.NONE)


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


def test_a_setup_and_the_start_before_it_may_share_a_second() -> None:
    """A machine that is quick: WSL was up 0.3 seconds, in the second that the clock still shows, when it was made."""
    now = NOW + timedelta(milliseconds=900)
    site = Stub("A", aged(0.8, 0.8))
    computer = pc(journal(now - timedelta(milliseconds=500), Restart.WSL))
    assert session(computer, Street(site), now=lambda: now).look().pending is Restart.WSL
    computer = pc(journal(now - timedelta(milliseconds=850), Restart.WSL))
    assert session(computer, Street(site), now=lambda: now).look().pending is Restart.NONE


def test_a_slow_answer_makes_wsl_no_younger() -> None:
    """It ran when it was asked, so no question started it: it is as old as it said when the question came."""
    clock = [NOW]

    class Slow(Stub):
        def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
            clock.append(NOW + timedelta(seconds=30))
            return super().read(probes, stop)

    computer = pc(journal(NOW - timedelta(seconds=10), Restart.WSL))
    street = Street(Slow("A", aged(20.0, 20.0)))
    assert session(computer, street, now=lambda: clock[-1]).look().pending is Restart.WSL
    assert len(clock) == 2


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


@pytest.mark.parametrize(
    ("distro_s", "seconds"),
    [(100.0, -100), (3.0, 1), (4.5, -4.5)],
    ids=["ran long before", "was started by the question", "ran just before"],
)
def test_what_is_asked_of_a_distro_that_runs_may_be_as_old_as_the_question(
    distro_s: float, seconds: float
) -> None:
    asked, heard = NOW, NOW + timedelta(seconds=4)
    began = shutdown.began(Age(distro_s, 9000.0), asked, heard, Restart.DISTRO)
    assert began == shutdown.moment(NOW + timedelta(seconds=seconds))
