"""A go.mod or go.work that a project did not mean (what go does with each was tried with Go 1.21.13 and 1.27.3)."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "go-env-gowork-stray"
GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"
WANTED = '[projects]\nfolders = ["~/src/app"]\n'
APP: dict[str, str | bytes] = {"home/me/src/app/go.mod": "module app\n"}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({PROFILE: "export GOWORK=off\n"}, "GOWORK=off applies to every project."),
        ({GOENV: "GOWORK=/home/me/x/go.work\n"}, "GOWORK=/home/me/x/go.work applies to every project."),
        ({**APP, "home/me/src/go.work": "go 1.25\nuse ./other\n"}, "~/src/go.work does not list ~/src/app."),
        ({**APP, "home/me/go.work": "go 1.25\nuse src/ap\n"}, "~/go.work does not list ~/src/app."),
        ({"home/me/go.mod": "module me\n"}, "~/go.mod applies to all folders below it."),
        ({"go.work": "go 1.25\n"}, "/go.work applies to all folders below it."),
    ],
)
def test_what_takes_in_other_projects(judge: Judge, files: dict[str, str | bytes], says: str) -> None:
    finding = judge(RULE, WANTED, files)
    assert (finding.verdict, finding.says.render()) == (Verdict.ADVICE, says)
    assert finding.evidence
    assert finding.edits == ()


@pytest.mark.parametrize(
    "files",
    [
        {},
        APP,
        {PROFILE: "export GOWORK=\n"},
        {GOENV: "GOWORK=auto\n"},
        {**APP, "home/me/src/go.work": "go 1.25\nuse (\n\t./app\n\t./other\n)\n"},
        {**APP, "home/me/src/go.work": 'use "/home/me/src/app"\n'},
        {**APP, "home/me/src/app/go.work": "use .\n", "home/me/src/go.work": "use ./other\n"},
        {"home/me/src/go.work": "use ./other\n"},
    ],
)
def test_a_workspace_that_lists_the_project_is_its_own(judge: Judge, files: dict[str, str | bytes]) -> None:
    assert judge(RULE, WANTED, files).verdict is Verdict.OK


def test_a_home_that_is_a_project_is_no_accident(judge: Judge) -> None:
    files = {"home/me/go.mod": "module dotfiles\n"}
    assert judge(RULE, '[projects]\nfolders = ["~/"]\n', files).verdict is Verdict.OK


def test_the_lines_that_set_it_are_shown(judge: Judge) -> None:
    seen = judge(RULE, "", {PROFILE: "# x\nexport GOWORK=off\n", GOENV: "GOWORK=/y\n"}).evidence
    assert [(each.source, each.line) for each in seen] == [("~/.config/go/env", 1), ("~/.profile", 2)]


def test_a_variable_that_cannot_be_followed_is_not_called_well(judge: Judge) -> None:
    assert judge(RULE, "", {PROFILE: "export GOWORK=$(x)\n"}).verdict is Verdict.UNKNOWN
