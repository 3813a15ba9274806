"""The questions of a first look to one side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wizard.engine.waves import closure
from wizard.model.facts import Fact, Side
from wizard.model.probes import Probe
from wizard.model.wanted import Wanted


def probes_of(facts: Iterable[Fact[Any]], want: Wanted, side: Side) -> tuple[Probe, ...]:
    """What *facts* ask that wait for no other fact, each question once."""
    first = (fact for fact in closure(facts) if fact.side is side and not fact.waits_for)
    return tuple(dict.fromkeys(probe for fact in first for probe in fact.ask(want)))
