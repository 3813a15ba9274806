"""How a rule is declared, and the few ways in which it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from wizard.model.areas import AREAS
from wizard.model.edits.files import Edit
from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.findings import TAKES_EFFECT, Evidence, Finding, Restart, Risk, Rule, Severity, Verdict
from wizard.model.rehearsal.shells import Purpose
from wizard.model.text import Text
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
    sources: tuple[str, ...] = (),
    wished: Callable[[Wanted], bool] | None = None,
    heeds: Callable[[Wanted], bool] | None = None,
) -> Callable[[Judge], Rule]:
    """Make a `Rule` of the function below it. *title* says what is so when all is well; *sources* name
    paragraphs of ``resources/facts``; a rule with *wished* is asked only for profiles of which that is so, and one with
    *heeds* is asked anyway and does more for those.

    Raises `ValueError` if *area* is none of `AREAS`."""
    if area not in AREAS:
        raise ValueError(f"{id} is of an area that has no name: {area}")
    return lambda judge: Rule(id, area, title, needs, severity, judge, side, sources, wished, heeds)


def ok(says: Text, *evidence: Evidence) -> Finding:
    """All is well, and why."""
    return Finding(Verdict.OK, says, evidence)


def not_applicable(says: Text) -> Finding:
    """This is about something that is not used or not asked for."""
    return Finding(Verdict.NOT_APPLICABLE, says)


def unknown(says: Text, *evidence: Evidence) -> Finding:
    """The evidence does not reach; what there is of it is shown."""
    return Finding(Verdict.UNKNOWN, says, evidence)


def ok_only_if_known(finding: Finding, gap: Unknown | None) -> Finding:
    """*finding*, unless it says that all is well while evidence is missing (law 6)."""
    return unknown(gap.why) if gap is not None and finding.verdict is Verdict.OK else finding


def blocked(says: Text, *evidence: Evidence, why: Text | None = None, do: Text | None = None) -> Finding:
    """Wanted, but the machine does not allow it. *do* is what a person can do about that."""
    return Finding(Verdict.BLOCKED, says, evidence, why, do=do)


def advice(
    says: Text,
    *evidence: Evidence,
    why: Text | None = None,
    do: Text | None = None,
    severity: Severity | None = None,
    restart: Restart = Restart.NONE,
) -> Finding:
    """Something to know, and what a person can *do* about it; the wizard changes nothing."""
    return Finding(Verdict.ADVICE, says, evidence, why, severity=severity, restart=restart, do=do)


def fixable(
    says: Text,
    edits: Iterable[Edit],
    *evidence: Evidence,
    why: Text,
    effect: Text | None = None,
    restart: Restart = Restart.NONE,
    may_break: Text | None = None,
    do: Text | None = None,
    severity: Severity | None = None,
    purposes: Iterable[Purpose] = (),
) -> Finding:
    """Something to repair, with the edits that do it. A repair that *may_break* something is CAREFUL, and only
    such a one is. *effect* is when it takes effect, if there is more to say of that than *restart* tells. *do* is what
    a person can do besides, *purposes* what shells should show afterwards."""
    risk = Risk.SAFE if may_break is None else Risk.CAREFUL
    return Finding(
        Verdict.FIXABLE,
        says,
        evidence,
        why,
        effect or TAKES_EFFECT.get(restart),
        tuple(dict.fromkeys(edits)),
        risk,
        restart,
        severity,
        do,
        may_break,
        tuple(dict.fromkeys(purposes)),
    )
