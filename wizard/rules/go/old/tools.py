"""Programs of ``go install`` that an earlier Go built."""

from __future__ import annotations

import re
from typing import Final

from wizard.codecs.go import version as goversion
from wizard.codecs.go.version import GoVersionNumber
from wizard.facts.programs.go_says import GO_SAYS, BuiltProgram
from wizard.model.edits.files import RunCommand
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import build_again, install_tool
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown

_PACKAGE: Final = lazy_pattern(r"[A-Za-z0-9][\w.~-]*(/[\w.~-]+)+", re.ASCII)
_VERSION: Final = lazy_pattern(r"v\d[\w.+-]*", re.ASCII)


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
    says = say(
        "Built by a Go older than {series}: {names}.", series=runs.series, names=join(map(_name, stale))
    )
    why = say(
        "Tools that read Go code reject newer code: “package requires newer Go version {series}”.",
        series=f"go{runs.series}",
    )
    root = see[GO_SAYS].get("GOROOT")
    again = [each for each in stale if root.startswith("/") and _can_be_built(each)]
    if not again:
        return advice(says, *map(_seen, stale), why=why, do=_by_hand(stale))
    return fixable(
        says,
        (RunCommand(install_tool(f"{root}/bin/go", each)) for each in again),
        *map(_seen, stale),
        why=why,
        effect=say("Takes effect immediately. The same versions are built with the Go in use."),
        may_break=say(
            "The earlier builds are replaced. The source code comes from your module proxy, and a proxy that only your"
            " shell sets is not used."
        ),
        do=_by_hand([each for each in stale if each not in again]) if len(again) < len(stale) else None,
    )


def _is_older(program: BuiltProgram, runs: GoVersionNumber) -> bool:
    """Whether a Go of an earlier series built it: releases of one series read the same language."""
    its = goversion.parse(program.go)
    return its is not None and its < runs and its.series != runs.series


def _name(program: BuiltProgram) -> str:
    return program.path.rpartition("/")[2]


def _seen(program: BuiltProgram) -> Evidence:
    return Evidence(program.path, " ".join(filter(None, (program.go, program.package, program.version))))


def _can_be_built(program: BuiltProgram) -> bool:
    """Whether a module proxy has its source. What it says of itself becomes words of a command."""
    is_path = program.path.startswith("/")
    return is_path and bool(_PACKAGE.fullmatch(program.package) and _VERSION.fullmatch(program.version))


def _by_hand(stale: list[BuiltProgram]) -> Text:
    again = [each for each in stale if _can_be_built(each)]
    if not again:
        return say(
            "Build them again from their own source, with the Go in use: {names}",
            names=join(map(_name, stale)),
        )
    commands = " && ".join(dict.fromkeys(build_again(each.package, each.version) for each in again))
    return say("Build them again, in the same version or a newer one: {command}", command=commands)
