"""How a rule answers: a repair that may break something is never ticked by itself, and gaps are never called fine."""

from __future__ import annotations

import pytest

from wizard.model.edits.files import SetKey
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.findings import NOT_WANTED, Finding, Risk, Verdict
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import fixable, ok, ok_only_if_known, rule

EDIT = SetKey("/etc/wsl.conf", "boot", "systemd", "true")
GAP = Unknown(say("The file is unreadable."))


def test_a_repair_that_may_break_something_is_careful_and_only_such_a_one() -> None:
    safe = fixable(plain("s"), (EDIT,), why=plain("w"))
    careful = fixable(plain("s"), (EDIT,), why=plain("w"), may_break=plain("b"))
    assert (safe.risk, careful.risk) == (Risk.SAFE, Risk.CAREFUL)


def test_an_edit_that_two_reasons_ask_for_is_made_once() -> None:
    assert fixable(plain("s"), (EDIT, EDIT), why=plain("w")).edits == (EDIT,)


def test_all_is_not_well_while_evidence_is_missing() -> None:
    fine, broken = ok(plain("fine")), fixable(plain("s"), (EDIT,), why=plain("w"))
    dark = ok_only_if_known(fine, GAP)
    assert (dark.verdict, dark.says) == (Verdict.UNKNOWN, GAP.why)
    assert ok_only_if_known(fine, None) is fine
    assert ok_only_if_known(broken, GAP) is broken


def test_a_rule_is_of_a_known_area() -> None:
    def judge(see: Snapshot, want: Wanted) -> Finding:
        return NOT_WANTED

    made = rule("x", area="wsl", title=plain("t"), needs=(), side=Side.HOST)(judge)
    assert (made.id, made.side) == ("x", Side.HOST)
    assert made.judge is judge
    with pytest.raises(ValueError, match="nowhere"):
        rule("x", area="nowhere", title=plain("t"), needs=())
