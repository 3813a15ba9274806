"""One Go made of two: the go command, its VERSION file and its compiler have to be of one version."""

from __future__ import annotations

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.kinds import Kind
from wizard.facts.programs.go_says import GO_SAYS
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule, unknown


@rule(
    "verify-version-match",
    area="go-install",
    title=say("go and its compiler are of one version"),
    needs=(GO_SAYS, GO_PATHS),
    severity=Severity.HIGH,
    sources=("GO §3", "RULES 90"),
)
def version_match(see: Snapshot, want: Wanted) -> Finding:
    said, first = see[GO_SAYS], see[GO_PATHS].kinds[Kind.EDITOR].first
    own, compiler = goversion.parse(said.get("GOVERSION")), goversion.parse(said.compiler)
    if not said.settings:
        return not_applicable(say("PATH contains no go command that responds."))
    if own is None:
        return unknown(say("Could not find out the version of go."))
    written = goversion.parse(first.version) if first is not None else None
    seen = (
        Evidence("go env GOVERSION", said.get("GOVERSION")),
        *([Evidence("go tool compile -V", said.compiler)] if compiler is not None else []),
        *([Evidence(first.real, first.version)] if first is not None and written is not None else []),
    )
    if compiler is not None and compiler != own:
        return advice(
            say("go is {version}, but its compiler is {other}.", version=own.number, other=compiler.number),
            *seen,
            Evidence("go env GOROOT", said.get("GOROOT")),
            why=say("Every build fails: “does not match go tool version”."),
            do=say("Do not set GOROOT. If it is not set, install Go in a new folder, and remove this one."),
        )
    if written is not None and written != own:
        return advice(
            say(
                "go is {version}, but its VERSION file contains {other}.",
                version=own.number,
                other=written.number,
            ),
            *seen,
            why=say("An archive was unpacked over an older Go. Builds fail with “redeclared in this block”."),
            do=say("Install Go in a new folder, and remove this one."),
        )
    return ok(say("go and its compiler are {version}.", version=own.number), *seen)
