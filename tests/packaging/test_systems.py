"""What needs Linux says so where it can be read without being run; what wine does otherwise is known by name."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import systems
from tests.systems import TESTS, linux_reason

MODULES = sorted(TESTS.rglob("test_*.py"))
SAYS = "needs Linux: "
KNOWN = tomllib.loads((TESTS / "wine.toml").read_text(encoding="utf-8"))


def test_a_module_a_folder_and_a_module_in_it_say_why() -> None:
    assert linux_reason(TESTS / "codecs/shell/test_kinds.py") == (
        "what is read is compared with what real shells do"
    )
    assert linux_reason(TESTS / "wsl") == "the stand-in for wsl.exe starts distros in containers"
    assert linux_reason(TESTS / "wsl/test_listing.py") == linux_reason(TESTS / "wsl")
    assert linux_reason(TESTS / "wsl/test_life.py") == "only Linux has root, mounts and owners"
    assert linux_reason(TESTS / "model/test_state.py") is None


def test_most_of_what_is_pure_needs_none() -> None:
    pure = [path for path in MODULES if path.is_relative_to(TESTS / "engine")]
    assert [path for path in pure if linux_reason(path) is not None] == []


def test_what_wine_does_otherwise_is_a_test_and_has_a_reason() -> None:
    for about in KNOWN.values():
        assert about["reason"]
        for test in about["tests"]:
            path, name = test.split("::", 1)
            found = [
                node for node in ast.walk(_tree(TESTS.parent / path)) if isinstance(node, ast.FunctionDef)
            ]
            assert name.split("::")[-1] in {node.name for node in found}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def test_what_is_left_out_is_counted_by_its_reason() -> None:
    one = "tests/codecs/shell/test_kinds.py"
    reports = [
        pytest.TestReport("x", ("x", 0, "x"), {}, "skipped", ("x", 0, f"Skipped: {SAYS}no links"), "setup"),
        pytest.TestReport("y", ("y", 0, "y"), {}, "skipped", ("y", 0, f"Skipped: {SAYS}no links"), "setup"),
        pytest.TestReport("z", ("z", 0, "z"), {}, "skipped", ("z", 0, "Skipped: another"), "setup"),
        pytest.CollectReport(one, "skipped", ("c", 0, f"Skipped: {SAYS}real shells"), []),
        pytest.CollectReport("tests/wsl", "skipped", ("c", 0, f"Skipped: {SAYS}containers"), []),
    ]
    counted = systems.left_out(reports)
    functions = (TESTS.parent / one).read_text(encoding="utf-8").count("\ndef test_")
    assert dict(counted) == {"no links": 2, "real shells": functions, "containers": counted["containers"]}
    assert counted["containers"] > 50


def test_a_law_is_tried_with_fewer_examples(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    @settings(max_examples=1000)
    @given(st.integers())
    def law(number: int) -> None:
        tried.append(number)

    monkeypatch.setattr(request.node, "obj", law)
    monkeypatch.setattr(systems, "IS_WINDOWS", True)
    systems.mark([request.node])
    law()
    assert 1 < len(tried) <= systems.EXAMPLES


@pytest.mark.linux(reason="on Windows the report would be another")
def test_elsewhere_any_skip_is_one(request: pytest.FixtureRequest) -> None:
    report = pytest.TestReport("x", ("x", 0, "x"), {}, "skipped", ("x", 0, "Skipped: no root"), "call")
    systems.refuse_other_skips(report)
    assert report.outcome == "skipped"
