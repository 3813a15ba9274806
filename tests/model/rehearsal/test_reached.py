"""What was measured after a setup: all of it, a part, or nothing."""

from __future__ import annotations

import pytest

from wizard.model.rehearsal.reached import Reached, ShellsNow, is_whole, purposes, rules_of
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.model.rehearsal.shells import GoIs, ShellKind, VariableUnset

GO = Reached(GoIs("1.26.6"), ("pin",), now=(ShellKind.TERMINAL,))
GOROOT = Reached(VariableUnset("GOROOT"), ("goroot", "pin"), unasked=(ShellKind.INNER,))
REFUSED = NotRehearsed(RehearsalRefusal.WSL1)


@pytest.mark.parametrize(
    ("shells", "whole"), [(None, True), ((GO,), True), ((GO, GOROOT), False), (REFUSED, False)]
)
def test_only_what_could_be_asked_is_whole(shells: ShellsNow, whole: bool) -> None:
    assert is_whole(shells) is whole


def test_nothing_was_measured_where_it_was_refused() -> None:
    assert purposes(REFUSED) == purposes(None) == ()
    assert rules_of(purposes((GO, GOROOT))) == {"pin", "goroot"}
