"""Predicates of what a shell shows, and the values of a rehearsal as JSON."""

from __future__ import annotations

import msgspec
import pytest

from wizard.model.plans import Plan
from wizard.model.rehearsal.shells import (
    GodebugHas,
    GoIs,
    Harm,
    HarmKind,
    HowEnded,
    Measured,
    Missed,
    PathHas,
    Predicate,
    Rehearsal,
    ShellKind,
    VariableUnset,
)

SEEN = Measured(
    HowEnded.EXITED,
    variables={"PATH": "/a:/b", "GODEBUG": "netdns=go,x=1,netdns=cgo"},
    names=frozenset(("EDITOR",)),
    version="go version go1.25.5 linux/amd64",
    compile="compile version go1.25.5",
)


@pytest.mark.parametrize(
    ("predicate", "holds", "now"),
    [
        (GoIs("1.25.5"), True, "1.25.5"),
        (GoIs("1.25"), False, "1.25.5"),
        (VariableUnset("GOROOT"), True, ""),
        (VariableUnset("EDITOR"), False, ""),
        (VariableUnset("GODEBUG"), False, "netdns=go,x=1,netdns=cgo"),
        (GodebugHas("x", "1"), True, "netdns=go,x=1,netdns=cgo"),
        (GodebugHas("netdns", "go"), False, "netdns=go,x=1,netdns=cgo"),
        (GodebugHas("netdns", "cgo"), True, "netdns=go,x=1,netdns=cgo"),
        (GodebugHas("x", None), False, "netdns=go,x=1,netdns=cgo"),
        (GodebugHas("y", None), True, "netdns=go,x=1,netdns=cgo"),
        (PathHas("/b"), True, "/a:/b"),
        (PathHas("/b", present=False), False, "/a:/b"),
        (PathHas("/c", present=False), True, "/a:/b"),
    ],
)
def test_predicates(predicate: Predicate, holds: bool, now: str) -> None:
    assert (predicate.holds(SEEN), predicate.now(SEEN)) == (holds, now)


@pytest.mark.parametrize(
    "line", ["", "go: cannot find GOROOT directory: /x", "go version", "sh: go: not found now"]
)
def test_what_is_no_version_is_none(line: str) -> None:
    assert Measured(HowEnded.EXITED, version=line).go_version == ""


def test_a_plan_is_saved_with_it_and_keeps_its_id() -> None:
    seen = Rehearsal(
        (ShellKind.TERMINAL,),
        harms=(Harm(HarmKind.LOST_FOLDER, (ShellKind.INNER,), "/x"),),
        missed=(Missed(GoIs("1.26.6"), (ShellKind.EDITOR,), "", "~/.bashrc", 3),),
    )
    plan = Plan("m", "s", rehearsal=seen)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan
    assert plan.id == Plan("m", "s").id
    assert not seen.keeps_path
