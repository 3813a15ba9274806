"""GOSUMDB, GONOSUMDB, GOPRIVATE: what leaves downloads unchecked, and patterns that never match."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.findings import Risk, Verdict

GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"
SUMDB, NAME, PATTERN, FORGE = (
    "modules-sumdb",
    "modules-sumdb-name",
    "modules-private-pattern",
    "modules-private-forge",
)
RULES = (SUMDB, NAME, PATTERN, FORGE)


@pytest.mark.parametrize(
    ("rule", "name", "value", "becomes"),
    [
        (SUMDB, "GOSUMDB", "off", ""),
        (SUMDB, "GONOSUMDB", "*", ""),
        (SUMDB, "GOPRIVATE", "*.*", ""),
        (SUMDB, "GOPRIVATE", "*.com,*.org,*.io,*.in", ""),
        (SUMDB, "GOPRIVATE", "corp.example.com,*", "corp.example.com"),
        (NAME, "GOSUMDB", "sum.golang.org+https://sum.golang.google.cn", "sum.golang.google.cn"),
        (NAME, "GOSUMDB", "my-sumdb.example.com", ""),
        (PATTERN, "GOPRIVATE", "https://corp.example.com/", "corp.example.com"),
        (PATTERN, "GONOPROXY", "git@corp.example.com:team/x.git", "corp.example.com/team/x"),
        (PATTERN, "GONOSUMDB", "a.example b.example", "a.example,b.example"),
    ],
)
def test_what_is_wrong_becomes_what_was_meant_or_the_default(
    judge: Judge, rule: str, name: str, value: str, becomes: str
) -> None:
    finding = judge(rule, "", {GOENV: f"{name}={value}\n"})
    edit = SetVariable(USUAL, name, becomes) if becomes else UnsetVariable(USUAL, name)
    assert (finding.verdict, finding.edits) == (Verdict.FIXABLE, (edit,))
    assert finding.risk is (Risk.SAFE if rule == NAME else Risk.CAREFUL)
    line = f"export {name}='{value}'"
    (in_shell,) = judge(rule, "", {PROFILE: f"{line}\n"}).edits
    if becomes:
        assert in_shell == ReplaceLine("~/.profile", 1, line, f"export {name}='{becomes}'")
    else:
        assert in_shell == DropLine("~/.profile", 1, line)


@pytest.mark.parametrize("value", ["github.com", "*.com", "gitlab.com/*", "corp.example.com,github.com/"])
def test_a_public_host_as_a_whole_is_told_and_left_to_its_author(judge: Judge, value: str) -> None:
    finding = judge(FORGE, "", {GOENV: f"GOPRIVATE={value}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None
    assert "go env -w GOPRIVATE=github.com/NAME" in finding.do.render()
    assert judge(SUMDB, "", {GOENV: f"GOPRIVATE={value}\n"}).verdict is Verdict.OK


def test_everything_is_told_once(judge: Judge) -> None:
    assert judge(FORGE, "", {GOENV: "GOPRIVATE=*\n"}).verdict is Verdict.OK
    assert judge(NAME, "", {GOENV: "GOSUMDB=off\n"}).verdict is Verdict.OK


def test_a_pattern_that_nobody_can_correct_is_for_its_author(judge: Judge) -> None:
    for files in ({GOENV: "GOPRIVATE=corp[1.example\n"}, {PROFILE: "export GOPRIVATE='corp[1.example'\n"}):
        finding = judge(PATTERN, "", files)
        assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


@pytest.mark.parametrize(
    "setting",
    [
        "GOSUMDB=sum.golang.org",
        "GOSUMDB=sum.golang.google.cn",
        "GOSUMDB=sum.golang.org https://sum.golang.google.cn",
        "GOSUMDB=",
        "GOPRIVATE=corp.example.com,*.corp.example.com/x/",
        "GOPRIVATE=github.com/org",
        "GONOSUMDB=none",
        "GONOPROXY=none",
        "GONOPROXY=*",
    ],
)
def test_what_checks_public_modules_is_right(judge: Judge, setting: str) -> None:
    name, _, value = setting.partition("=")
    for rule in RULES:
        assert judge(rule, "", {GOENV: f"{setting}\n"}).verdict is Verdict.OK
        assert judge(rule, "", {PROFILE: f"export {name}='{value}'\n"}).verdict is Verdict.OK


def test_both_places_are_repaired_together(judge: Judge) -> None:
    line = "export GOPRIVATE='*'"
    finding = judge(SUMDB, "", {GOENV: "GOSUMDB=off\n", PROFILE: f"{line}\n"})
    assert finding.edits == (UnsetVariable(USUAL, "GOSUMDB"), DropLine("~/.profile", 1, line))
    assert finding.says.render() == "2 lines set GOSUMDB, GOPRIVATE."
