"""What a look never asks."""

from __future__ import annotations

import pytest

from wizard.engine.waves import gather
from wizard.facts.network.asked import PINS, REPLIES, WINDOWS
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Answers
from wizard.model.wanted import Wanted


@pytest.mark.parametrize("fact", [REPLIES, WINDOWS, PINS])
def test_without_being_given_it_is_unknown_and_asks_nothing(fact: Fact[object]) -> None:
    crossings: list[object] = []

    def read(side: object, probes: object) -> Answers:
        crossings.append(probes)
        return Answers()

    see, _ = gather((fact,), Wanted(), read)
    assert isinstance(see.get(fact), Unknown)
    assert not crossings
