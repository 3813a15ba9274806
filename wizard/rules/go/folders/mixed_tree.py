"""A Go that was unpacked over another one: files of both are there (GO §3)."""

from __future__ import annotations

from wizard.facts.shells.go_leftovers import GO_LEFTOVERS
from wizard.facts.shells.go_trees import GO_TREES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.go.evidence import trees


@rule(
    "go-install-mixed-tree",
    area="go-install",
    title=say("No Go is unpacked over another"),
    needs=(GO_LEFTOVERS, GO_TREES),
    severity=Severity.HIGH,
    sources=("GO §3", "RULES 34"),
)
def mixed_tree(see: Snapshot, want: Wanted) -> Finding:
    looked_at = [tree for tree in see[GO_TREES] if tree.path in see[GO_LEFTOVERS]]
    mixed = [tree for tree in looked_at if see[GO_LEFTOVERS][tree.path]]
    if not looked_at:
        return not_applicable(say("No Go was unpacked from an archive."))
    if not mixed:
        return ok(say("No Go contains folders of another release."), *trees(looked_at))
    tree = mixed[0]
    leftovers = see[GO_LEFTOVERS][tree.path]
    series = next(iter(leftovers.values()))
    return advice(
        say(
            "{path} is Go {version}, with files of Go {series}.",
            path=tree.path,
            version=tree.version,
            series=series,
        ),
        *trees((tree,)),
        *(
            Evidence(f"{tree.path}/{folder}", note=say("of Go {series}", series=each))
            for folder, each in leftovers.items()
        ),
        why=say(
            "An archive was unpacked over another Go. Builds fail in Go's own packages: “redeclared in this block” or"
            " “undefined”."
        ),
        do=say("Install Go in a new folder, for example in ~/sdk. Then remove {path}.", path=tree.path),
    )
