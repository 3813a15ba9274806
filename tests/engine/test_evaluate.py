"""Which questions are asked, and when a rule is not."""

from __future__ import annotations

from tests.first_wave import probes_of
from wizard.engine import evaluate
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.findings import Finding, Rule, Severity, Verdict
from wizard.model.probes import Answers, FileProbe, HostProbe, Probe, UrlProbe
from wizard.model.text import plain, say
from wizard.model.wanted import GoWanted, Wanted

A, B, MEMORY = FileProbe("/a"), FileProbe("/b"), HostProbe("memory")


def of_want(want: Wanted) -> tuple[Probe, ...]:
    return (UrlProbe(want.go.version),) if want.go.version else ()


ONE: Fact[str] = Fact("one", lambda want: (A, B), lambda answers, want: "1")
TWO: Fact[str] = Fact(
    "two", lambda want: (B,), lambda answers, want: Unknown(say("{what} is away.", what="two"))
)
HOST: Fact[str] = Fact(
    "host", lambda want: (MEMORY, *of_want(want)), lambda answers, want: "h", side=Side.HOST
)


def fine(see: Snapshot, want: Wanted) -> Finding:
    return Finding(Verdict.OK, plain(see[ONE]))


def rule(id: str, *needs: Fact[str]) -> Rule:
    return Rule(id, "area", plain("title"), needs, Severity.HIGH, fine)


RULES = (rule("a", ONE, HOST), rule("b", ONE, TWO), rule("c", TWO, ONE))


def see() -> Snapshot:
    answers = {Side.DISTRO: Answers(), Side.HOST: Answers()}
    return evaluate.snapshot(evaluate.facts_of(RULES), answers, Wanted())


def test_every_fact_and_every_question_once() -> None:
    facts = evaluate.facts_of(RULES)
    assert facts == (ONE, HOST, TWO)
    assert probes_of(facts, Wanted(), Side.DISTRO) == (A, B)
    assert probes_of(facts, Wanted(), Side.HOST) == (MEMORY,)


def test_what_is_wanted_may_decide_what_is_asked() -> None:
    want = Wanted(go=GoWanted("stable"))
    assert probes_of([HOST], want, Side.HOST) == (MEMORY, UrlProbe("stable"))


def test_a_rule_whose_evidence_is_missing_is_not_asked() -> None:
    found = evaluate.evaluate(RULES, see(), Wanted())
    assert [(item.rule, item.verdict, item.finding.says.render()) for item in found] == [
        ("a", Verdict.OK, "1"),
        ("b", Verdict.UNKNOWN, "two is away."),
        ("c", Verdict.UNKNOWN, "two is away."),
    ]


def test_a_finding_weighs_what_it_says_else_what_its_rule_weighs() -> None:
    def light(see: Snapshot, want: Wanted) -> Finding:
        return Finding(Verdict.ADVICE, plain("x"), severity=Severity.LOW)

    rules = (rule("a", ONE), Rule("l", "area", plain("t"), (ONE,), Severity.HIGH, light))
    found = evaluate.evaluate(rules, see(), Wanted())
    assert [item.severity for item in found] == [Severity.HIGH, Severity.LOW]


def test_a_rule_whose_wish_the_profile_does_not_have_is_not_asked_whatever_is_known() -> None:
    asked = Rule("w", "area", plain("t"), (TWO,), Severity.LOW, fine, wished=lambda want: bool(want.godebug))
    for want, verdict in ((Wanted(), Verdict.NOT_APPLICABLE), (Wanted(godebug={"a": "1"}), Verdict.UNKNOWN)):
        (found,) = evaluate.evaluate([asked], see(), want)
        assert found.verdict is verdict
