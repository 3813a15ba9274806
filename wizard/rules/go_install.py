"""Which Go there is, which one runs, and which one should."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.codecs import encoding, goenv, goversion, shellrc
from wizard.codecs.lines import split, words_of
from wizard.facts.go import (
    ARCH,
    CURRENT,
    GO_CURRENT,
    GO_NEEDS,
    GO_PATHS,
    GO_TREES,
    GOENV,
    GOENV_PATH,
    RELEASES,
    SDK,
    SDK_NAMES,
    GoTree,
    Paths,
)
from wizard.facts.shell import ACCOUNT, FISH_FILE, START_FILES, GoHit
from wizard.model.edits import Download, DropLine, Edit, SetEntry, SetLink, Unpack, UnsetVariable
from wizard.model.errors import InputError
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.probes import Account
from wizard.model.text import Text, say
from wizard.model.wanted import Wanted
from wizard.rules.saying import NOT_WANTED, advice, blocked, certain, fixable, ok, rule, shown, unknown

ENTRY = "PATH"
_SH_LINE = 'export PATH="$HOME/sdk/go/bin:$PATH"'
_FISH_LINE = 'set -gx PATH "$HOME/sdk/go/bin" $PATH'
_WHY = say(
    "Each Go lies in a folder of its own, and one link says which one is used: switching is one step, going"
    " back too, and nothing that is there is overwritten. GOROOT is not set: Go finds it by itself."
)
_EFFECT = say(
    "New login shells find it: a terminal, and wsl without a command. What wsl.exe -e starts without a login"
    " shell needs the full path ~/sdk/go/bin/go."
)

_IN_FRONT = say("This line puts another Go in front.")


def _hits(hits: Iterable[GoHit]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(hit.name, hit.version + (f" → {hit.real}" if hit.real != hit.name else "")) for hit in hits
    )


def _trees(trees: Iterable[GoTree]) -> tuple[Evidence, ...]:
    return tuple(Evidence(tree.path, f"{tree.version} ({tree.kind})") for tree in trees)


def _tree_of(hit: GoHit, trees: Iterable[GoTree], account: Account) -> GoTree | None:
    """The tree that a hit on the PATH belongs to."""
    for tree in trees:
        full = f"{account.home}/{tree.path[2:]}" if tree.path.startswith("~/") else tree.path
        if hit.real.startswith(full + "/") or hit.name.startswith(full + "/"):
            return tree
    return None


def _asked(see: Snapshot, want: Wanted) -> str | Finding:
    """The exact version that the profile's word means, or why that cannot be told."""
    word = want.go.version or ""
    if word == "go.mod":
        needs = [goversion.parse(need.version) for need in see[GO_NEEDS]]
        versions = [version for version in needs if version is not None]
        if not versions:
            return unknown(say("No go.mod of your project folders says which Go it needs."))
        word = max(versions).number
    if word.count(".") == 2 or "rc" in word or "beta" in word:
        return word
    return _released(word, see)


def _released(word: str, see: Snapshot) -> str | Finding:
    known = see[RELEASES]
    if known is not None:
        release = {
            "stable": known.newest_stable,
            "previous": known.previous_stable,
        }.get(word, lambda: known.newest_of(word))()
        if release is not None:
            return release.version
        return blocked(say("There is no release of Go {version}.", version=word))
    here = [version for tree in see[GO_TREES] if (version := goversion.parse(tree.version)) is not None]
    of_series = [version for version in here if version.series == word]
    if of_series:
        return max(of_series).number
    return unknown(
        say(
            "Which version “{version}” is could not be learned: no source of releases answered.", version=word
        )
    )


def _usable(trees: Iterable[GoTree], version: str, arch: str) -> GoTree | None:
    """The tree of *version* in ~/sdk, if it is there and of the right kind."""
    wanted = f"{SDK}/go{version}"
    return next((tree for tree in trees if tree.path == wanted and tree.arch in (arch, None)), None)


def _download(see: Snapshot, want: Wanted, version: str) -> Download | Finding:
    known = see[RELEASES]
    if known is None:
        return blocked(
            say("Go {version} is not here, and no source of releases answered.", version=version),
            why=say("Its checksum comes from the list of releases; without it nothing is installed."),
        )
    if known.find(version) is None:
        return blocked(say("There is no release of Go {version}.", version=version))
    try:
        archive = known.archive(version, "linux", see[ARCH])
    except InputError as error:  # none for this processor
        return blocked(error.text)
    return Download(archive.filename, archive.version, archive.sha256, archive.size, want.go.sources)


@rule(
    "go-install-pin-version",
    area="go-install",
    title=say("The Go that your profile wants is the one that runs"),
    needs=(GO_TREES, SDK_NAMES, GO_CURRENT, GO_PATHS, GO_NEEDS, RELEASES, ARCH, ACCOUNT, START_FILES),
    severity=Severity.MEDIUM,
)
def wanted_version(see: Snapshot, want: Wanted) -> Finding:
    if want.go.version is None:
        return NOT_WANTED
    version = _asked(see, want)
    if isinstance(version, Finding):
        return version
    manager = _manager(see)
    if manager is not None:
        return _leave_to(manager, version)
    runs = see[GO_PATHS].login[:1]
    if runs and _is(runs[0], version, see):
        return ok(say("Login shells run Go {version}.", version=version), *_hits(runs))
    edits = _install(see, want, version)
    if isinstance(edits, Finding):
        return edits
    if not edits:
        return _behind(see, version, runs)
    return fixable(
        say("Your profile wants Go {version}; {now} runs.", version=version, now=_now(runs)),
        edits,
        *_hits(see[GO_PATHS].login),
        *(Evidence(path, text, line, _IN_FRONT) for path, line, text in _stale_lines(see)),
        *_trees(see[GO_TREES]),
        why=_WHY,
        effect=_EFFECT,
        restart=Restart.SHELL,
    )


def _now(runs: tuple[GoHit, ...]) -> Text:
    if not runs:
        return say("no Go")
    return say("Go {version}", version=runs[0].version or "?")


def _is(hit: GoHit, version: str, see: Snapshot) -> bool:
    """That Go, wherever it lies, if this processor can run it."""
    tree = _tree_of(hit, see[GO_TREES], see[ACCOUNT])
    return hit.version == version and (tree is None or tree.arch in (see[ARCH], None))


def _manager(see: Snapshot) -> GoTree | None:
    for hit in see[GO_PATHS].login[:1]:
        tree = _tree_of(hit, see[GO_TREES], see[ACCOUNT])
        if tree is not None and tree.is_manager:
            return tree
        for name in ("gvm", "goenv", "asdf", "mise"):
            if f"/.{name}/" in hit.real or f"/{name}/shims/" in hit.name:
                return GoTree(hit.real, name, hit.version, None)
    if not see[GO_PATHS].measured and see[GO_PATHS].unclear:
        # A line that could not be followed may well be the manager's.
        return next((tree for tree in see[GO_TREES] if tree.is_manager), None)
    return None


def _leave_to(manager: GoTree, version: str) -> Finding:
    if manager.version == version:
        return ok(say("{manager} runs Go {version}.", manager=manager.kind, version=version))
    return blocked(
        say("{manager} chooses your Go; choose {version} there.", manager=manager.kind, version=version),
        *_trees([manager]),
        why=say("Two tools that both change the PATH undo each other's work."),
    )


def _install(see: Snapshot, want: Wanted, version: str) -> list[Edit] | Finding:
    edits: list[Edit] = []
    target = f"{SDK}/go{version}"
    if _usable(see[GO_TREES], version, see[ARCH]) is None:
        if target in see[SDK_NAMES]:
            return _in_the_way(target, version)
        download = _download(see, want, version)
        if isinstance(download, Finding):
            return download
        edits.append(Unpack(target, download))
    if see[GO_CURRENT] != f"go{version}":
        edits.append(SetLink(CURRENT, f"go{version}"))
    entry = _entry(see)
    if (entry.name, entry.text) not in shellrc.read_entries(see[START_FILES].get(entry.path) or b""):
        edits.append(entry)
    return [*edits, *(DropLine(path, line, text) for path, line, text in _stale_lines(see))]


def _in_the_way(target: str, version: str) -> Finding:
    return blocked(
        say("{path} is there, and is no Go {version} for this processor.", path=target, version=version),
        Evidence(target),
        why=say("Go is never unpacked over something else. Move it away, and look again."),
    )


def _entry(see: Snapshot) -> SetEntry:
    path = see[START_FILES].login_file(see[ACCOUNT].shell)
    return SetEntry(path, ENTRY, _FISH_LINE if path == FISH_FILE else _SH_LINE)


def _behind(see: Snapshot, version: str, runs: tuple[GoHit, ...]) -> Finding:
    """All is in place, and still another Go runs: a shell that is older than the change, or a later line."""
    if not see[GO_PATHS].measured:
        return ok(say("Go {version} is installed and first in the PATH block.", version=version))
    return advice(
        say("Go {version} is in place, but a login shell runs {now}.", version=version, now=_now(runs)),
        *_hits(runs),
        why=say(
            "A line that runs later puts another Go in front, or the shell was started before the change."
        ),
        restart=Restart.SHELL,
    )


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
        return ok(say("One Go runs: {path}.", path=linux[0].name), *_hits(linux))
    return advice(
        say(
            "{path} runs ({version}); {count} more in the PATH are shadowed.",
            path=linux[0].name,
            version=linux[0].version or "?",
            count=len(shadowed),
        ),
        *_hits(paths.login),
        *others,
        why=say(
            "The first go of the PATH runs. Remove the ones you do not need by the tool that brought them."
        ),
        severity=Severity.LOW,
    )


def _only_windows(paths: Paths) -> Finding:
    return advice(
        say("Only Go for Windows is in the PATH ({path}).", path=paths.login[0].name),
        *_hits(paths.login),
        why=say("Linux does not run go.exe for go; editors that find it fail in odd ways."),
    )


def _other_shells(paths: Paths) -> tuple[Evidence, ...]:
    first = paths.login[0].real
    kinds = (("bash -i", paths.interactive), ("sh -c", paths.plain))
    return tuple(
        Evidence(kind, f"{hits[0].name} {hits[0].version}")
        for kind, hits in kinds
        if hits and hits[0].real != first
    )


def _stale_lines(see: Snapshot) -> list[tuple[str, int, str]]:
    """Lines of the user's start files that only put a Go folder outside of ~/sdk in front of the PATH."""
    folders = {hit.name.rpartition("/")[0] for hit in see[GO_PATHS].login}
    home = see[ACCOUNT].home
    stale: list[tuple[str, int, str]] = []
    for file in see[START_FILES].files:
        if not file.in_home:
            continue
        lines = split(file.meant)
        for found in shellrc.assignments(file.meant, ("PATH",), shellrc.grammar_of(file.path)):
            folder = _front_folder(found.raw or "", home)
            if folder in folders and not folder.startswith(f"{home}/sdk/") and _alone(found):
                text = words_of(lines[found.line - 1].content)
                stale.append((file.path, found.line, text))
    return stale


def _alone(found: shellrc.Assignment) -> bool:
    """The statement has one line to itself, which can be dropped without changing anything else."""
    return found.whole_line and found.line == found.last_line


def _front_folder(value: str, home: str) -> str | None:
    front, _, rest = value.strip().strip("\"'").partition(":")
    if rest not in ("$PATH", "${PATH}"):
        return None
    front = front.replace("${HOME}", home).replace("$HOME", home)
    return home + front[1:] if front.startswith("~") else front


@rule(
    "go-install-missing",
    area="go-install",
    title=say("Login shells find a Go"),
    needs=(GO_PATHS, GO_TREES),
    severity=Severity.CRITICAL,
)
def missing(see: Snapshot, want: Wanted) -> Finding:
    paths = see[GO_PATHS]
    if any(not hit.name.endswith(".exe") for hit in paths.login):
        return ok(say("Login shells find a Go."), *_hits(paths.login[:1]))
    if want.go.version is not None:
        return ok(say("Your profile wants a Go, see go-install-pin-version."))
    if paths.unclear:
        return unknown(say("The PATH could not be followed at {line}.", line=paths.unclear[0]))
    trees = _trees(see[GO_TREES])
    if trees:
        return advice(say("There is a Go, but login shells do not find it."), *trees)
    return advice(say("There is no Go here."))


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
        *_trees(wrong),
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
    edits: list[Edit] = []
    evidence: list[Evidence] = []
    for file in see[START_FILES].files:
        lines = split(file.meant)
        for found in shellrc.assignments(file.meant, ("GOROOT",), shellrc.grammar_of(file.path)):
            raw = lines[found.line - 1].content
            evidence.append(Evidence(file.path, shown(raw), found.line))
            if _alone(found):
                edits.append(DropLine(file.path, found.line, words_of(raw)))
    value = goenv.effective(encoding.meant(see[GOENV] or b"")).get("GOROOT")
    if value is not None:
        edits.append(UnsetVariable(GOENV_PATH, "GOROOT"))
        evidence.append(Evidence(GOENV_PATH, f"GOROOT={value}"))
    if not evidence:
        return certain(ok(say("GOROOT is left to Go.")), see[START_FILES].gap)
    says = say("GOROOT is set; Go should find it by itself.")
    why = say(
        "Go finds its own folder. If GOROOT names another version, every build fails with “compile: version …"
        " does not match go tool version …”."
    )
    if not edits:
        return advice(says, *evidence, why=why)
    return fixable(says, edits, *evidence, why=why, restart=Restart.SHELL)


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
        *_trees(inside),
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
        return ok(say("The Go that runs is not too old, or none runs."), *_hits(runs[:1]))
    return advice(
        say("{path} is Go {version}.", path=runs[0].name, version=version.number),
        *_hits(runs[:1]),
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
        *_trees(tree for tree in see[GO_TREES] if tree.is_manager),
        why=say("Let one tool choose Go. If one of them does, this wizard only reports."),
    )
