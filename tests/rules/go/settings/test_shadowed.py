"""Settings of the go env file that a variable overrides, or that are in a file which Go does not read (GO §1.2)."""

from __future__ import annotations

import pytest

from tests.facts.answers import at
from tests.rules.conftest import Judge
from tests.rules.go.folders.told import says
from wizard.facts.shell import LOGIN
from wizard.facts.shells.goenv_file import USUAL
from wizard.model.findings import Severity, Verdict
from wizard.model.probes import Exited

RULE = "go-env-shadowed"
GOENV = "home/me/.config/go/env"
PROFILE = "home/me/.profile"


@pytest.mark.parametrize(
    ("stored", "profile", "verdict"),
    [
        ("GOPROXY=a", "export GOPROXY=b", Verdict.ADVICE),
        ("GOPROXY=a", "export GOPROXY=a", Verdict.OK),
        ("GOPROXY=a", "export GOPROXY=", Verdict.OK),
        ("GOPROXY=a", "GOPROXY=b", Verdict.OK),
        ("GOPROXY=a", "export GOSUMDB=b", Verdict.OK),
        ("GOPROXY=", "export GOPROXY=b", Verdict.NOT_APPLICABLE),
        ("# GOPROXY=a", "export GOPROXY=b", Verdict.NOT_APPLICABLE),
        ("FOO=a", "export FOO=b", Verdict.NOT_APPLICABLE),
        ("", "export GOPROXY=b", Verdict.NOT_APPLICABLE),
        ("GOPROXY=a", 'export GOPROXY="$(x)"', Verdict.UNKNOWN),
    ],
)
def test_a_variable_overrides_what_is_stored(
    judge: Judge, stored: str, profile: str, verdict: Verdict
) -> None:
    assert judge(RULE, "", {GOENV: f"{stored}\n", PROFILE: f"{profile}\n"}).verdict is verdict


def test_both_places_and_the_command_are_shown(judge: Judge) -> None:
    files = {
        GOENV: "GOSUMDB=off\nGOPROXY=a\nGOBIN=/x\n",
        PROFILE: "export GOPROXY=b GOBIN=/x\nexport GOSUMDB=sum.golang.org\n",
    }
    finding = judge(RULE, "", files)
    assert finding.says.render() == "Variables override GOSUMDB, GOPROXY of the go env file."
    assert [(seen.source, seen.line) for seen in finding.evidence] == [
        (USUAL, 1),
        ("~/.profile", 2),
        (USUAL, 2),
        ("~/.profile", 1),
    ]
    assert finding.do is not None
    assert finding.do.render().endswith(": go env -u GOSUMDB GOPROXY")


def test_one_that_only_terminals_have_is_told_with_them(judge: Judge) -> None:
    files = {
        GOENV: "GOPROXY=a\n",
        PROFILE: ". ~/.bashrc\n",
        "home/me/.bashrc": "case $- in *i*) ;; *) return;; esac\nexport GOPROXY=b\n",
    }
    seen = judge(RULE, "", files).evidence[0]
    assert seen.note is not None
    assert "editor's server" not in seen.note.render()


def test_what_no_file_says_is_shown_as_the_shell_has_it() -> None:
    said = Exited(0, b"\n== wsl-go-wizard ==\nasked GOFLAGS GOENV\nvar GOFLAGS -v\n", b"")
    finding = says(RULE, (LOGIN, said), at(USUAL, "GOFLAGS=-x\n"))
    assert [(seen.source, seen.quote) for seen in finding.evidence[1:]] == [("$GOFLAGS", "-v")]


@pytest.mark.parametrize("place", ["off", "/srv/env"])
def test_another_file_leaves_the_usual_one_without_effect(judge: Judge, place: str) -> None:
    files = {GOENV: "GOPROXY=a\n", PROFILE: f"export GOENV={place}\n"}
    finding = judge(RULE, "", files)
    assert (finding.verdict, finding.severity) == (Verdict.ADVICE, Severity.LOW)
    assert finding.says.render() == f"GOENV={place} makes Go ignore ~/.config/go/env."
    assert judge(RULE, "", {**files, GOENV: "# nothing\n"}).verdict is Verdict.NOT_APPLICABLE
    own = {**files, PROFILE: "export GOENV=$HOME/.config/go/env\n"}
    assert judge(RULE, "", own).verdict is Verdict.OK
