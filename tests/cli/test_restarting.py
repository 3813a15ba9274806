"""Restarts at the command line: shown, asked, done or left for later, and remembered."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.conftest import Said, Wizard
from tests.stubs import NOW, SHELL, Street, Stub, aged, finds, journal, runs
from wizard.app.machines.computer import Machine, Survey
from wizard.app.session import Session
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.facts.windows.wslconfig import WSLCONFIG
from wizard.facts.wsl import WSL_CONF
from wizard.model.edits.files import SetKey
from wizard.model.errors import MachineError
from wizard.model.events import Stop, Tell, never
from wizard.model.facts import Side
from wizard.model.findings import Finding, Restart, Rule, Severity, Verdict
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Undo
from wizard.model.ports import Can, SiteKind
from wizard.model.probes import Journal, JournalEntry, JournalProbe
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

HOUR = timedelta(hours=1)


class Site(Stub):
    """A machine with a journal that is written, and a file that a rule repairs for the next start."""

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        match order:
            case Commit():
                self.note, phase = order.note, Phase.TRIAL
            case Accept():
                phase = Phase.ACCEPTED
            case Undo():
                phase = Phase.UNDONE
            case _:
                raise AssertionError(order)
        entry = JournalEntry(1, phase.value, b"", self.note)
        open_batch = 1 if phase is Phase.TRIAL else None
        self._answers[JournalProbe(20)] = self._answers[JournalProbe(1)] = Journal((entry,), open_batch)
        return Receipt(1, phase)


class Pc:
    """A computer with one distro, or that computer itself."""

    def __init__(self, site: Stub, street: Street | None = None, rule: Rule | None = None) -> None:
        self.site, self.street, self.rule = site, street, rule

    def survey(self, stop: Stop = never) -> Survey:
        return Survey((self.default(),))

    def default(self) -> Machine:
        return Machine(self.site.site.name, self.site.site.kind)

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        site = self.site
        host = site if site.site.kind is SiteKind.WINDOWS else Stub("host", kind=SiteKind.HOST)
        return Session(
            site, host, wanted, other_distros=self.street, rules=[self.rule or finds()], now=lambda: NOW
        )


REPAIR = Rule(
    "a-rule",
    "wsl",
    plain("x"),
    (WSL_CONF,),
    Severity.LOW,
    lambda see, want: Finding(
        Verdict.FIXABLE,
        plain("x"),
        edits=(SetKey("/etc/wsl.conf", "boot", "systemd", "true"),),
        restart=Restart.DISTRO,
    ),
)
Call = Callable[..., Said]


@pytest.fixture
def call(capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    def call(pc: Pc, command: str, *words: str) -> Said:
        where = ("--pc",) if pc.site.site.kind is SiteKind.WINDOWS else ("--distro", pc.site.site.name)
        code = run([command, *where, "--language", "en", *words], pc=pc)
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode(), err.decode())

    return call


@contextmanager
def typing(monkeypatch: pytest.MonkeyPatch, words: str) -> Iterator[None]:
    """A terminal at which somebody types *words*."""
    master, slave = os.openpty()
    os.write(master, words.encode())
    with os.fdopen(slave) as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", terminal)
        yield
    os.close(master)


def ubuntu(*answers: dict[Any, Any]) -> Site:
    return Site("Ubuntu", runs(SHELL), *answers)


# --- restart -----------------------------------------------------------------------------------------------------


def test_what_ends_is_shown_then_it_is_done_then_looked_at(call: Call) -> None:
    site = ubuntu()
    said = call(Pc(site), "restart", "--yes")
    assert said.code == Exit.NOTHING_TO_DO
    assert said.out.splitlines()[:2] == ["Restarting Ubuntu stops:", "  me: Open shells: 1"]
    assert site.restarted == 1


def test_without_a_word_nothing_is_restarted(call: Call) -> None:
    site = ubuntu()
    said = call(Pc(site), "restart")
    assert said.code == Exit.ERROR
    assert "This needs your confirmation." in said.err
    assert site.restarted == 0


@pytest.mark.parametrize(("words", "times"), [("y\n", 1), ("n\n", 0), ("\n", 0)])
def test_at_a_terminal_it_is_asked(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: str, times: int
) -> None:
    site = ubuntu()
    with typing(monkeypatch, words):
        said = call(Pc(site), "restart")
    assert "Restart Ubuntu now?" in said.err
    assert site.restarted == times


def test_of_the_computer_every_distro_is_named(call: Call) -> None:
    street = Street(Stub("A", runs(SHELL)), Stub("B", runs()), Stub("docker-desktop"))
    said = call(Pc(Site("This PC", kind=SiteKind.WINDOWS), street), "restart", "--yes", "--anyway")
    assert said.out.splitlines()[:3] == [
        "Restarting WSL stops all running distros: A, B, docker-desktop",
        "  docker-desktop: Docker Desktop, with all its containers",
        "  A, me: Open shells: 1",
    ]
    assert street.started == ["A", "B"]


def test_all_distros_do_not_end_for_nothing(call: Call) -> None:
    site, street = Site("This PC", kind=SiteKind.WINDOWS), Street(Stub("A", runs(SHELL)))
    said = call(Pc(site, street), "restart", "--yes")
    assert (said.code, site.restarted) == (Exit.NOTHING_TO_DO, 0)
    assert said.out.splitlines() == [
        "Nothing is waiting for a restart.",
        "To stop all distros anyway: wsl-go-wizard restart --pc --anyway",
    ]
    assert call(Pc(site, street), "restart", "--yes", "--json").json == {"radius": None, "pending": "none"}
    assert (site.restarted, street.started) == (0, [])


def test_all_distros_end_for_what_waits(call: Call) -> None:
    site = Site("This PC", journal(NOW - HOUR, Restart.WSL), kind=SiteKind.WINDOWS)
    street = Street(Stub("A", runs(SHELL), aged(9000.0, 60.0)))
    call(Pc(site, street), "restart", "--yes")
    assert (site.restarted, street.started) == (1, ["A"])


def test_as_json_the_radius_comes_with_what_was_found_after_it(call: Call) -> None:
    data = call(Pc(ubuntu()), "restart", "--yes", "--json").json
    assert data["radius"]["restart"] == "distro"
    assert data["radius"]["endings"] == [
        {"distro": "Ubuntu", "user": "me", "what": "Open shells: 1", "count": 1}
    ]
    assert (data["well"], data["pending"]) == (True, "none")


def test_one_that_does_not_come_back_is_followed_by_the_way_out(call: Call) -> None:
    site = ubuntu()

    def refuse(tell: Tell) -> None:
        raise MachineError("no-boot", say("Ubuntu does not start any more"))

    site.restart = refuse  # type: ignore[method-assign]
    said = call(Pc(site), "restart", "--yes")
    assert said.code == Exit.ERROR
    assert said.err.splitlines()[-1] == "Undo the setup: wsl-go-wizard rescue --distro Ubuntu"


# --- after a change ----------------------------------------------------------------------------------------------

WAITS = "Changes take effect after Ubuntu restarts: wsl-go-wizard restart --distro Ubuntu"


def test_without_a_terminal_it_is_later_and_said(call: Call) -> None:
    site = ubuntu()
    said = call(Pc(site, rule=REPAIR), "apply", "--yes")
    assert (said.code, site.restarted) == (Exit.DONE, 0)
    assert said.out.splitlines()[-1] == WAITS
    assert "Open shells" not in said.out, "what does not end now is not shown"


def test_now_is_now_and_shown_before(call: Call) -> None:
    site = ubuntu()
    said = call(Pc(site, rule=REPAIR), "apply", "--yes", "--restart", "now")
    assert (said.code, site.restarted) == (Exit.DONE, 1)
    assert "Open shells: 1" in said.out


def test_as_json_it_is_later_unless_said(call: Call) -> None:
    site = ubuntu()
    data = call(Pc(site, rule=REPAIR), "apply", "--yes", "--json").json
    assert (data["receipt"]["phase"], data["pending"], site.restarted) == ("trial", "distro", 0)
    site = ubuntu()
    data = call(Pc(site, rule=REPAIR), "apply", "--yes", "--json", "--restart", "now").json
    assert (data["receipt"]["phase"], site.restarted) == ("trial", 1)
    assert data["radius"]["endings"]


@pytest.mark.parametrize(
    ("words", "times"),
    [("y\nnow\n", 1), ("y\nlater\n", 0), ("y\n\n", 0), ("y\n\x04", 0), ("y\nno\nnow\n", 1)],
)
def test_at_a_terminal_now_or_later_is_asked_after_the_change(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: str, times: int
) -> None:
    site = ubuntu()
    with typing(monkeypatch, words):
        said = call(Pc(site, rule=REPAIR), "apply")
    assert said.code == Exit.DONE
    assert "Open shells: 1" in said.out
    assert "Restart Ubuntu now or later?" in said.err
    assert site.restarted == times
    assert (WAITS in said.out) is (times == 0)


OF_WSL = Rule(
    "a-rule",
    "wslconfig",
    plain("x"),
    (WSLCONFIG,),
    Severity.LOW,
    lambda see, want: Finding(
        Verdict.FIXABLE,
        plain("x"),
        edits=(SetKey("~/.wslconfig", "wsl2", "memory", "4GB"),),
        restart=Restart.WSL,
    ),
    Side.HOST,
)
NEXT_START = "WSL is not running. The changes take effect when it starts."


@pytest.mark.parametrize("when", [None, "now", "later"])
def test_a_wsl_that_does_not_run_has_nothing_to_wait_for(call: Call, when: str | None) -> None:
    words = ("apply", "--yes", *(("--restart", when) if when is not None else ()))
    site = Site("This PC", kind=SiteKind.WINDOWS)
    said = call(Pc(site, Street(names=()), rule=OF_WSL), *words)
    assert (said.code, site.restarted) == (Exit.DONE, 0)
    assert said.out.splitlines()[-1] == NEXT_START
    data = call(
        Pc(Site("This PC", kind=SiteKind.WINDOWS), Street(names=()), rule=OF_WSL), *words, "--json"
    ).json
    assert data["pending"] == "none"
    said = call(Pc(site, Street(names=()), rule=OF_WSL), "undo", "--yes")
    assert said.out.splitlines()[-1] == NEXT_START


def test_a_wsl_that_runs_waits(call: Call) -> None:
    street = Street(Stub("A", aged(9000.0, 60.0)))
    said = call(Pc(Site("This PC", kind=SiteKind.WINDOWS), street, rule=OF_WSL), "apply", "--yes")
    assert said.out.splitlines()[-1] == "Changes take effect after WSL restarts: wsl-go-wizard restart --pc"
    street.trouble = MachineError("wsl-late", say("wsl.exe is late"))
    said = call(Pc(Site("This PC", kind=SiteKind.WINDOWS), street, rule=OF_WSL), "apply", "--yes")
    assert said.out.splitlines()[-1] == "Changes take effect after WSL restarts: wsl-go-wizard restart --pc"


def test_what_was_never_felt_needs_no_restart_to_be_undone(call: Call) -> None:
    site = ubuntu(aged(9000.0, 7200.0), journal(NOW - HOUR, Restart.DISTRO, Phase.TRIAL))
    site.note = site._answers[JournalProbe(20)].entries[0].note  # type: ignore[union-attr]
    said = call(Pc(site), "undo", "--yes")
    assert said.code == Exit.DONE
    assert "Waits" not in said.out


def test_what_was_felt_is_felt_until_the_next_restart(call: Call) -> None:
    site = ubuntu(aged(9000.0, 1800.0), journal(NOW - HOUR, Restart.DISTRO, Phase.TRIAL))
    site.note = site._answers[JournalProbe(20)].entries[0].note  # type: ignore[union-attr]
    said = call(Pc(site), "undo", "--yes")
    assert said.out.splitlines()[-1] == WAITS
    site = ubuntu(aged(9000.0, 1800.0), journal(NOW - HOUR, Restart.DISTRO, Phase.TRIAL))
    site.note = site._answers[JournalProbe(20)].entries[0].note  # type: ignore[union-attr]
    assert call(Pc(site), "undo", "--yes", "--restart", "now").code == Exit.DONE
    assert site.restarted == 1


# --- what waits --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["look", "verify", "drift"])
def test_what_waits_is_said_until_it_was_done(call: Call, command: str) -> None:
    waiting = ubuntu(aged(9000.0, 7200.0), journal(NOW - HOUR, Restart.DISTRO))
    said = call(Pc(waiting), command)
    assert (said.code, said.out.splitlines()[-1]) == (Exit.PENDING, WAITS)
    assert call(Pc(waiting), command, "--json").json["pending"] == "distro"
    done = ubuntu(aged(9000.0, 1800.0), journal(NOW - HOUR, Restart.DISTRO))
    said = call(Pc(done), command)
    assert (said.code, WAITS in said.out) == (Exit.NOTHING_TO_DO, False)
    assert call(Pc(done), command, "--json").json["pending"] == "none"


@pytest.mark.parametrize("command", ["look", "verify", "drift"])
def test_what_was_undone_waits_too(call: Call, command: str) -> None:
    undone = journal(NOW - 2 * HOUR, Restart.DISTRO, Phase.UNDONE, NOW - HOUR)
    said = call(Pc(ubuntu(aged(9000.0, 5400.0), undone)), command)
    assert (said.code, said.out.splitlines()[-1]) == (Exit.PENDING, WAITS)
    site = ubuntu(aged(9000.0, 5400.0), undone)
    assert call(Pc(site), command, "--json").json["pending"] == "distro"


def test_what_waits_for_wsl_names_the_computer(call: Call) -> None:
    site = Site("This PC", journal(NOW - HOUR, Restart.WSL), kind=SiteKind.WINDOWS)
    said = call(Pc(site, Street(Stub("A", aged(9000.0, 60.0)))), "look")
    assert said.out.splitlines()[-1] == "Changes take effect after WSL restarts: wsl-go-wizard restart --pc"


# --- rescue ------------------------------------------------------------------------------------------------------


def test_where_the_computer_is_out_of_reach_the_steps_are_told(call: Call) -> None:
    said = call(Pc(ubuntu()), "rescue", "--yes")
    assert said.code == Exit.ERROR
    assert said.out.splitlines()[:4] == [
        "1. Turn on WSL safe mode: set safeMode=true under [wsl2] in .wslconfig",
        r"   notepad %UserProfile%\.wslconfig",
        "2. Shut down WSL. All distros stop, with all programs in them.",
        "   wsl --shutdown",
    ]
    assert said.out.splitlines()[-1] == "Follow these steps by hand in Windows."


def test_in_a_folder_nothing_runs_and_nothing_is_asked(wizard: Wizard) -> None:
    said = wizard("apply", "--yes", "--restart", "now", "--json")
    assert (said.code, said.json["receipt"]["phase"]) == (Exit.DONE, "trial")
    assert not {"pending", "radius"} & set(said.json)
    said = wizard("restart", "--yes", "--language", "en")
    assert said.code == Exit.ERROR
    assert "nothing to restart" in said.err


def test_a_machine_that_the_wizard_runs_in_is_left_to_its_user(call: Call) -> None:
    site = ubuntu()
    site.can = Can(commands=True, act=True, restart=False)
    said = call(Pc(site, rule=REPAIR), "apply", "--yes", "--restart", "now")
    assert (said.code, site.restarted) == (Exit.DONE, 0)
    assert said.out.splitlines()[-1] == "The wizard cannot restart Ubuntu from here."


def test_where_the_wizard_stands_nothing_is_listed_and_then_refused(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["restart", "--yes", "--language", "en"]) == Exit.ERROR
    output = capfd.readouterr()
    assert output.out == ""
    assert "runs on this machine and cannot restart it" in output.err
