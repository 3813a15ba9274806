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
CHECKS = {"import-linter", "mypy", "ruff", "types-dockerfile-parse", "types-psutil", "vulture"}
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


def test_what_is_released_is_what_was_tested() -> None:
    """The list that the released program is built of says the same versions, where it is for Windows."""
    tested = dict(name.lower().split("==") for name in pins().wheels)
    listed = re.findall(
        r"^(\S+==[^\s;]+(?: ;[^\\\n]+)?)", (REPO / "packaging/bundle/program.txt").read_text(), re.M
    )
    of_windows = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "python_version": pins().version,
        "python_full_version": f"{pins().version}.0",
    }
    released = [
        each
        for each in map(Requirement, listed)
        if each.marker is None or each.marker.evaluate(dict(of_windows))
    ]
    assert len(released) > 15
    assert {f"{each.name}{each.specifier}" for each in released} == {
        f"{each.name}=={tested.get(each.name)}" for each in released
    }


def test_pip_takes_nothing_else() -> None:
    assert requirements({"a==1": "00"}) == "a==1 --hash=sha256:00\n"


def test_what_is_pinned_otherwise_is_made_anew() -> None:
    assert digest(("a",), 1) == digest(("a",), 1)
    assert len({digest(("a",), 1), digest(("b",), 1), digest(("a",), 2)}) == 3
