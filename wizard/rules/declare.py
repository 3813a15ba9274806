"""How a rule is declared, and the few ways in which it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wizard.model.edits import Edit
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Restart, Risk, Rule, Severity, Verdict
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted

Judge = Callable[[Snapshot, Wanted], Finding]


def rule(
    id: str,
    *,
    area: str,
    title: Text,
    needs: tuple[Fact[Any], ...],
    severity: Severity = Severity.MEDIUM,
    side: Side = Side.DISTRO,
) -> Callable[[Judge], Rule]:
    """Make a `Rule` of the function below it. *title* says what is so when all is well."""
    return lambda judge: Rule(id, area, title, needs, severity, judge, side)


def ok(says: Text, *evidence: Evidence) -> Finding:
    """All is well, and why."""
    return Finding(Verdict.OK, says, evidence)


def not_applicable(says: Text) -> Finding:
    """This is about something that is not used or not asked for."""
    return Finding(Verdict.NOT_APPLICABLE, says)


NOT_WANTED = not_applicable(say("Your profile does not ask for this."))


def unknown(says: Text, *evidence: Evidence) -> Finding:
    """The evidence does not reach; what there is of it is shown."""
    return Finding(Verdict.UNKNOWN, says, evidence)


def certain(finding: Finding, gap: Unknown | None) -> Finding:
    """*finding*, unless it says that all is well while evidence is missing (law 6)."""
    return unknown(gap.why) if gap is not None and finding.verdict is Verdict.OK else finding


def blocked(says: Text, *evidence: Evidence, why: Text | None = None) -> Finding:
    """Wanted, but the machine does not allow it."""
    return Finding(Verdict.BLOCKED, says, evidence, why)


def advice(
    says: Text,
    *evidence: Evidence,
    why: Text | None = None,
    severity: Severity | None = None,
    restart: Restart = Restart.NONE,
) -> Finding:
    """Something to know; the user acts, not we."""
    return Finding(Verdict.ADVICE, says, evidence, why, severity=severity, restart=restart)


def fixable(
    says: Text,
    edits: Iterable[Edit],
    *evidence: Evidence,
    why: Text,
    effect: Text | None = None,
    restart: Restart = Restart.NONE,
    risk: Risk = Risk.SAFE,
    severity: Severity | None = None,
) -> Finding:
    """Something to repair, with the edits that do it."""
    return Finding(
        Verdict.FIXABLE, says, evidence, why, effect, tuple(dict.fromkeys(edits)), risk, restart, severity
    )


def shown(raw: bytes) -> str:
    """A line of a file, to be quoted as evidence."""
    return raw.decode("utf-8", "backslashreplace").rstrip("\r\n")
