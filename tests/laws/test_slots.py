"""Laws about the slots of a finding: each answers one question, and none is missing where a person needs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import wizard.rules
from tests.said import COMMAND, everything_said
from wizard.model.findings import Finding, Risk, Verdict
from wizard.model.text import Text, plain
from wizard.rules.declare import advice, blocked, fixable, ok


def faults(finding: Finding) -> Iterator[str]:
    """What is wrong with the slots of *finding*."""
    verdict = finding.verdict
    if verdict is Verdict.ADVICE and finding.do is None:
        yield "advice without anything to do"
    if verdict is Verdict.FIXABLE and finding.why is None:
        yield "a repair without a reason"
    if verdict is Verdict.FIXABLE and finding.effect is None:
        yield "a repair without when it takes effect"
    if (finding.risk is Risk.CAREFUL) != (finding.may_break is not None):
        yield "careful, and nobody knows what may break, or the other way round"
    if verdict in (Verdict.OK, Verdict.NOT_APPLICABLE) and any(
        (finding.why, finding.do, finding.effect, finding.may_break)
    ):
        yield "all is well, and still there is something to say"
    if COMMAND.search(own_words(finding.says)):
        yield "a command in what is so"
    if finding.says.render() == (finding.why.render() if finding.why else ""):
        yield "said twice"


def own_words(says: Text) -> str:
    """What the wizard says itself: places are names, and what others said."""
    return says.template


def test_every_slot_answers_its_question() -> None:
    found = {
        (item.rule, fault, item.finding.says.template)
        for _, item in everything_said()
        for fault in faults(item.finding)
    }
    assert found == set()


def calls(name: str) -> Iterator[tuple[str, set[str | None]]]:
    """Where rules call *name*, and the slots that they fill by name. No recording reaches every line of a rule."""
    for path in sorted(Path(wizard.rules.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield f"{path.parent.name}/{path.name}:{node.lineno}", {each.arg for each in node.keywords}


def test_no_line_of_a_rule_advises_without_anything_to_do() -> None:
    lacking = [where for where, slots in calls("advice") if "do" not in slots]
    assert len(list(calls("advice"))) > 30
    assert lacking == []


WELL = Text("Fine.")


@pytest.mark.parametrize(
    ("finding", "fault"),
    [
        (advice(WELL), "anything to do"),
        (fixable(WELL, (), why=plain("")), "takes effect"),
        (Finding(Verdict.FIXABLE, WELL, effect=WELL), "without a reason"),
        (Finding(Verdict.FIXABLE, WELL, why=plain("x"), effect=WELL, risk=Risk.CAREFUL), "may break"),
        (Finding(Verdict.FIXABLE, WELL, why=plain("x"), effect=WELL, may_break=WELL), "may break"),
        (Finding(Verdict.OK, WELL, why=plain("x")), "something to say"),
        (Finding(Verdict.NOT_APPLICABLE, WELL, do=plain("x")), "something to say"),
        (blocked(Text("Run: sudo rm x")), "a command"),
        (blocked(Text("Update WSL: wsl --update")), "a command"),
        (blocked(WELL, why=WELL), "twice"),
    ],
)
def test_the_law_sees_a_broken_finding(finding: Finding, fault: str) -> None:
    assert any(fault in seen for seen in faults(finding))


def test_the_law_lets_a_whole_finding_pass() -> None:
    whole = fixable(WELL, (), why=plain("why"), effect=plain("when"), may_break=plain("what"))
    assert [*faults(whole), *faults(ok(WELL)), *faults(advice(WELL, do=plain("this")))] == []
