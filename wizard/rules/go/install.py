"""Which Go there is, which one runs, and what stands in its way."""

from __future__ import annotations

from wizard.codecs import encoding
from wizard.codecs.go import goenv
from wizard.codecs.go import version as goversion
from wizard.facts.go import (
    ARCH,
    GO_TREES,
    GOENV,
    GOENV_PATH,
    RELEASES,
)
from wizard.facts.go_paths import GO_PATHS, GoPaths
from wizard.facts.shell import ACCOUNT, START_FILES
from wizard.model.edits import Edit, ReplaceLine, UnsetVariable
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule, unknown
from wizard.rules.go.evidence import hits, trees
from wizard.rules.go.goroot_lines import goroot_lines


@rule(
    "go-install-multiple",
    area="go-install",
    title=say("One Go runs, in every kind of shell"),
    needs=(GO_PATHS,),
)
def multiple(see: Snapshot, want: Wanted) -> Finding:
    paths = see[GO_PATHS]
    linux = [hit for hit in paths.login if not hit.name.endswith(".exe")]
    if not linux:
        return ok(say("No Go is in the PATH.")) if not paths.login else _only_windows(paths)
    shadowed = [hit for hit in linux[1:] if hit.real != linux[0].real]
    others = _other_shells(paths)
    if not shadowed and not others:
        return ok(say("One Go runs: {path}.", path=linux[0].name), *hits(linux))
    if not shadowed:
        return advice(
            say("Not every shell runs the same Go: login shells run {path}.", path=linux[0].name),
            *hits(paths.login),
            *others,
            why=say("Another kind of shell has another PATH; what works in one may fail in the other."),
            severity=Severity.LOW,
        )
    return advice(
        say_n(
            "{path} runs ({version}); {count} more in the PATH is shadowed.",
            "{path} runs ({version}); {count} more in the PATH are shadowed.",
            path=linux[0].name,
            version=linux[0].version or "?",
            count=len(shadowed),
        ),
        *hits(paths.login),
        *others,
        why=say(
            "The first go of the PATH runs. Remove the ones you do not need by the tool that brought them."
        ),
        severity=Severity.LOW,
    )


def _only_windows(paths: GoPaths) -> Finding:
    return advice(
        say("Only Go for Windows is in the PATH ({path}).", path=paths.login[0].name),
        *hits(paths.login),
        why=say("Linux does not run go.exe for go; editors that find it fail in odd ways."),
    )


def _other_shells(paths: GoPaths) -> tuple[Evidence, ...]:
    first = paths.login[0].real
    kinds = (("$SHELL -i", paths.interactive), ("sh -c", paths.plain))
    return tuple(
        Evidence(kind, f"{hits[0].name} {hits[0].version}")
        for kind, hits in kinds
        if hits and hits[0].real != first
    )


@rule(
    "go-install-missing",
    area="go-install",
    title=say("Login shells find a Go"),
    needs=(GO_PATHS, GO_TREES, RELEASES),
    severity=Severity.CRITICAL,
)
def missing(see: Snapshot, want: Wanted) -> Finding:
    paths = see[GO_PATHS]
    if any(not hit.name.endswith(".exe") for hit in paths.login):
        return ok(say("Login shells find a Go."), *hits(paths.login[:1]))
    if paths.unclear:
        return unknown(say("The PATH could not be followed at {line}.", line=paths.unclear[0]))
    lying = trees(see[GO_TREES])
    if lying:
        return advice(
            say("Go is installed, but login shells do not find it."),
            *lying,
            why=say("The PATH does not contain its bin folder. Add it in a file that login shells read."),
        )
    return _none(see, want)


def _none(see: Snapshot, want: Wanted) -> Finding:
    """Said whether or not a Go is wanted: who knows nothing else of the machine knows this."""
    if want.go.version is None:
        return advice(
            say("Go is not installed."),
            why=say("Your profile does not ask for it. Choose a profile that sets a Go version."),
        )
    if see[RELEASES] is None:
        return advice(
            say("Go is not installed, and no download source responded."),
            why=say("Without the list of releases Go cannot be installed. Check the network and the proxy."),
        )
    return advice(
        say("Go is not installed."),
        why=say("The go command is missing in every shell, for builds and for editors."),
    )


@rule(
    "go-install-wrong-arch",
    area="go-install",
    title=say("Every Go is built for this processor"),
    needs=(GO_TREES, ARCH),
    severity=Severity.HIGH,
)
def wrong_arch(see: Snapshot, want: Wanted) -> Finding:
    wrong = [tree for tree in see[GO_TREES] if tree.arch is not None and tree.arch != see[ARCH]]
    if not wrong:
        return ok(say("Every Go is built for this processor."))
    return advice(
        say(
            "{path} is built for {arch}, this is {own}.",
            path=wrong[0].path,
            arch=wrong[0].arch or "",
            own=see[ARCH],
        ),
        *trees(wrong),
        why=say(
            "It fails with “Exec format error”. Install the right archive beside it and remove this one."
        ),
    )


@rule(
    "go-install-goroot-mismatch",
    area="go-install",
    title=say("GOROOT is left to Go"),
    needs=(START_FILES, GOENV),
    severity=Severity.HIGH,
)
def goroot(see: Snapshot, want: Wanted) -> Finding:
    lines = tuple(goroot_lines(see[START_FILES]))
    evidence = [seen for seen, _ in lines]
    edits: list[Edit] = [edit for _, edit in lines if edit is not None]
    value = goenv.effective(encoding.meant(see[GOENV] or b"")).get("GOROOT")
    if value is not None:
        edits.append(UnsetVariable(GOENV_PATH, "GOROOT"))
        evidence.append(Evidence(GOENV_PATH, f"GOROOT={value}"))
    if not evidence:
        return ok_only_if_known(ok(say("GOROOT is left to Go.")), see[START_FILES].gap)
    says = say("GOROOT is set; Go should find it by itself.")
    why = say(
        "Go finds its own folder. If GOROOT names another version, every build fails with “compile: version …"
        " does not match go tool version …”."
    )
    if not edits:
        return advice(says, *evidence, why=why)
    effect = say(
        "Lines that use $GOROOT go on working: the shell keeps the variable, and Go does not see it."
    )
    kept = any(isinstance(edit, ReplaceLine) for edit in edits)
    return fixable(says, edits, *evidence, why=why, effect=effect if kept else None, restart=Restart.SHELL)


@rule(
    "go-install-goroot-is-gopath",
    area="go-install",
    title=say("Go does not lie in ~/go"),
    needs=(GO_TREES,),
    severity=Severity.HIGH,
)
def in_gopath(see: Snapshot, want: Wanted) -> Finding:
    inside = [tree for tree in see[GO_TREES] if tree.path == "~/go"]
    if not inside:
        return ok(say("Go does not lie in ~/go."))
    return advice(
        say("Go is unpacked in ~/go, where modules and programs go."),
        *trees(inside),
        why=say("Go warns about it and mixes both. Install Go to ~/sdk; keep ~/go/pkg and ~/go/bin."),
    )


@rule(
    "go-install-too-old",
    area="go-install",
    title=say("The Go that runs can switch toolchains"),
    needs=(GO_PATHS,),
)
def too_old(see: Snapshot, want: Wanted) -> Finding:
    runs = [hit for hit in see[GO_PATHS].login if hit.version]
    version = goversion.parse(runs[0].version) if runs else None
    floor = goversion.parse("1.21")
    if version is None or floor is None or not version < floor:
        return ok(say("The Go that runs is not too old, or none runs."), *hits(runs[:1]))
    return advice(
        say("{path} is Go {version}.", path=runs[0].name, version=version.number),
        *hits(runs[:1]),
        why=say(
            "Before 1.21 Go cannot fetch the toolchain a go.mod asks for, and fails with “invalid go version” or"
            " “unknown directive: toolchain”."
        ),
    )


@rule(
    "go-install-version-manager",
    area="go-install",
    title=say("One tool chooses Go"),
    needs=(GO_TREES, GO_PATHS, ACCOUNT),
    severity=Severity.LOW,
)
def managers(see: Snapshot, want: Wanted) -> Finding:
    kinds = sorted({tree.kind for tree in see[GO_TREES] if tree.is_manager})
    if not kinds:
        return ok(say("No version manager holds a Go here."))
    return advice(
        say("Go versions are also kept by {managers}.", managers=", ".join(kinds)),
        *trees(tree for tree in see[GO_TREES] if tree.is_manager),
        why=say("Let one tool choose Go. If one of them does, this wizard only reports."),
    )
