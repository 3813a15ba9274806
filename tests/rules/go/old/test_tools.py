"""Programs that an earlier Go built."""

from __future__ import annotations

import pytest

from wizard.facts.programs.go_says import GO_SAYS, BuiltProgram, GoSays
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Finding, Verdict
from wizard.model.wanted import Wanted
from wizard.rules.go.old.tools import tools_stale

GOPLS = BuiltProgram("/home/me/go/bin/gopls", "go1.25.5", "golang.org/x/tools/gopls", "v0.20.0")
DLV = BuiltProgram("/home/me/go/bin/dlv", "go1.24.1", "github.com/go-delve/delve/cmd/dlv", "v1.24.0")
OWN = BuiltProgram("/home/me/go/bin/own", "go1.24.1", "example.com/own", "(devel)")


def judged(*built: BuiltProgram, version: str = "go1.25.9", root: str = "/usr/local/go") -> Finding:
    says = GoSays({"GOVERSION": version, "GOROOT": root}, built=built)
    return tools_stale.judge(Snapshot({GO_SAYS: says}), Wanted())


def lines(finding: Finding) -> list[str]:
    return [edit.command.line for edit in finding.edits if isinstance(edit, RunCommand)]


def test_what_an_older_series_built_can_be_built_again_in_its_place() -> None:
    finding = judged(GOPLS, DLV)
    assert finding.verdict is Verdict.FIXABLE
    assert finding.says.render() == "Built by a Go older than 1.25: dlv."
    assert lines(finding) == [
        "env GOBIN=/home/me/go/bin /usr/local/go/bin/go install github.com/go-delve/delve/cmd/dlv@v1.24.0"
    ]
    assert all(not edit.command.as_root for edit in finding.edits if isinstance(edit, RunCommand))
    both = judged(GOPLS, DLV, OWN, version="go1.27.3")
    assert len(lines(both)) == 2
    assert both.do is not None
    assert both.do.render().endswith(": own"), "what no proxy has is left to a person"


@pytest.mark.parametrize(
    ("package", "version"),
    [
        ("-toolexec=x", "v1.0.0"),
        ("example.com/x;y", "v1.0.0"),
        ("example.com/x", "latest"),
        ("example.com/x", "(devel)"),
        ("example.com/../x y", "v1.0.0"),
        ("x", "v1.0.0"),
        ("", ""),
    ],
)
def test_what_a_program_says_of_itself_becomes_no_option(package: str, version: str) -> None:
    finding = judged(BuiltProgram("/home/me/go/bin/x", "go1.24.1", package, version))
    assert (finding.verdict, finding.edits) == (Verdict.ADVICE, ())


def test_where_go_does_not_say_where_it_is_it_is_told_how() -> None:
    finding = judged(DLV, root="")
    assert finding.verdict is Verdict.ADVICE
    assert finding.do is not None
    assert finding.do.render().endswith(": go install github.com/go-delve/delve/cmd/dlv@v1.24.0")


@pytest.mark.parametrize(
    ("built", "version", "verdict"),
    [
        ((), "go1.27.3", Verdict.NOT_APPLICABLE),
        ((GOPLS,), "go1.25.9", Verdict.OK),
        ((GOPLS,), "go1.25.5", Verdict.OK),
        ((GOPLS,), "go1.24.11", Verdict.OK),
        ((GOPLS,), "go1.26rc1", Verdict.FIXABLE),
        ((GOPLS,), "go1.26.0-X:nodwarf5", Verdict.FIXABLE),
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
