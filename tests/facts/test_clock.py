"""The time is what a machine says it is; anything else is no time."""

from __future__ import annotations

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.clock import NOW, TODAY
from wizard.model.facts import Unknown
from wizard.model.probes import Answer, Figure, HostProbe

CLOCK = HostProbe("now")


def test_the_time_and_its_date() -> None:
    answer = (CLOCK, Figure("2026-11-28T16:21:05Z"))
    assert read(NOW, answer) == "2026-11-28T16:21:05Z"
    assert read(TODAY, answer) == "2026-11-28"


@pytest.mark.parametrize("answer", [GONE, Figure(1_790_000_000), Figure("yesterday"), Figure("2026-11-28")])
def test_what_is_no_time_is_not_known(answer: Answer) -> None:
    assert isinstance(read(NOW, (CLOCK, answer)), Unknown)
    assert isinstance(read(TODAY, (CLOCK, answer)), Unknown)
