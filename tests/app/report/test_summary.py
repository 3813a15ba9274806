"""The sentence on top says what was found, and never that all is well if something was not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.app.proof.made import suite
from tests.gui import demo
from wizard.app.look import Look
from wizard.app.report.summary import Level, machine_facts, summary, taken_at, verdict_name
from wizard.app.session import Session
from wizard.model.findings import Finding, Verdict
from wizard.model.proof import StepOutcome, SuiteResult
from wizard.model.text import say
from wizard.transports.host import Host
from wizard.transports.tree import Tree


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Tree(demo.machine(tmp_path / "Ubuntu-24.04")), Host(), demo.BASELINE)


def with_verdicts(look: Look, *verdicts: Verdict) -> Look:
    first = look.judged[0]
    judged = tuple(replace(first, finding=Finding(verdict, say("X"))) for verdict in verdicts)
    return replace(look, judged=judged)


OK, ADVICE, FIXABLE, BLOCKED, UNKNOWN = (
    *(Verdict.OK, Verdict.ADVICE, Verdict.FIXABLE),
    *(Verdict.BLOCKED, Verdict.UNKNOWN),
)


@pytest.mark.parametrize(
    ("verdicts", "level", "sentence"),
    [
        ((OK, ADVICE), Level.WELL, "No problems were found."),
        ((OK, UNKNOWN), Level.UNSURE, "No problems were found, but 1 check could not be made."),
        ((FIXABLE, UNKNOWN), Level.ATTENTION, "1 setting needs attention."),
        ((FIXABLE, BLOCKED), Level.ATTENTION, "2 settings need attention."),
    ],
)
def test_the_sentence_of_findings(
    session: Session, verdicts: tuple[Verdict, ...], level: Level, sentence: str
) -> None:
    made = summary(with_verdicts(session.look(), *verdicts))
    assert (made.level, made.verdict.render()) == (level, sentence)


def test_the_suite_weighs_most(session: Session) -> None:
    look = with_verdicts(session.look(), OK)
    assert summary(look, suite()).level is Level.FAILED
    assert summary(look, suite()).verdict.render() == "1 test of the suite failed."
    unsure = _without(suite(), StepOutcome.FAILED)
    assert summary(look, unsure).level is Level.UNSURE
    assert summary(look, _without(unsure, StepOutcome.UNCHECKED)).level is Level.WELL


def _without(run: SuiteResult, outcome: StepOutcome) -> SuiteResult:
    return replace(run, results=tuple(each for each in run.results if each.outcome is not outcome))


def test_the_head_says_which_machine_and_when(session: Session) -> None:
    look = session.look()
    facts = {label.render(): value.render() for label, value in machine_facts(session, look, suite())}
    assert facts["Distro"] == "Ubuntu 24.04.1 LTS"
    assert facts["Go in use"] == "go1.27.3 linux/amd64"
    assert (facts["User"], facts["Profile"]) == ("me", "baseline")
    assert taken_at(session, look).endswith("Z")


def test_every_verdict_has_a_name() -> None:
    assert len({verdict_name(verdict).render() for verdict in Verdict}) == len(Verdict)
