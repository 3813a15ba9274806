"""What a change leaves for the next restart: done now or left for later, and remembered until it was done."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call
from tests.pcs.one_machine import HOUR, REPAIR, Pc, Site, typing, ubuntu
from tests.stubs import NOW, Street, Stub, aged, journal
from wizard.cli.exits import Exit
from wizard.facts.windows.wslconfig import WSLCONFIG
from wizard.model.edits.files import SetKey
from wizard.model.errors import MachineError
from wizard.model.events import Tell
from wizard.model.facts import Side
from wizard.model.findings import Finding, Restart, Rule, Severity, Verdict
from wizard.model.orders import Phase
from wizard.model.ports import Can, SiteKind
from wizard.model.probes import JournalProbe
from wizard.model.text import plain, say

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


@pytest.mark.parametrize(("words", "phase"), [((), "waiting for your decision"), (("--accept",), "kept")])
def test_a_restart_that_fails_does_not_say_that_nothing_was_changed(
    call: Call, words: tuple[str, ...], phase: str
) -> None:
    site = ubuntu()

    def refuse(tell: Tell) -> None:
        raise MachineError("busy", say("Ubuntu does not stop."))

    site.restart = refuse  # type: ignore[method-assign]
    said = call(Pc(site, rule=REPAIR), "apply", "--yes", "--restart", "now", "--json", *words)
    assert said.code == Exit.ERROR
    assert said.json["error"]["says"] == ["Ubuntu does not stop.", f"Setup 1: {phase}."]


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


def test_verify_tells_what_is_written_effective_now_and_after_the_restart(call: Call) -> None:
    """Every check passes in the files; that is not called fine before the restart (`well`)."""
    waiting = ubuntu(aged(9000.0, 7200.0), journal(NOW - HOUR, Restart.DISTRO))
    data = call(Pc(waiting), "verify", "--json").json
    assert (data["well"], data["effect"], data["pending"]) == (False, "after-restart", "distro")
    done = ubuntu(aged(9000.0, 1800.0), journal(NOW - HOUR, Restart.DISTRO))
    data = call(Pc(done), "verify", "--json").json
    assert (data["well"], data["effect"], data["effects"], data["written"]) == (True, "now", {}, [])


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


def test_a_machine_that_the_wizard_runs_in_is_left_to_its_user(call: Call) -> None:
    site = ubuntu()
    site.can = Can(commands=True, act=True, restart=False)
    said = call(Pc(site, rule=REPAIR), "apply", "--yes", "--restart", "now")
    assert (said.code, site.restarted) == (Exit.DONE, 0)
    assert said.out.splitlines()[-1] == "The wizard cannot restart Ubuntu from here."
