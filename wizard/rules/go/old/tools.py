"""Programs of ``go install`` that an earlier Go built."""

from __future__ import annotations

from wizard.codecs.go import version as goversion
from wizard.codecs.go.version import GoVersionNumber
from wizard.facts.programs.go_says import GO_SAYS, BuiltProgram
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import build_again
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown

_LOCAL = "(devel)"


@rule(
    "go-tools-stale",
    area="go-install",
    title=say("Installed tools are built by the Go in use"),
    needs=(GO_SAYS,),
    severity=Severity.INFO,
    sources=("GO §3", "RULES 104"),
)
def tools_stale(see: Snapshot, want: Wanted) -> Finding:
    built, runs = see[GO_SAYS].built, goversion.parse(see[GO_SAYS].get("GOVERSION"))
    if not built:
        return not_applicable(say("No program in the folder of go install was built by Go."))
    if runs is None:
        return unknown(say("Could not find out the version of go."))
    stale = [each for each in built if _is_older(each, runs)]
    if not stale:
        return ok(
            say("Installed tools are built by Go {series} or later.", series=runs.series), *map(_seen, built)
        )
    return advice(
        say("Built by a Go older than {series}: {names}.", series=runs.series, names=join(map(_name, stale))),
        *map(_seen, stale),
        why=say(
            "Tools that read Go code reject newer code: “package requires newer Go version {series}”.",
            series=f"go{runs.series}",
        ),
        do=_do(stale),
    )


def _is_older(program: BuiltProgram, runs: GoVersionNumber) -> bool:
    """Whether a Go of an earlier series built it: releases of one series read the same language."""
    its = goversion.parse(program.go)
    return its is not None and its < runs and its.series != runs.series


def _name(program: BuiltProgram) -> str:
    return program.path.rpartition("/")[2]


def _seen(program: BuiltProgram) -> Evidence:
    return Evidence(program.path, " ".join(filter(None, (program.go, program.package, program.version))))


def _do(stale: list[BuiltProgram]) -> Text:
    again = [each for each in stale if each.package and each.version not in ("", _LOCAL)]
    if not again:
        return say("Build them again from their own source, with the Go in use.")
    commands = " && ".join(dict.fromkeys(build_again(each.package, each.version) for each in again))
    return say("Build them again, in the same version or a newer one: {command}", command=commands)
