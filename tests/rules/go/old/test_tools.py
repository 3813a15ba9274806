"""Programs that an earlier Go built."""

from __future__ import annotations

import pytest

from wizard.facts.programs.go_says import GO_SAYS, BuiltProgram, GoSays
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.go.old.tools import tools_stale

GOPLS = BuiltProgram("/home/me/go/bin/gopls", "go1.25.5", "golang.org/x/tools/gopls", "v0.20.0")
DLV = BuiltProgram("/home/me/go/bin/dlv", "go1.24.1", "github.com/go-delve/delve/cmd/dlv", "v1.24.0")
OWN = BuiltProgram("/home/me/go/bin/own", "go1.24.1", "example.com/own", "(devel)")


def judged(*built: BuiltProgram, version: str = "go1.25.9") -> Finding:
    return tools_stale.judge(Snapshot({GO_SAYS: GoSays({"GOVERSION": version}, built=built)}), Wanted())


def test_what_an_older_series_built_is_told_with_what_builds_it_again() -> None:
    finding = judged(GOPLS, DLV)
    assert finding.verdict is Verdict.ADVICE
    assert finding.says.render() == "Built by a Go older than 1.25: dlv."
    assert finding.do is not None
    assert finding.do.render().endswith(": go install github.com/go-delve/delve/cmd/dlv@v1.24.0")
    both = judged(GOPLS, DLV, OWN, version="go1.27.3").do
    assert both is not None
    assert both.render().count("go install") == 2


@pytest.mark.parametrize(
    ("built", "version", "verdict"),
    [
        ((), "go1.27.3", Verdict.NOT_APPLICABLE),
        ((GOPLS,), "go1.25.9", Verdict.OK),
        ((GOPLS,), "go1.25.5", Verdict.OK),
        ((GOPLS,), "go1.24.11", Verdict.OK),
        ((GOPLS,), "go1.26rc1", Verdict.ADVICE),
        ((GOPLS,), "go1.26.0-X:nodwarf5", Verdict.ADVICE),
        ((BuiltProgram("/home/me/go/bin/x", "devel"),), "go1.26.0", Verdict.OK),
        ((GOPLS,), "devel", Verdict.UNKNOWN),
    ],
)
def test_versions(built: tuple[BuiltProgram, ...], version: str, verdict: Verdict) -> None:
    assert judged(*built, version=version).verdict is verdict


def test_what_was_built_from_a_local_folder_is_built_there_again() -> None:
    do = judged(OWN).do
    assert do is not None
    assert "go install" not in do.render()
