"""Laws about what rules say: over all rules, all recorded machines and all profiles (laws 4, 6, 15)."""

from __future__ import annotations

import pytest

from tests.laws.world import MACHINES, PROFILES, RULES, judged, seen, snapshot
from wizard.engine import evaluate
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Verdict
from wizard.model.probes import Answers, Unavailable

everywhere = pytest.mark.parametrize("profile", PROFILES)
on_all = pytest.mark.parametrize("name", MACHINES)


def values(see: Snapshot) -> dict[str, object]:
    facts = evaluate.facts_of(RULES)
    return {fact.name: see.unknown(fact) or see[fact] for fact in facts}


@on_all
@everywhere
def test_a_rule_says_the_same_of_the_same_and_changes_nothing_it_sees(name: str, profile: str) -> None:
    see, want = snapshot(name, profile), PROFILES[profile]
    before = repr(values(see))
    first = evaluate.evaluate(RULES, see, want)
    assert evaluate.evaluate(RULES, see, want) == first
    assert evaluate.evaluate(RULES, snapshot(name, profile), want) == first
    assert repr(values(see)) == before


@on_all
@everywhere
def test_every_rule_has_an_answer_that_a_person_can_read(name: str, profile: str) -> None:
    found = judged(name, profile)
    assert [item.rule for item in found] == [rule.id for rule in RULES]
    for item in found:
        says = item.finding.says.render()
        assert says, item.rule
        assert "{" not in says, item.rule
        assert (item.verdict is Verdict.FIXABLE) == bool(item.finding.edits), item.rule
        if item.verdict in (Verdict.FIXABLE, Verdict.ADVICE) and item.finding.restart == 0:
            assert item.finding.why is not None or item.finding.evidence or item.verdict is Verdict.ADVICE
        if item.verdict is Verdict.FIXABLE:
            assert item.finding.why is not None, item.rule


@on_all
@everywhere
def test_no_evidence_is_neither_fine_nor_broken(name: str, profile: str) -> None:
    """Law 6: of a machine that does not answer, a rule that needs its answer says nothing."""
    answers = seen(name, profile)
    silent = Answers(tuple((probe, Unavailable("no answer")) for probe, _ in answers[Side.DISTRO].pairs))
    facts, want = evaluate.facts_of(RULES), PROFILES[profile]
    see = evaluate.snapshot(facts, {**answers, Side.DISTRO: silent}, want)
    for item in evaluate.evaluate(RULES, see, want):
        assert item.verdict in (Verdict.UNKNOWN, Verdict.NOT_APPLICABLE), (item.rule, item.finding.says)


def test_rules_have_ids_titles_and_areas_of_their_own() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    for rule in RULES:
        assert rule.title.render()
        assert rule.area
