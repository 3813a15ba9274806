"""What the Windows set-up is made of is pinned, all of it, and is what the project asks for."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

REPO = Path(__file__).parents[2]
sys.path.insert(0, str(REPO / "packaging/windows"))

from pins import digest, pins, requirements  # noqa: E402

PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text())["project"]
CHECKS = {"import-linter", "mypy", "ruff", "types-psutil", "vulture"}
"""What only the checks need, which are made on Linux."""
WANTED = [
    Requirement(words)
    for words in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"])
    if Requirement(words).name not in CHECKS
]


def test_each_is_one_version_with_its_digest() -> None:
    pinned = pins()
    for name, sha256 in (pinned.source, *pinned.wheels.items()):
        assert re.fullmatch(r"[A-Za-z0-9-]+==[0-9][0-9a-z.]*", name)
        assert re.fullmatch(r"[0-9a-f]{64}", sha256)


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_what_the_project_needs_is_among_them(wanted: Requirement) -> None:
    versions = dict(name.lower().split("==") for name in pins().wheels)
    assert wanted.specifier.contains(versions[wanted.name.lower()])


def test_pip_takes_nothing_else() -> None:
    assert requirements({"a==1": "00"}) == "a==1 --hash=sha256:00\n"


def test_what_is_pinned_otherwise_is_made_anew() -> None:
    assert digest(("a",), 1) == digest(("a",), 1)
    assert len({digest(("a",), 1), digest(("b",), 1), digest(("a",), 2)}) == 3
