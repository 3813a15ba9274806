"""A wish that a machine does not allow is told from what is amiss with the machine itself."""

from __future__ import annotations

from wizard.engine.evaluate import evaluate, facts_of, snapshot
from wizard.engine.refused import refused, unchecked
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.findings import Finding, Judged, Rule, Severity, Verdict
from wizard.model.probes import Answers
from wizard.model.text import plain
from wizard.model.wanted import TmpfsWanted, Wanted

MEMORY: Fact[int] = Fact("memory", lambda want: (), lambda answers, want: 4)
GREEDY = Wanted(tmpfs=TmpfsWanted(size="900g"))
ANSWERS = {Side.DISTRO: Answers(), Side.HOST: Answers()}


def too_much(see: Snapshot, want: Wanted) -> Finding:
    return Finding(Verdict.BLOCKED if want.tmpfs.size else Verdict.OK, plain("x"))


def always(see: Snapshot, want: Wanted) -> Finding:
    return Finding(Verdict.BLOCKED, plain("x"))


RULES = tuple(
    Rule(name, "area", plain("t"), (MEMORY,), Severity.LOW, judge)
    for name, judge in (("wish", too_much), ("broken", always))
)


def judged(want: Wanted) -> tuple[Judged, ...]:
    return evaluate(RULES, snapshot(facts_of(RULES), ANSWERS, want), want)


def names(want: Wanted, chosen: tuple[str, ...] | None = None) -> list[str]:
    return [item.rule for item in refused(RULES, judged(want), ANSWERS, chosen)]


def test_only_a_wish_can_be_refused() -> None:
    assert names(GREEDY) == ["wish"]
    assert names(Wanted()) == []


def test_only_the_chosen_rules_count() -> None:
    assert names(GREEDY, ("broken",)) == []
    assert names(GREEDY, ("wish",)) == ["wish"]


UNKNOWN: Fact[int] = Fact("unknown", lambda want: (), lambda answers, want: Unknown(plain("nobody knows")))
BLIND = (
    Rule("own", "area", plain("t"), (UNKNOWN,), Severity.LOW, always),
    Rule(
        "wish",
        "area",
        plain("t"),
        (UNKNOWN,),
        Severity.LOW,
        always,
        wished=lambda want: bool(want.tmpfs.size),
    ),
    Rule(
        "more",
        "area",
        plain("t"),
        (UNKNOWN,),
        Severity.LOW,
        always,
        heeds=lambda want: bool(want.tmpfs.size),
    ),
)


def test_a_wish_that_could_not_be_checked_is_told_from_what_else_is_not_known() -> None:
    for want, names in ((GREEDY, ["wish", "more"]), (Wanted(), [])):
        found = evaluate(BLIND, snapshot(facts_of(BLIND), ANSWERS, want), want)
        assert [item.rule for item in unchecked(BLIND, found, want)] == names
        assert unchecked(BLIND, found, want, ("own",)) == ()
        assert [item.rule for item in unchecked(BLIND, found, want, ("wish",))] == names[:1]
