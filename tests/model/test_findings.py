"""A finding with its rule's name says what the finding says."""

from __future__ import annotations

from wizard.model.findings import NOT_WANTED, Judged, Severity, Verdict
from wizard.model.text import say


def test_the_verdict_is_that_of_the_finding() -> None:
    judged = Judged("a-rule", "wsl", say("All is well"), Severity.LOW, NOT_WANTED)
    assert judged.verdict is NOT_WANTED.verdict is Verdict.NOT_APPLICABLE
    assert NOT_WANTED.edits == ()
