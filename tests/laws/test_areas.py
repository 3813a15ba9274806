"""Rules know no other rule: areas are kept apart by the import linter, and inside an area only a file without rules
is shared."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import wizard.rules

_FOLDER = Path(wizard.rules.__file__).parent
_ROOT = _FOLDER.parent.parent


def test_the_linter_keeps_all_areas_apart() -> None:
    told = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    (apart,) = (each["modules"] for each in contracts if each["name"].startswith("Areas of rules"))
    areas = sorted(path.parent.name for path in _FOLDER.glob("*/__init__.py"))
    assert sorted(apart) == [f"wizard.rules.{area}" for area in areas]


def test_no_module_with_rules_is_imported_by_another() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _FOLDER.rglob("*.py")}
    with_rules = {_module(path) for path, tree in trees.items() if any(map(_is_rule, ast.walk(tree)))}
    assert len(with_rules) > 10
    imports = {
        f"{_module(path)} imports {name}"
        for path, tree in trees.items()
        if path.name != "catalogue.py"
        for name in _imported(tree)
        if name in with_rules
    }
    assert imports == set()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(_ROOT).with_suffix("").parts)


def _is_rule(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "rule"


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
