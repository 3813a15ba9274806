"""README: the rules that it shows are those that are shipped, letter by letter, and of each sentence to its readers
it is known which test holds it."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.app.profiles.shipped import find
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


TABLE = ROOT / "tests/data/readme.toml"
HELD: dict[str, list[str] | str] = {
    key: value
    for section in tomllib.loads(TABLE.read_text("utf-8")).values()
    for key, value in section.items()
}
_END = re.compile(r"(?<=[.:!?”*])\s+(?=[A-Z“*`\[])")


def sentences() -> Iterator[str]:
    """What README says before it speaks to who develops the wizard, and under its last heading; the rows of a table
    with their cells, without what is shown in a code block."""
    read = README[: README.index("## How to add a rule")] + README[README.index("## License") :]
    for block in re.sub(r"^```.*?^```$", "", read, flags=re.DOTALL | re.MULTILINE).split("\n\n"):
        lines = [line for line in block.split("\n") if line.strip() and not line.startswith(("#", "!["))]
        for item in "\n".join(map(_item, lines)).split("\0"):
            yield from (each.strip() for each in _END.split(item.replace("\n", " ")) if each.strip())


def _item(line: str) -> str:
    """*line* without what marks it as a quotation, a row or a point of a list; those begin anew."""
    if line.startswith("|"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        return "" if set(line) <= set("|- ") else f"\0{' · '.join(cells)}"
    return f"\0{line[2:]}" if line.startswith("- ") else line.removeprefix("> ")


def _is_heading(sentence: str) -> bool:
    """The head of a table."""
    return sentence in (
        "machine · how to choose it",
        "profile · what it is for",
        "command · what it does",
        "exit code · meaning",
    )


def test_of_each_sentence_it_is_known_which_test_holds_it() -> None:
    said = [each for each in sentences() if not _is_heading(each)]
    assert len(said) > 150
    assert [each for each in said if not any(map(each.startswith, HELD))] == [], f"add them to {TABLE}"
    assert [key for key in HELD if not any(each.startswith(key) for each in said)] == [], (
        "README says so no more"
    )


def test_the_tests_that_hold_readme_are_there() -> None:
    named = {each for held in HELD.values() if isinstance(held, list) for each in held}
    assert [each for each in sorted(named) if not _is_there(each)] == []
    assert [key for key, held in HELD.items() if not held] == []


def _is_there(test: str) -> bool:
    place, _, name = test.partition("::")
    path = ROOT / "tests" / place
    return path.is_file() and re.search(rf"^\s*def {name}", path.read_text("utf-8"), re.MULTILINE) is not None


def test_the_profile_that_readme_shows_is_one(tmp_path: Path) -> None:
    found = re.search(r"^```toml\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert found is not None
    (tmp_path / "team.toml").write_text(found[1], "utf-8")
    wanted = find(str(tmp_path / "team.toml"))
    assert (wanted.name, wanted.wslconfig.memory, wanted.go.version) == ("our-team", "12GB", "go.mod")


def test_the_license_is_the_one_that_is_named() -> None:
    assert README.split("## License")[1].strip().startswith("MIT.")
    assert (ROOT / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text("utf-8")
