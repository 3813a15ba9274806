"""The recorded PCs as the laws need them."""

from __future__ import annotations

import functools

from tests.machines.build import EVERYTHING
from tests.machines.make import PC_NAMES, recording
from wizard.engine import evaluate
from wizard.model.facts import Side
from wizard.model.findings import Judged, Rule
from wizard.model.probes import Answer, Answers, Probe
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

PCS = PC_NAMES
RULES: tuple[Rule, ...] = catalogue.rules(Side.HOST)


@functools.cache
def answers_of(name: str) -> dict[Probe, Answer]:
    return dict(recording(name).host)


def judged(answers: dict[Probe, Answer], wanted: Wanted = EVERYTHING) -> tuple[Judged, ...]:
    """What all rules about a PC say of those answers."""
    facts = evaluate.facts_of(RULES)
    sides = {Side.DISTRO: Answers(), Side.HOST: Answers(tuple(answers.items()))}
    return evaluate.evaluate(RULES, evaluate.snapshot(facts, sides, wanted), wanted)
