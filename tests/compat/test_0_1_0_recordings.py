"""Recordings, notes, ids and the command that waits in Windows, as 0.1.0 left them."""

from __future__ import annotations

import json

import pytest

from tests.compat.conftest import HERE, WANTED, plan_of
from tests.first_wave import probes_of
from wizard.app.session import Session
from wizard.app.setup.progress import ProgressFile
from wizard.cli.main import run
from wizard.engine import evaluate
from wizard.facts.shell import LOGIN_SHELL
from wizard.model.events import never, silent
from wizard.model.facts import Side
from wizard.model.findings import Verdict
from wizard.model.first_time import Choice, Operation
from wizard.model.probes import Answers, FileProbe, Found
from wizard.rules import catalogue
from wizard.transports.recording import recorded
from wizard.transports.recording.replay import Replay, replay

RULES = {rule.id for side in Side for rule in catalogue.rules(side)}


@pytest.mark.parametrize(("name", "side"), [("distro", Side.DISTRO), ("pc", Side.HOST)])
def test_a_recording_is_replayed_and_every_rule_answers(name: str, side: Side) -> None:
    path = HERE / f"recording-{name}.json"
    site, host = replay(path)
    look = Session(site, host, WANTED).look()
    rules = {rule.id for rule in catalogue.rules(side)}
    assert {item.rule for item in look.judged} == rules
    known = {item.rule for item in look.judged if item.verdict is not Verdict.UNKNOWN}
    assert known & set(json.loads((HERE / "rules.json").read_text())), "what was asked then is answered"
    if name == "distro":
        assert [setup.number for setup in look.setups] == [1]
        assert plan_of(look.setups[0]).rules()


@pytest.mark.parametrize(("name", "side"), [("distro", Side.DISTRO), ("pc", Side.HOST)])
def test_what_a_recording_was_not_asked_is_unknown_and_no_crash(name: str, side: Side) -> None:
    """Of every answer that is left out a rule may say that it is unknown, or does not matter: as new questions do."""
    machine = recorded.load(HERE / f"recording-{name}.json")
    pairs = machine.host if side is Side.HOST else machine.distro
    facts = evaluate.facts_of(catalogue.rules(side))
    for start in range(0, len(pairs), 7):
        fewer = pairs[:start] + pairs[start + 7 :]
        told = recorded.Recording(
            machine.name, fewer if side is Side.DISTRO else (), fewer if side is Side.HOST else machine.host
        )
        answers = {
            each: Replay(told, told.distro if each is Side.DISTRO else told.host).read(
                probes_of(facts, WANTED, each), never
            )
            for each in Side
        }
        see = evaluate.snapshot(facts, answers, WANTED)
        assert len(evaluate.evaluate(catalogue.rules(side), see, WANTED)) == len(catalogue.rules(side))


def test_a_recording_is_written_again_as_it_is() -> None:
    for name in ("distro", "pc"):
        machine = recorded.load(HERE / f"recording-{name}.json")
        assert recorded.parse(recorded.encode(machine)) == machine
    found = Answers(recorded.load(HERE / "recording-distro.json").distro)[FileProbe("/etc/wsl.conf")]
    assert isinstance(found, Found)


def test_the_notes_of_an_installation_are_read() -> None:
    notes = ProgressFile(HERE / "notes.json").read(silent)
    assert notes.choice == Choice("Debian", "ada", True)
    assert notes.ran == (Operation.ENABLE_PLATFORM, Operation.INSTALL_WSL)
    assert (notes.boot, notes.resumes, notes.settled) == (1_795_000_000, 1, ("features",))


def test_rules_keep_their_ids() -> None:
    """They stand in journals, plans, reports and in what programs make of ``--json``."""
    assert set(json.loads((HERE / "rules.json").read_text())) <= RULES


def test_windows_starts_a_command_that_still_exists() -> None:
    """RunOnce holds it over an update."""
    assert run(["setup-wsl", "--resume", "--help"]) == 0


def test_what_a_recording_asked_its_shells_is_known_and_no_more() -> None:
    machine = recorded.load(HERE / "recording-distro.json")
    answers = {Side.DISTRO: Answers(machine.distro), Side.HOST: Answers(())}
    shell = evaluate.snapshot((LOGIN_SHELL,), answers, WANTED)[LOGIN_SHELL]
    assert shell is not None
    assert shell.get("PATH")
    assert "GOOS" not in shell.asked
