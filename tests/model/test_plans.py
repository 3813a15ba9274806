"""A plan is the same after a file."""

from __future__ import annotations

import msgspec

from wizard.model.plans import Plan
from wizard.model.state import Change, File, UnpackedTree

FILE = File(b"a\n", 0o644, 0, 0)


def test_a_plan_is_the_same_after_a_file() -> None:
    change = Change("/a", FILE, UnpackedTree("0" * 64), 0, 0)
    plan = Plan("machine", "site", changes=(change,))
    again = msgspec.json.decode(msgspec.json.encode(plan), type=Plan)
    assert again == plan
    assert again.id == plan.id
    assert msgspec.structs.replace(plan, site="other").id != plan.id
