"""go.sum: lines that Go stops at, and which modules have a hash."""

from __future__ import annotations

import pytest

from wizard.codecs.go import gosum
from wizard.codecs.go.gosum import SumFaultKind

HASH, OTHER = f"h1:{'a' * 43}=", f"h1:{'b' * 43}="
GOOD = f"a.example/m v1.0.0 {HASH}\na.example/m v1.0.0/go.mod {OTHER}\n"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", []),
        (GOOD, []),
        (GOOD.replace("\n", "\r\n"), []),
        (f"\n  {GOOD}", []),
        (GOOD + GOOD, []),
        (f"{GOOD}a.example/m v1.0.0 h2:new\n", []),
        (f"<<<<<<< HEAD\n{GOOD}=======\n", [(1, SumFaultKind.FIELDS), (4, SumFaultKind.FIELDS)]),
        (f"{GOOD}a.example/m v1.0.0\n", [(3, SumFaultKind.FIELDS)]),
        (f"a.example/m v1.0.0 {HASH} x\n", [(1, SumFaultKind.FIELDS)]),
        ("a.example/m v1.0.0 h1:abc=\n", [(1, SumFaultKind.HASH)]),
        (f"{GOOD}a.example/m v1.0.0 {OTHER}\n", [(3, SumFaultKind.CONFLICT)]),
        (f"{GOOD}b.example/m v1.0.0 {OTHER}\n", []),
    ],
)
def test_faults_have_their_lines(text: str, faults: list[tuple[int, SumFaultKind]]) -> None:
    assert [(each.line, each.kind) for each in gosum.faults(text.encode())] == faults


def test_modules_are_those_with_a_hash_of_anything() -> None:
    text = f"{GOOD}b.example/m v2.0.0/go.mod {HASH}\nbad line\n"
    assert gosum.modules(text.encode()) == {("a.example/m", "v1.0.0"), ("b.example/m", "v2.0.0")}


def test_the_hash_of_an_empty_go_mod_is_none_as_for_go() -> None:
    text = "a.example/m v1.0.0/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=\n"
    assert gosum.modules(text.encode()) == frozenset()
