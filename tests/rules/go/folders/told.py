"""A rule asked about a machine that says just what a test says: with owners and modes, which no test may give files."""

from __future__ import annotations

from tests.facts.answers import ME
from wizard.engine.evaluate import evaluate, facts_of
from wizard.engine.waves import gather
from wizard.model.facts import Side
from wizard.model.findings import Finding, Judged
from wizard.model.probes import Account, AccountProbe, Answer, Answers, Missing, Probe, Special
from wizard.model.wanted import Wanted
from wizard.rules import catalogue


def says(rule: str, *pairs: tuple[Probe, Answer], account: Account = ME) -> Finding:
    """What *rule* says where *pairs* were answered, and nothing is at any other path."""
    told = {AccountProbe(): account, **dict(pairs)}
    (chosen,) = (each for each in catalogue.rules() if each.id == rule)

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        return Answers(tuple((probe, told.get(probe, Missing())) for probe in probes))

    see, _ = gather(facts_of([chosen]), Wanted(), answer)
    (judged,) = evaluate([chosen], see, Wanted())
    assert isinstance(judged, Judged)
    return judged.finding


def folder(uid: int = 1000, mode: int = 0o755, link: str | None = None) -> Special:
    return Special("directory", mode, uid, uid, link)
