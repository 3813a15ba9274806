"""The race detector, judged only where something runs it."""

from __future__ import annotations

import pytest

from tests.rules.cgo.says import OS_RELEASE_FILE, no_go, says
from tests.rules.conftest import Judge
from wizard.model.findings import Verdict
from wizard.model.probes import Answer, Probe

RULE = "cgo-race"
PROJECT = '[projects]\nfolders = ["~/app"]\n'
MAKEFILE = "home/me/app/Makefile"
RUNS = {MAKEFILE: "# go test -race\ntest:\n\tgo test -race ./...\n"}


@pytest.mark.parametrize(
    ("files", "commands", "verdict", "word"),
    [
        (RUNS, no_go(), Verdict.NOT_APPLICABLE, ""),
        ({}, says(cc=""), Verdict.NOT_APPLICABLE, ""),
        (
            {MAKEFILE: "# go test -race\ntest: go test -racer --no-race\n"},
            says(cc=""),
            Verdict.NOT_APPLICABLE,
            "",
        ),
        (RUNS, says(), Verdict.OK, ""),
        (RUNS, says(cc=""), Verdict.ADVICE, "gcc libc6-dev"),
        ({"home/me/.profile": "export GOFLAGS=-race\n"}, says(cc=""), Verdict.ADVICE, "gcc libc6-dev"),
        (
            {**RUNS, "home/me/.config/go/env": "CGO_ENABLED=0\n"},
            says(),
            Verdict.ADVICE,
            "go env -u CGO_ENABLED",
        ),
        (RUNS, says(GOARCH="386"), Verdict.ADVICE, "without -race"),
        (RUNS, says(GOARCH="riscv64", GOVERSION="go1.25.5"), Verdict.ADVICE, "without -race"),
        (RUNS, says(GOARCH="riscv64", GOVERSION="go1.26.0"), Verdict.OK, ""),
        (RUNS, says(GOARCH="riscv64", GOVERSION="devel"), Verdict.OK, ""),
        (RUNS, says(GOARCH="arm64"), Verdict.OK, ""),
    ],
)
def test_what_keeps_it_from_running(
    judge: Judge, files: dict[str, str], commands: dict[Probe, Answer], verdict: Verdict, word: str
) -> None:
    finding = judge(RULE, PROJECT, {**OS_RELEASE_FILE, **files}, commands=commands)
    assert finding.verdict is verdict
    assert word in (finding.do.render() if finding.do is not None else "")


def test_the_line_that_runs_it_is_named(judge: Judge) -> None:
    finding = judge(RULE, PROJECT, RUNS, commands=says())
    assert [(each.source, each.line) for each in finding.evidence] == [("~/app/Makefile", 3)]
