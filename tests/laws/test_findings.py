"""Laws about what rules say: over all rules, all recorded machines and all profiles (laws 4, 6, 15, 19)."""

from __future__ import annotations

import re

import pytest

from tests.laws.world import MACHINES, PROFILES, RULES, judged, seen, snapshot
from tests.said import everything_said
from wizard.app.texts import LANGUAGES, Speech
from wizard.engine import evaluate
from wizard.model.areas import AREAS
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Verdict
from wizard.model.probes import Answers, Unavailable
from wizard.model.text import say
from wizard.rules import catalogue, declare

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
        if item.verdict is Verdict.FIXABLE:
            assert item.finding.why is not None, item.rule


def test_what_is_to_be_done_says_why_or_shows_what_was_seen() -> None:
    found = [
        (where, item)
        for where, item in everything_said()
        if item.verdict in (Verdict.FIXABLE, Verdict.ADVICE)
    ]
    assert {item.verdict for _, item in found} == {Verdict.FIXABLE, Verdict.ADVICE}
    for where, item in found:
        assert item.finding.why is not None or item.finding.evidence, (where, item.rule)


def test_what_is_fine_stands_for_itself() -> None:
    """Law 19: who says that all is well, or that it does not matter, has looked, and sends nobody to another rule."""
    ids = [rule.id for side in Side for rule in catalogue.rules(side)]
    other = re.compile(r"\b(see|" + "|".join(map(re.escape, ids)) + r")\b", re.IGNORECASE)
    for where, item in everything_said():
        if item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE):
            finding = item.finding
            notes = (seen.note for seen in finding.evidence)
            for text in filter(None, (finding.says, finding.why, finding.effect, *notes)):
                assert not other.search(text.render()), (where, item.rule, text.render())


@on_all
@everywhere
def test_no_evidence_is_neither_fine_nor_broken(name: str, profile: str) -> None:
    """Law 6: of a machine that does not answer, a rule that needs its answer says nothing. A rule that asks the PC
    alone (download sources) does not."""
    answers = seen(name, profile)
    silent = Answers(tuple((probe, Unavailable("no answer")) for probe, _ in answers[Side.DISTRO].pairs))
    facts, want = evaluate.facts_of(RULES), PROFILES[profile]
    see = evaluate.snapshot(facts, {**answers, Side.DISTRO: silent}, want)
    asking = tuple(rule for rule in RULES if any(fact.side is Side.DISTRO for fact in rule.needs))
    assert len(asking) > 20
    for item in evaluate.evaluate(asking, see, want):
        assert item.verdict in (Verdict.UNKNOWN, Verdict.NOT_APPLICABLE), (item.rule, item.finding.says)


def test_rules_have_ids_and_titles_of_their_own() -> None:
    rules = [rule for side in Side for rule in catalogue.rules(side)]
    ids = [rule.id for rule in rules]
    assert len(set(ids)) == len(ids)
    assert all(rule.title.render() for rule in rules)


def test_every_area_has_rules_and_every_rule_an_area() -> None:
    found = {rule.area for side in Side for rule in catalogue.rules(side)}
    assert found == set(AREAS)


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_area_has_a_title_that_is_translated(language: str) -> None:
    speech = Speech(language)
    titles = {area: (title.render(), speech(title)) for area, title in AREAS.items()}
    assert all(english for english, _ in titles.values())
    untranslated = {area for area, (english, spoken) in titles.items() if english == spoken}
    assert untranslated == {"windows", "wslconfig", "cgo", "fips"}, "only names stay as they are"


def test_a_rule_of_an_unknown_area_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="weather"):
        declare.rule("sun", area="weather", title=say("The sun shines"), needs=())
