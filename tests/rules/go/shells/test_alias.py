"""The word go in a terminal: an alias or a function hides the program from those who type it."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "go-install-alias"
BASHRC = "home/me/.bashrc"
FISH = {"etc/passwd": "root:x:0:0::/root:/bin/bash\nme:x:1000:1000::/home/me:/usr/bin/fish\n"}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("# x\nalias go=/usr/local/go1.20/bin/go\n", 2),
        ("alias ll='ls -l' go='go1.22'\n", 1),
        ('alias go="richgo"\n', 1),
        ("[ -x /x ] && alias go=/x\n", 1),
        ('\ngo() { /opt/go/bin/go "$@"; }\n', 2),
        ('function go {\n  command go1.22 "$@"\n}\n', 2),
    ],
)
def test_a_terminal_runs_something_else(judge: Judge, line: str, number: int) -> None:
    finding = judge(RULE, "", {BASHRC: line})
    assert finding.verdict is Verdict.ADVICE
    assert [(seen.source, seen.line) for seen in finding.evidence] == [("~/.bashrc", number)]


@pytest.mark.parametrize(
    "line", ["alias go /opt/go/bin/go\n", "alias go='go1.22'\n", "function go; go1.22 $argv; end\n"]
)
def test_the_same_in_fish(judge: Judge, line: str) -> None:
    assert judge(RULE, "", {**FISH, "home/me/.config/fish/config.fish": line}).verdict is Verdict.ADVICE


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# alias go=/x\n",
        "alias gob='go build'\n",
        "alias go='CGO_ENABLED=0 go'\n",
        "alias go='command go'\n",
        "gotest() { go test ./...; }\n",
        "echo alias go=/x\n",
    ],
)
def test_the_word_means_the_program(judge: Judge, line: str) -> None:
    assert judge(RULE, "", {BASHRC: line}).verdict is Verdict.OK


def test_a_file_that_no_terminal_reads_is_not_looked_at(judge: Judge) -> None:
    assert judge(RULE, "", {"home/me/.zshrc": "alias go=/x\n"}).verdict is Verdict.OK
