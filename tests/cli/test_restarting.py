"""Restarts at the command line: shown, asked and done; and the way back where nothing starts."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Call, Wizard
from tests.pcs.one_machine import HOUR, Pc, Site, typing, ubuntu
from tests.stubs import NOW, SHELL, Street, Stub, aged, journal, runs
from wizard.cli.exits import Exit
from wizard.cli.main import run
from wizard.model.errors import MachineError
from wizard.model.events import Tell
from wizard.model.findings import Restart
from wizard.model.ports import SiteKind
from wizard.model.text import say


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


@pytest.mark.linux(reason="a terminal of Unix is typed at")
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


@pytest.mark.linux(reason="it is about the distro the wizard runs in")
def test_where_the_wizard_stands_nothing_is_listed_and_then_refused(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["restart", "--yes", "--language", "en"]) == Exit.ERROR
    output = capfd.readouterr()
    assert output.out == ""
    assert "runs on this machine and cannot restart it" in output.err
