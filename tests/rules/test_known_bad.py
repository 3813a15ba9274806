"""A version breaks something from one version on and before another, and only for who uses it."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.facts import Snapshot
from wizard.model.findings import Verdict
from wizard.model.text import say
from wizard.model.versions import version
from wizard.rules.known_bad import KnownBad, about

NOBODY = Snapshot({})
ROW = KnownBad("WSL#13043", say("No."), lambda see: True)
"""From 2.5 on and before 2.6, the table says."""


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
