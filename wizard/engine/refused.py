"""Which wishes of a profile a machine does not allow, and which could not be checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from wizard.engine import evaluate
from wizard.model.facts import Side
from wizard.model.findings import Judged, Rule, Verdict
from wizard.model.probes import Answers
from wizard.model.wanted import Wanted


def unchecked(
    rules: Sequence[Rule], judged: Sequence[Judged], wanted: Wanted, chosen: Collection[str] | None = None
) -> tuple[Judged, ...]:
    """Those of *judged* that do what *wanted* wishes, and could not be checked: whether there is something to do is
    not known. With *chosen* (ids) only of these rules."""
    wishes = {rule.id for rule in rules if rule.serves(wanted)}
    return tuple(
        item
        for item in judged
        if item.verdict is Verdict.UNKNOWN and item.rule in wishes and (chosen is None or item.rule in chosen)
    )


def refused(
    rules: Sequence[Rule],
    judged: Sequence[Judged],
    answers: Mapping[Side, Answers],
    chosen: Collection[str] | None = None,
) -> tuple[Judged, ...]:
    """Those of *judged* that are blocked, and would not be if nothing were wished: what is amiss with the machine
    itself is no wish. With *chosen* (ids) only of these rules; *answers* are those that *judged* is made from."""
    blocked = [
        item for item in judged if item.verdict is Verdict.BLOCKED and (chosen is None or item.rule in chosen)
    ]
    asked = [rule for rule in rules if rule.id in {item.rule for item in blocked}]
    without = Wanted()
    see = evaluate.snapshot(evaluate.facts_of(asked), answers, without)
    still = {item.rule for item in evaluate.evaluate(asked, see, without) if item.verdict is Verdict.BLOCKED}
    return tuple(item for item in blocked if item.rule not in still)
