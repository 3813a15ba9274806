"""A variable stays exported where something that nobody can look into may read it."""

from __future__ import annotations

import pytest

from tests.rules.conftest import Judge
from wizard.model.findings import Verdict

RULE = "go-install-goroot-mismatch"
EXPORT = "export GOROOT=/usr/local/go\n"
BASHRC = "home/me/.bashrc"


@pytest.mark.parametrize(
    "text",
    [
        "PATH=$(~/bin/addgo)",
        'd=$(env | grep ^GOROOT= | cut -d= -f2); PATH="$PATH:$d/bin"',
        """PROMPT_COMMAND='eval "$(~/bin/mk)"'""",
        """export PATH="$PATH:$(sh -c 'echo $GOROOT')/bin\"""",
        'eval "$(mk)"',
        "source <(~/bin/mkenv)",
        "exec zsh",
        "[ -t 1 ] && zsh",
        "exec fish",
        "PATH=`~/bin/addgo`",
        'f() { PATH="$(~/bin/addgo)"; }; f',
        "PATH=$(awk 'BEGIN { print ENVIRON[\"GOROOT\"] }')",
        "~/bin/start-my-server",
        "eval $WHAT",
    ],
)
def test_what_may_read_it_is_named(judge: Judge, text: str) -> None:
    finding = judge(RULE, "", {BASHRC: f"{EXPORT}{text}\n"})
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())
    assert finding.do is not None
    assert "~/.bashrc:2" in finding.do.render()


def test_an_inner_terminal_has_it_from_the_outer_one(judge: Judge) -> None:
    files = {"home/me/.bash_profile": EXPORT, BASHRC: "PATH=$PATH:$GOROOT/bin\n"}
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


@pytest.mark.parametrize(
    "text",
    [
        'eval "$(dircolors -b)"',
        'eval "$(SHELL=/bin/sh lesspipe)"',
        'PS1="$(date) $(whoami)"',
        "alias mine='~/bin/mine'",
        "d=$(dirname /a/b)",
        "PROMPT_COMMAND='history -a'",
    ],
)
def test_what_reads_no_variable_of_go_is_no_matter(judge: Judge, text: str) -> None:
    assert len(judge(RULE, "", {BASHRC: f"{EXPORT}{text}\n"}).edits) == 1
