"""From answers to findings: which questions to ask, what the facts are, what each rule says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wizard.engine.waves import gather
from wizard.model.facts import Fact, Side, Snapshot
from wizard.model.findings import NOT_WANTED, Finding, Judged, Rule, Verdict
from wizard.model.probes import Answers
from wizard.model.wanted import Wanted


def facts_of(rules: Sequence[Rule]) -> tuple[Fact[Any], ...]:
    """Every fact that some rule needs, each once, in the order of first need."""
    return tuple(dict.fromkeys(fact for rule in rules for fact in rule.needs))


def snapshot(facts: Iterable[Fact[Any]], answers: Mapping[Side, Answers], want: Wanted) -> Snapshot:
    """The facts, read from what both sides answered in all waves."""
    return gather(facts, want, lambda side, probes: answers[side])[0]


def evaluate(rules: Sequence[Rule], see: Snapshot, want: Wanted) -> tuple[Judged, ...]:
    """Every rule's finding, in the order of *rules*. A rule whose wish the profile does not have is not asked, and
    neither is one with an unknown need (law 6)."""
    return tuple(_judge(rule, see, want) for rule in rules)


def _judge(rule: Rule, see: Snapshot, want: Wanted) -> Judged:
    if rule.wished is not None and not rule.wished(want):
        return _named(rule, NOT_WANTED)
    for fact in rule.needs:
        unknown = see.unknown(fact)
        if unknown is not None:
            return _named(rule, Finding(Verdict.UNKNOWN, unknown.why))
    return _named(rule, rule.judge(see, want))


def _named(rule: Rule, finding: Finding) -> Judged:
    severity = finding.severity or rule.severity
    return Judged(rule.id, rule.area, rule.title, severity, finding, rule.sources)
