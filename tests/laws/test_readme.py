"""The rules that README shows are those that are shipped, letter by letter, and do what it says."""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path

import pytest

from wizard.codecs.windows.wsl_warnings import warned
from wizard.facts.wsl import WSL_WARNINGS
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Rule, Verdict
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def printed(sentence: str) -> tuple[Path, str]:
    """The place that README names at the end of *sentence*, and the code below it."""
    found = re.search(
        rf"{sentence} `([^`]+)`:\n\n```python\n(.*?)^```$",
        README,
        re.DOTALL | re.MULTILINE,
    )
    assert found is not None
    return ROOT / found[1], found[2]


FUNCTION = "one function. This is a whole one,"
ROW = "a family. This is a whole one, in"


@pytest.fixture
def executed(tmp_path: Path) -> Rule:
    """What the code of the function in README makes."""
    (tmp_path / "readme.py").write_text(printed(FUNCTION)[1], encoding="utf-8")
    names = runpy.run_path(str(tmp_path / "readme.py"))
    (rule,) = (value for value in names.values() if isinstance(value, Rule))
    return rule


def test_readme_shows_the_file_as_it_is() -> None:
    place, code = printed(FUNCTION)
    assert place.read_text(encoding="utf-8") == code


def test_readme_shows_the_row_as_it_is() -> None:
    place, code = printed(ROW)
    rows = ast.walk(ast.parse(place.read_text(encoding="utf-8")))
    shipped = {ast.dump(node) for node in rows if isinstance(node, ast.Call)}
    assert ast.dump(ast.parse(code, mode="eval").body) in shipped
    assert '"go-env-go111module"' in code


@pytest.mark.parametrize(("lines", "verdict"), [((), Verdict.NOT_APPLICABLE), (("odd",), Verdict.ADVICE)])
def test_what_readme_shows_runs_and_says_what_the_shipped_rule_says(
    executed: Rule, lines: tuple[str, ...], verdict: Verdict
) -> None:
    (shipped,) = (rule for rule in catalogue.rules() if rule.id == executed.id)
    see = Snapshot({WSL_WARNINGS: tuple(map(warned, lines))})
    told: list[Finding] = [rule.judge(see, Wanted()) for rule in (executed, shipped)]
    assert told[0] == told[1]
    assert told[0].verdict is verdict


def test_readme_names_only_places_that_are_there() -> None:
    section = README[README.index("## How to add a rule") : README.index("## Architecture")]
    named = re.findall(r"`((?:wizard|tests|resources)/[\w./-]*)`", section)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
