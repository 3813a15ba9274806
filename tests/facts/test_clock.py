"""The time is what a machine says it is; anything else is no time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.facts.answers import GONE, read
from wizard.facts.clock import NOW, TODAY, seconds_of
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


def test_seconds_of_every_day_are_those_of_python() -> None:
    first = datetime(1970, 1, 1, 23, 59, 58, tzinfo=UTC)
    days = [first + timedelta(days=number) for number in range(0, 60_000, 7)]
    days += [
        datetime(year, month, 1, tzinfo=UTC) for year in (2000, 2024, 2026, 2100) for month in range(1, 13)
    ]
    days += [datetime(2024, 2, 29, 12, tzinfo=UTC), datetime(2000, 2, 29, tzinfo=UTC)]
    for day in days:
        assert seconds_of(day.strftime("%Y-%m-%dT%H:%M:%SZ")) == int(day.timestamp())
