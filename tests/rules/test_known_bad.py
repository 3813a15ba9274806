"""A version breaks something from one version on and before another, and only for who uses it."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.facts import Snapshot
from wizard.model.findings import Verdict
from wizard.model.text import say
from wizard.model.versions import Version, version
from wizard.rules.known_bad import KnownBad, about

NOBODY = Snapshot({})
ROW = KnownBad(Version((2, 5)), say("No."), "WSL#1", lambda see: True, until=Version((2, 6)))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("2.4.13.0", Verdict.OK),
        ("2.5.0", Verdict.ADVICE),
        ("2.5.10.0", Verdict.ADVICE),
        ("2.6", Verdict.OK),
        ("2.6.0", Verdict.OK),
        ("", Verdict.NOT_APPLICABLE),
    ],
)
def test_a_range_ends_before_the_version_that_repaired_it(text: str, verdict: Verdict) -> None:
    unused = msgspec.structs.replace(ROW, is_used=lambda see: False)
    assert about(version(text), [ROW], NOBODY).verdict is verdict
    assert about(version(text), [unused], NOBODY).verdict is not Verdict.ADVICE
