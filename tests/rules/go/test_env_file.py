"""The file of `go env -w`: damaged lines and nothing else are repaired, and what nobody can repair is told."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.edits.files import DropLine, Edit, Reencode, ReplaceLine
from wizard.model.findings import Verdict

RULE = "go-env-file-syntax"
GOENV = "home/me/.config/go/env"


def replaced(text: str, becomes: str, line: int = 1) -> Edit:
    return ReplaceLine(USUAL, line, text, becomes)


def dropped(text: str, line: int = 1) -> Edit:
    return DropLine(USUAL, line, text)


@pytest.mark.parametrize(
    ("text", "edits", "note"),
    [
        ('GOPROXY="direct"\n', (replaced('GOPROXY="direct"', "GOPROXY=direct"),), "quotes"),
        ("export GOPROXY=direct\n", (replaced("export GOPROXY=direct", "GOPROXY=direct"),), "export"),
        (" GOPROXY=direct\n", (replaced(" GOPROXY=direct", "GOPROXY=direct"),), "a space"),
        ("GOPROXY = direct\n", (replaced("GOPROXY = direct", "GOPROXY=direct"),), "Spaces"),
        (
            "GOPROXY=direct # mine\n",
            (replaced("GOPROXY=direct # mine", "# mine\nGOPROXY=direct"),),
            "comment",
        ),
        ("GOPATH=$HOME/go\n", (replaced("GOPATH=$HOME/go", "GOPATH=/home/me/go"),), "variables"),
        ("GOBIN=~/bin\n", (replaced("GOBIN=~/bin", "GOBIN=/home/me/bin"),), "variables"),
        ("HTTP_PROXY=http://proxy\n", (dropped("HTTP_PROXY=http://proxy"),), "never"),
        ("what is this\n", (replaced("what is this", "# what is this"),), "neither"),
        ("GOSUMDB=off\nGOSUMDB=sum.golang.org\n", (dropped("GOSUMDB=off"),), "Another line"),
        ("export GODEBUG=a=1\nGODEBUG=b=1\n", (dropped("export GODEBUG=a=1"),), "export"),
    ],
)
def test_a_damaged_line_is_repaired_as_it_was_meant(
    judge: Judge, text: str, edits: tuple[Edit, ...], note: str
) -> None:
    finding = judge(RULE, "", {GOENV: text})
    assert (finding.verdict, finding.edits) == (Verdict.FIXABLE, edits)
    assert any(note in seen.note.render() for seen in finding.evidence if seen.note is not None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a comment\n  # another\n\nGOPROXY=https://goproxy.cn,direct\n",
        "CGO_CFLAGS=-O2 -DX='a b'\n",
        "GONEWTHING=1\n",
    ],
)
def test_sound_lines_are_left(judge: Judge, text: str) -> None:
    assert judge(RULE, "", {GOENV: text}).verdict is Verdict.OK


def test_without_the_file_all_is_well(judge: Judge) -> None:
    assert judge(RULE, "", {}).verdict is Verdict.OK


def test_what_only_its_author_knows_is_told_and_left(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GOPATH=$WORK/go\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.evidence[0].quote == "GOPATH=$WORK/go"


def test_in_a_file_of_windows_lines_are_repaired_once_it_is_plain(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: '\ufeffGOPROXY="direct"\r\nGOSUMDB=off\r\n'})
    assert finding.edits == (Reencode(USUAL), replaced('GOPROXY="direct"', "GOPROXY=direct"))


def test_line_ends_alone_are_for_the_rule_about_encoding(judge: Judge) -> None:
    for text in ("GOPROXY=direct\r\n", "\ufeffGOPROXY=direct\n", "GOPROXY=direct\n".encode("utf-16")):
        assert judge(RULE, "", {GOENV: text}).verdict is Verdict.NOT_APPLICABLE, "Go does not understand it"


def test_godebug_that_go_would_read_is_for_the_rule_about_godebug(judge: Judge) -> None:
    finding = judge(RULE, "", {GOENV: "GODEBUG=netdns=go\n"})
    assert (finding.verdict, finding.says.render()) == (
        Verdict.OK,
        "Go understands all other lines of the go env file.",
    )
    hidden = judge(RULE, "", {GOENV: "export GODEBUG=netdns=go\n"})
    assert hidden.edits == (dropped("export GODEBUG=netdns=go"),)
