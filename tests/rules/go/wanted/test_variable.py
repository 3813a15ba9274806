"""The family of variables that a profile wants: the file they are written in, and lines that say something else."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, Reencode, ReplaceLine, SetVariable
from wizard.model.findings import Verdict

GOENV, PROFILE = "home/me/.config/go/env", "home/me/.profile"
CHINA = '[modules]\nproxy = "https://goproxy.cn,direct"\n'
PROXY, PRIVATE = "modules-proxy-wanted", "modules-private-wanted"


def test_a_line_of_a_start_file_that_says_otherwise_is_corrected_too(judge: Judge) -> None:
    line = "export GOPROXY=https://goproxy.io"
    finding = judge(PROXY, CHINA, {PROFILE: f"{line}\n"})
    assert finding.edits == (
        ReplaceLine("~/.profile", 1, line, "export GOPROXY=https://goproxy.cn,direct"),
        SetVariable(USUAL, "GOPROXY", "https://goproxy.cn,direct"),
    )


def test_a_line_that_cannot_say_it_goes_and_the_file_has_what_it_said(judge: Judge) -> None:
    line = "export GOPRIVATE=mine.corp"
    wanted = '[modules]\nprivate = ["git.corp/*"]\n'
    finding = judge(PRIVATE, wanted, {PROFILE: f"{line}\n"})
    assert finding.edits == (
        DropLine("~/.profile", 1, line),
        SetVariable(USUAL, "GOPRIVATE", "mine.corp,git.corp/*"),
    )


def test_a_line_that_says_so_already_is_not_enough(judge: Judge) -> None:
    """Programs that no such shell starts read the go env file alone."""
    finding = judge(PROXY, CHINA, {PROFILE: "export GOPROXY=https://goproxy.cn,direct\n"})
    assert finding.edits == (SetVariable(USUAL, "GOPROXY", "https://goproxy.cn,direct"),)


def test_a_damaged_go_env_file_is_written_in_plain_form(judge: Judge) -> None:
    finding = judge(PROXY, CHINA, {GOENV: "\ufeffGOFLAGS=-v\n"})
    assert finding.edits == (Reencode(USUAL), SetVariable(USUAL, "GOPROXY", "https://goproxy.cn,direct"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("export GOENV=off", "GOENV=off"),
        ("export GOENV=/etc/go.env", "/etc/go.env"),
        ("export GOPROXY=https://goproxy.io GOSUMDB=off", "GOPROXY"),
    ],
)
def test_what_only_a_person_can_do_is_told_with_the_reason(judge: Judge, line: str, says: str) -> None:
    finding = judge(PROXY, CHINA, {PROFILE: f"{line}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.BLOCKED, ())
    assert says in finding.says.render()
    assert finding.do is not None
