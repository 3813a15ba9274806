"""GOPROXY: what Go cannot use, what it never asks, and what it asks in the open."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, Reencode, ReplaceLine, SetVariable, UnsetVariable
from wizard.model.findings import Risk, Verdict

GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"
SYNTAX, OFF, ORDER, HTTP = (f"modules-goproxy-{name}" for name in ("syntax", "off", "order", "http"))
RULES = (SYNTAX, OFF, ORDER, HTTP)


@pytest.mark.parametrize(
    ("rule", "value", "becomes"),
    [
        (SYNTAX, "https://goproxy.cn;direct", "https://goproxy.cn,direct"),
        (SYNTAX, "https:/goproxy.cn,direct", "https://goproxy.cn,direct"),
        (SYNTAX, "none", ""),
        (SYNTAX, ",", ""),
        (OFF, "off", ""),
        (OFF, "off,https://goproxy.cn", ""),
        (ORDER, "direct,https://goproxy.cn", "https://goproxy.cn,direct"),
    ],
)
def test_what_is_wrong_becomes_what_was_meant_or_the_default(
    judge: Judge, rule: str, value: str, becomes: str
) -> None:
    finding = judge(rule, "", {GOENV: f"GOPROXY={value}\n"})
    edit = SetVariable(USUAL, "GOPROXY", becomes) if becomes else UnsetVariable(USUAL, "GOPROXY")
    assert (finding.verdict, finding.edits) == (Verdict.FIXABLE, (edit,))
    assert finding.risk is (Risk.SAFE if rule == SYNTAX else Risk.CAREFUL)
    line = f'export GOPROXY="{value}"'
    in_shell = judge(rule, "", {PROFILE: f"{line}\n"})
    corrected = ReplaceLine("~/.profile", 1, line, f'export GOPROXY="{becomes}"')
    assert in_shell.edits == (corrected if becomes else DropLine("~/.profile", 1, line),)
    assert in_shell.effect is not None
    assert in_shell.effect.render() == "Takes effect in new terminals."


def test_quotes_in_the_go_env_file_are_repaired_as_the_rule_about_the_file_does(judge: Judge) -> None:
    files = {GOENV: 'GOPROXY="https://goproxy.cn,direct"\r\n'}
    edits = judge(SYNTAX, "", files).edits
    assert edits == judge("go-env-file-syntax", "", files).edits
    line = 'GOPROXY="https://goproxy.cn,direct"'
    assert edits == (Reencode(USUAL), ReplaceLine(USUAL, 1, line, "GOPROXY=https://goproxy.cn,direct"))


def test_fish_gets_its_own_line_corrected(judge: Judge) -> None:
    line = "set -gx GOPROXY 'https://goproxy.cn direct'"
    finding = judge(SYNTAX, "", {"home/me/.config/fish/config.fish": f"{line}\n"})
    becomes = "set -gx GOPROXY 'https://goproxy.cn,direct'"
    assert finding.edits == (ReplaceLine("~/.config/fish/config.fish", 1, line, becomes),)


def test_a_value_that_stands_twice_in_its_line_is_dropped_rather_than_guessed(judge: Judge) -> None:
    line = "export GOPROXY='a.example;direct' # not a.example;direct"
    finding = judge(SYNTAX, "", {PROFILE: f"{line}\n"})
    assert finding.edits == (ReplaceLine("~/.profile", 1, line, "# not a.example;direct"),)


@pytest.mark.parametrize(
    "value", ["http://proxy.corp.example/go,direct", "https://a.example,http://b.example"]
)
def test_http_is_told_and_never_changed(judge: Judge, value: str) -> None:
    for files in ({GOENV: f"GOPROXY={value}\n"}, {PROFILE: f"export GOPROXY={value}\n"}):
        finding = judge(HTTP, "", files)
        assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
        assert finding.do is not None
        assert "go env -w GOPROXY=https://" in finding.do.render()


@pytest.mark.parametrize(
    "value",
    [
        "https://proxy.golang.org,direct",
        "https://goproxy.cn|https://goproxy.io|direct",
        "https://proxy.corp.example,off",
        "goproxy.cn",
        "http://localhost:3000,direct",
        "file:///srv/proxy",
        "direct",
        "",
    ],
)
def test_lists_that_go_can_use_are_right(judge: Judge, value: str) -> None:
    for rule in RULES:
        assert judge(rule, "", {GOENV: f"GOPROXY={value}\n"}).verdict is Verdict.OK
        assert judge(rule, "", {PROFILE: f"export GOPROXY='{value}'\n"}).verdict is Verdict.OK
        assert judge(rule, "", {}).verdict is Verdict.OK


def test_what_could_not_be_followed_is_not_fine(judge: Judge) -> None:
    for rule in RULES:
        finding = judge(rule, "", {PROFILE: "export GOPROXY=$(cat proxy)\n"})
        assert finding.verdict is Verdict.UNKNOWN
        assert "GOPROXY" in finding.says.render()


def test_no_password_of_a_proxy_is_told(judge: Judge) -> None:
    for rule, value in (
        (SYNTAX, "https://me:c4n4ry@proxy.example;direct"),
        (HTTP, "http://me:c4n4ry@proxy.example"),
        (ORDER, "direct,https://me:c4n4ry@proxy.example"),
    ):
        finding = judge(rule, "", {GOENV: f"GOPROXY={value}\n"})
        said = finding.says.render()
        assert "c4n4ry" not in said
        assert "•••@proxy.example" in said
