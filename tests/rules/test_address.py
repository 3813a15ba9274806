"""The family of addresses: one that responds is enough, and what is wrong with the others is told."""

from __future__ import annotations

import pytest

from tests.facts.answers import read
from tests.rules.conftest import RELEASES
from wizard.engine.waves import closure
from wizard.facts.go import GO_SOURCES
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.findings import Finding, Verdict
from wizard.model.probes import Answer, Denied, Found, Unavailable, UrlProbe
from wizard.model.wanted import GoWanted, Wanted
from wizard.rules import catalogue
from wizard.rules.go.sources import SOURCE_RULES

PROFILE = Wanted(go=GoWanted("stable", ("https://me:hunter2@a.example/dl/", "/srv/dl")))
LIST = Found(RELEASES, 0o644, 0, 0, 0, len(RELEASES))
PORTAL = Found(b"<html>Log in</html>", 0o644, 0, 0, 0, 19)
SILENT = Unavailable("no route to host")


def judged(want: Wanted, *answers: Answer) -> Finding:
    value = read(GO_SOURCES, *zip(GO_SOURCES.ask(want), answers, strict=True), want=want)
    assert not isinstance(value, Unknown)
    (rule,) = SOURCE_RULES
    return rule.judge(Snapshot({GO_SOURCES: value}), want)


@pytest.mark.parametrize(
    ("answers", "verdict", "notes"),
    [
        ((LIST, LIST), Verdict.OK, ["", ""]),
        ((SILENT, LIST), Verdict.OK, ["no route to host", ""]),
        ((PORTAL, SILENT), Verdict.ADVICE, ["Wi-Fi login", "no route to host"]),
        ((SILENT, Denied()), Verdict.ADVICE, ["no route to host", "did not respond"]),
    ],
)
def test_one_that_responds_is_enough(answers: tuple[Answer, ...], verdict: Verdict, notes: list[str]) -> None:
    finding = judged(PROFILE, *answers)
    assert finding.verdict is verdict
    assert [seen.source for seen in finding.evidence] == [
        "https://a.example/dl/?mode=json&include=all",
        "/srv/dl",
    ]
    for seen, note in zip(finding.evidence, notes, strict=True):
        assert (note in seen.note.render()) if seen.note is not None else not note


def test_nothing_is_asked_unless_a_profile_says_so() -> None:
    assert GO_SOURCES.ask(Wanted()) == ()
    assert judged(Wanted()).verdict is Verdict.NOT_APPLICABLE


def test_no_rule_asks_the_network_unless_a_profile_says_so() -> None:
    facts = {
        fact
        for side in Side
        for rule in catalogue.rules(side)
        for need in rule.needs
        for fact in closure((need,))
    }
    silent = [fact for fact in facts if not fact.waits_for]
    assert GO_SOURCES in silent
    assert [probe for fact in silent for probe in fact.ask(Wanted()) if isinstance(probe, UrlProbe)] == []
    assert [probe for probe in GO_SOURCES.ask(PROFILE) if isinstance(probe, UrlProbe)] != []
