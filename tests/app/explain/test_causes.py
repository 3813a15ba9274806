"""Checks that one cause keeps from being made are told of once."""

from __future__ import annotations

from wizard.app.explain.causes import apart
from wizard.model.findings import Evidence, Finding, Judged, Severity, Verdict
from wizard.model.text import Text, join, say


def judged(rule: str, says: Text, verdict: Verdict = Verdict.UNKNOWN, *seen: Evidence) -> Judged:
    return Judged(rule, "wsl", say("All is well"), Severity.LOW, Finding(verdict, says, seen))


def unfollowed(*names: str, line: str = "~/.zshrc:3") -> Text:
    return say("{names} could not be followed at {line}.", names=join(names), line=line)


def test_the_same_sentence_is_one_cause() -> None:
    items = [judged("a", say("No shell.")), judged("b", say("Else.")), judged("c", say("No shell."))]
    rest, (cause,) = apart(items)
    assert [item.rule for item in rest] == ["b"]
    assert (cause.says, cause.rules) == (say("No shell."), ("a", "c"))


def test_a_cause_is_the_same_whatever_could_not_be_told() -> None:
    line = Evidence("~/.zshrc", "eval", 3)
    items = [
        judged("a", unfollowed("PATH"), Verdict.UNKNOWN, line),
        judged("b", unfollowed("GOBIN"), Verdict.UNKNOWN, line),
        judged("c", unfollowed("PATH"), Verdict.UNKNOWN, line),
    ]
    rest, (cause,) = apart(items)
    assert not rest
    assert cause.says.render() == "PATH, GOBIN could not be followed at ~/.zshrc:3."
    assert cause.evidence == (line,)
    assert cause.counts.render() == "3 checks"


def test_another_line_is_another_cause() -> None:
    items = [judged("a", unfollowed("PATH")), judged("b", unfollowed("PATH", line="~/.zshrc:4"))]
    assert apart(items) == (tuple(items), ())


def test_only_what_could_not_be_checked_has_a_cause() -> None:
    items = [judged("a", say("Old."), Verdict.ADVICE), judged("b", say("Old."), Verdict.ADVICE)]
    assert apart(items) == (tuple(items), ())
