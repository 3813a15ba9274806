"""Rules know no other rule: areas are kept apart by the import linter, and inside an area only a file without rules
is shared."""

from __future__ import annotations

import ast
import importlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import wizard.rules
from wizard.model.findings import Rule

_FOLDER = Path(wizard.rules.__file__).parent
_ROOT = _FOLDER.parent.parent


def test_the_linter_keeps_all_areas_apart() -> None:
    told = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    (apart,) = (each["modules"] for each in contracts if each["name"].startswith("Areas of rules"))
    areas = sorted(path.parent.name for path in _FOLDER.glob("*/__init__.py"))
    assert sorted(apart) == [f"wizard.rules.{area}" for area in areas]


def test_no_module_with_rules_is_imported_by_another() -> None:
    paths = sorted(_FOLDER.rglob("*.py"))
    with_rules = {name for name in map(_module, paths) if any(map(_is_rule, _values(name)))}
    assert len(with_rules) > 10
    imports = {
        f"{_module(path)} imports {name}"
        for path in paths
        if path.name != "catalogue.py"
        for name in _imported(ast.parse(path.read_text(encoding="utf-8")))
        if name in with_rules
    }
    assert imports == set()


def _module(path: Path) -> str:
    return ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")


def _values(name: str) -> Iterator[object]:
    for value in vars(importlib.import_module(name)).values():
        yield from value if isinstance(value, tuple) else (value,)


def _is_rule(value: object) -> bool:
    return isinstance(value, Rule)


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
