"""GOROOT is taken from Go, and left to the lines that need it."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.rules.conftest import Judge
from wizard.engine.fold import fold, folded
from wizard.model.edits.files import DropLine, Edit, ReplaceLine, UnsetVariable, Wish
from wizard.model.findings import Verdict

RULE = "go-install-goroot-mismatch"
PROFILE = "~/.profile"
USE = "export PATH=$PATH:$GOROOT/bin"


def line(number: int, text: str, becomes: str | None = None) -> Edit:
    return DropLine(PROFILE, number, text) if becomes is None else ReplaceLine(PROFILE, number, text, becomes)


@pytest.mark.parametrize(
    ("text", "edits"),
    [
        ("export GOROOT=/x", [line(1, "export GOROOT=/x")]),
        ("GOROOT=/x; export GOROOT", [line(1, "GOROOT=/x; export GOROOT")]),
        ("GOROOT=/x\nexport GOROOT", [line(1, "GOROOT=/x"), line(2, "export GOROOT")]),
        ("export GOROOT=/x\n# PATH=$GOROOT/bin", [line(1, "export GOROOT=/x")]),
        (f"export GOROOT=/x\n{USE}", [line(1, "export GOROOT=/x", "GOROOT=/x")]),
        (
            f'  export  GOROOT="/x y"  # go\n{USE}',
            [line(1, '  export  GOROOT="/x y"  # go', '  GOROOT="/x y"  # go')],
        ),
        (
            f"GOROOT=/x; export GOROOT # go\n{USE}",
            [line(1, "GOROOT=/x; export GOROOT # go", "GOROOT=/x # go")],
        ),
        (f"GOROOT=/x\n{USE}\nexport GOROOT", [line(3, "export GOROOT")]),
        (f"declare -x GOROOT=/x\n{USE}", [line(1, "declare -x GOROOT=/x", "GOROOT=/x")]),
        ("export GOROOT=/x\nexport PATH=${GOROOT}/bin:$PATH", [line(1, "export GOROOT=/x", "GOROOT=/x")]),
    ],
)
def test_lines_of_a_profile(judge: Judge, text: str, edits: list[Edit]) -> None:
    finding = judge(RULE, "", {"home/me/.profile": f"{text}\n"})
    assert finding.verdict is Verdict.FIXABLE
    assert list(finding.edits) == edits
    before = f"{text}\n".encode()
    after = folded(before, fold(before, [Wish(edit, ("r",)) for edit in edits]))
    assert judge(RULE, "", {"home/me/.profile": after}).verdict is Verdict.OK
    if shutil.which("bash") is not None:
        assert told(after, "printenv GOROOT") == ""
        assert told(after, "echo $PATH") == told(f"{text}\n".encode(), "echo $PATH"), "no Go is lost"


def told(profile: bytes, question: str) -> str:
    script = profile + question.encode()
    return subprocess.run(
        ["bash"], input=script, capture_output=True, env={"PATH": "/usr/bin:/bin"}
    ).stdout.decode()


def test_a_use_in_another_file_counts(judge: Judge) -> None:
    files = {"home/me/.profile": "export GOROOT=/x\n. ~/.more\n", "home/me/.more": f"{USE}\n"}
    finding = judge(RULE, "", files)
    assert list(finding.edits) == [line(1, "export GOROOT=/x", "GOROOT=/x")]
    assert finding.effect is not None
    assert "keep working" in finding.effect.render()


def test_fish(judge: Judge) -> None:
    text = "set -gx GOROOT /x\nset -gx PATH $GOROOT/bin $PATH\n"
    finding = judge(RULE, "", {"home/me/.config/fish/config.fish": text})
    assert list(finding.edits) == [
        ReplaceLine("~/.config/fish/config.fish", 1, "set -gx GOROOT /x", "set -g GOROOT /x")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "GOROOT=/x\n",
        "# export GOROOT=/x\n",
        "export GOROOTX=/x\n",
        "GOROOT=/x go version\n",
        f"GOROOT=/x\n{USE}\n",
    ],
)
def test_what_does_not_reach_go(judge: Judge, text: str) -> None:
    assert judge(RULE, "", {"home/me/.profile": text}).verdict is Verdict.OK


@pytest.mark.parametrize(
    "text",
    [
        "some-program && export GOROOT=/x\n",
        "export GOROOT=/x GOPATH=/y\n",
        "export GOROOT=/x; echo hi\n",
        "export GOROOT=\\\n/x\n",
        f"export -- GOROOT=/x\n{USE}\n",
    ],
)
def test_what_is_not_alone_is_told_and_left(judge: Judge, text: str) -> None:
    finding = judge(RULE, "", {"home/me/.profile": text})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.evidence


def test_a_line_that_is_used_and_not_utf8_is_left(judge: Judge) -> None:
    text = b"export GOROOT=/x # \xff\n" + USE.encode() + b"\n"
    assert judge(RULE, "", {"home/me/.profile": text}).verdict is Verdict.ADVICE


def test_the_file_of_go_env(judge: Judge) -> None:
    finding = judge(RULE, "", {"home/me/.config/go/env": "GOROOT=/x\nGOPROXY=direct\n"})
    assert finding.edits == (UnsetVariable("~/.config/go/env", "GOROOT"),)
