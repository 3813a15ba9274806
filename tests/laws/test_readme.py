"""The rule that README shows is the one that is shipped, letter by letter, and does what it says."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from wizard.facts.go import GOENV, GOENV_PATH
from wizard.model.edits import UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Rule, Verdict
from wizard.model.wanted import Wanted
from wizard.rules import catalogue

ROOT = Path(__file__).parents[2]


def printed() -> tuple[Path, str]:
    """The place that README names, and the code below it."""
    found = re.search(
        r"This is a whole one, `([^`]+)`:\n\n```python\n(.*?)^```$",
        (ROOT / "README.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert found is not None
    return ROOT / found[1], found[2]


@pytest.fixture
def executed(tmp_path: Path) -> Rule:
    """What the code in README makes."""
    (tmp_path / "readme.py").write_text(printed()[1], encoding="utf-8")
    names = runpy.run_path(str(tmp_path / "readme.py"))
    (rule,) = (value for value in names.values() if isinstance(value, Rule))
    return rule


def test_readme_shows_the_file_as_it_is() -> None:
    place, code = printed()
    assert place.read_text(encoding="utf-8") == code


@pytest.mark.parametrize(
    ("goenv", "verdict"),
    [(None, Verdict.OK), (b"GO111MODULE=on\n", Verdict.OK), (b"GO111MODULE=off\n", Verdict.FIXABLE)],
)
def test_what_readme_shows_runs_and_says_what_the_shipped_rule_says(
    executed: Rule, goenv: bytes | None, verdict: Verdict
) -> None:
    (shipped,) = (rule for rule in catalogue.rules() if rule.id == executed.id)
    see = Snapshot({GOENV: goenv})
    told: list[Finding] = [rule.judge(see, Wanted()) for rule in (executed, shipped)]
    assert told[0] == told[1]
    assert told[0].verdict is verdict
    assert told[0].edits == (
        (UnsetVariable(GOENV_PATH, "GO111MODULE"),) if verdict is Verdict.FIXABLE else ()
    )


def test_readme_names_only_places_that_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## How to add a rule") : text.index("## Architecture")]
    named = re.findall(r"`((?:wizard|tests|resources)/[\w./-]*)`", section)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []
