"""A plan is the same after a file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from wizard.app.restart.shutdown import moment
from wizard.model.plans import Plan, to_the_second
from wizard.model.state import Change, File, UnpackedTree

FILE = File(b"a\n", 0o644, 0, 0)


def test_a_plan_is_the_same_after_a_file() -> None:
    change = Change("/a", FILE, UnpackedTree("0" * 64), 0, 0)
    plan = Plan("machine", "site", changes=(change,))
    again = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert again == plan
    assert again.id == plan.id
    assert msgspec.structs.replace(plan, site="other").id != plan.id


@pytest.mark.parametrize(
    ("at", "read"),
    [
        ("2026-11-02T12:00:05.123+00:00", "2026-11-02T12:00:05+00:00"),
        ("2026-11-02T12:00:05+00:00", "2026-11-02T12:00:05+00:00"),
        ("somebody's words", "somebody's words"),
    ],
)
def test_a_person_reads_seconds_whatever_the_note_says(at: str, read: str) -> None:
    assert to_the_second(at) == read


def test_the_moments_of_older_notes_are_compared_with_those_of_today() -> None:
    """0.1.0 wrote whole seconds: such a moment is the first of its second."""
    begin = datetime(2026, 11, 2, 12, 0, 5, tzinfo=UTC)
    assert (
        moment(begin - timedelta(milliseconds=1))
        < begin.isoformat()
        < moment(begin + timedelta(milliseconds=1))
    )
