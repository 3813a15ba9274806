"""Which Go there is, which one runs, and what stands in its way."""

from __future__ import annotations

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import ARCH, ARCH_IF_KNOWN, RELEASES
from wizard.facts.shell import ACCOUNT, GoHit
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE, GoPaths
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.facts.shells.snapd import SNAPD
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.rehearsal.shells import PathHas, Purpose
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, not_applicable, ok, rule, unknown
from wizard.rules.go.effects import IN_TERMINALS
from wizard.rules.go.evidence import hits, kinds, path_unclear, trees
from wizard.rules.go.managers import reached
from wizard.rules.path_entry import ENTRY, entry_for, has_entry, lost_go

_OTHER_PATH = say("PATH differs between kinds of shell. A command that works in one may fail in another.")
_SET_PATH = say("Set PATH in the start file that each of these shells reads.")
_NOT_IN_PATH = say("PATH does not contain its bin folder there.")
NO_GO = say("PATH contains no go command.")
_PINNED = say("Select the repair that installs the version your profile asks for.")


@rule(
    "go-install-multiple",
    area="go-install",
    title=say("All shells run the same Go"),
    needs=(GO_PATHS,),
    sources=("GO §3", "RULES 31"),
)
def multiple(see: Snapshot, want: Wanted) -> Finding:
    paths = see[GO_PATHS]
    if paths.unclear:
        return path_unclear(paths)
    runs = _runs(paths)
    if not runs:
        return _only_windows(paths) if paths.hits else not_applicable(NO_GO)
    if len(runs) > 1 or _missing_in(paths):
        return advice(
            say("Not all shells run the same Go."),
            *_by_kind(paths),
            why=_OTHER_PATH,
            do=_SET_PATH,
            severity=Severity.LOW,
        )
    first, *others = paths.terminal.linux
    shadowed = [hit for hit in others if hit.real != first.real and not _is_shim_of(hit, first)]
    if not shadowed:
        return ok(say("All shells run {path}.", path=paths.terminal.linux[0].name), *_by_kind(paths))
    return advice(
        say(
            "{path} ({version}) hides {count} other Go in PATH.",
            path=paths.terminal.linux[0].name,
            version=paths.terminal.linux[0].version or "?",
            count=len(shadowed),
        ),
        *hits(paths.terminal.hits),
        why=say("Shells run the first go in PATH. The others are not used."),
        do=say("Remove the ones you do not need with the tool that installed them."),
        severity=Severity.LOW,
    )


def _runs(paths: GoPaths) -> dict[str, list[Kind]]:
    """The file of each ``go`` that runs in some kind of shell, with these kinds. A script counts if it has one."""
    firsts = {kind: gos.first for kind, gos in paths.kinds.items() if gos.first is not None}
    runs: dict[str, list[Kind]] = {}
    for kind, first in firsts.items():
        if not any(_is_shim_of(first, other) for other in firsts.values()):
            runs.setdefault(first.real, []).append(kind)
    return runs


def _is_shim_of(hit: GoHit, other: GoHit) -> bool:
    """Whether *hit* is the shim of the version manager that *other* belongs to: it starts that same Go."""
    place, mark, _ = hit.name.rpartition("/shims/")
    return bool(mark) and not hit.version and other.name.startswith(f"{place}/") and other != hit


def _missing_in(paths: GoPaths) -> tuple[Kind, ...]:
    """The kinds of shell that find no Go."""
    return tuple(kind for kind in PEOPLE if paths.kinds[kind].first is None)


def _by_kind(paths: GoPaths) -> tuple[Evidence, ...]:
    """Which Go runs in which kinds of shell, and the line that puts it in front."""
    found = (
        (hit, [kind for kind, gos in paths.kinds.items() if gos.first == hit])
        for hit in dict.fromkeys(gos.first for gos in paths.kinds.values())
        if hit is not None
    )
    return tuple(
        Evidence(hit.name, _with_line(hit.version, paths.kinds[of[0]].winner), note=kinds(of))
        for hit, of in found
    )


def _with_line(version: str, line: str) -> str:
    return f"{version} ← {line}" if line else version


def _only_windows(paths: GoPaths) -> Finding:
    return advice(
        say("PATH contains only Go for Windows ({path}).", path=paths.hits[0].name),
        *hits(paths.hits),
        why=say("The command go does not start go.exe. Editors that find go.exe build for Windows."),
        do=say("Install Go in the distro. Choose a profile that sets a Go version."),
    )


_BY_KIND = {Kind.TERMINAL: Severity.CRITICAL, Kind.INNER: Severity.HIGH, Kind.EDITOR: Severity.MEDIUM}


@rule(
    "go-install-missing",
    area="go-install",
    title=say("Terminals and editors find Go"),
    needs=(GO_PATHS, GO_TREES, RELEASES, ACCOUNT, START_FILES, SHELLS, ARCH_IF_KNOWN),
    sources=("RULES 30",),
    severity=Severity.CRITICAL,
)
def missing(see: Snapshot, want: Wanted) -> Finding:
    paths = see[GO_PATHS]
    if paths.unclear:
        return path_unclear(paths)
    without = _missing_in(paths)
    if not without:
        return ok(say("Terminals and editors find Go."), *_by_kind(paths))
    lying = (*_by_kind(paths), *trees(see[GO_TREES]))
    if not lying:
        return _none(see, want)
    says = say("Go is installed, but some shells do not find it: {kinds}.", kinds=kinds(without))
    folder = _to_add(see, want) if len(without) == len(PEOPLE) else None
    entry = entry_for(ENTRY, folder, see) if folder is not None else None
    if folder is not None and entry is not None:
        return fixable(
            says,
            [entry],
            *lying,
            why=_NOT_IN_PATH,
            effect=IN_TERMINALS,
            restart=Restart.SHELL,
            severity=_BY_KIND[without[0]],
            purposes=(Purpose(PathHas(in_home(folder, see[ACCOUNT]))),),
        )
    file = see[START_FILES].login_file(see[ACCOUNT].shell)
    return advice(
        says,
        *lying,
        why=_NOT_IN_PATH,
        do=_PINNED
        if want.go.version is not None and see[RELEASES] is not None and reached(see) is None
        else say("Add the bin folder to PATH in {file}, which login shells read.", file=file),
        severity=_BY_KIND[without[0]],
    )


def _to_add(see: Snapshot, want: Wanted) -> str | None:
    """The folder to add to PATH. If the profile names a Go, another rule installs it; a manager chooses one itself; and
    a start file that is not in the form of its shell may add it once it is."""
    files = see[START_FILES]
    is_left = want.go.version is not None or reached(see) is not None or has_entry(ENTRY, see)
    is_left = is_left or any(file.meant != file.data for file in files.files)
    gap = files.gap_at(files.login_file(see[ACCOUNT].shell))
    return lost_go(see) if not is_left and gap is None else None


def _none(see: Snapshot, want: Wanted) -> Finding:
    """That there is no Go, whether or not the profile asks for one."""
    why = say("The go command is missing in every shell, for builds and for editors.")
    if want.go.version is None:
        return advice(
            say("Go is not installed."), why=why, do=say("Choose a profile that sets a Go version.")
        )
    if see[RELEASES] is None:
        return advice(
            say("Go is not installed, and no download source responded."),
            why=why,
            do=say("Check the network and the proxy, then check again."),
        )
    return advice(say("Go is not installed."), why=why, do=_PINNED)


@rule(
    "go-install-wrong-arch",
    area="go-install",
    title=say("Every Go is built for this processor"),
    needs=(GO_TREES, ARCH),
    severity=Severity.HIGH,
    sources=("GO §3", "RULES 32"),
)
def wrong_arch(see: Snapshot, want: Wanted) -> Finding:
    wrong = [tree for tree in see[GO_TREES] if tree.arch is not None and tree.arch != see[ARCH]]
    unclear = [tree for tree in see[GO_TREES] if tree.arch is None]
    if not wrong and unclear:
        says = say("Could not find out for which processor {path} is built.", path=unclear[0].path)
        return unknown(says, *trees(unclear))
    if not wrong:
        return ok(say("Every Go is built for this processor."), *trees(see[GO_TREES]))
    return advice(
        say(
            "{path} is built for {arch}. This distro is {own}.",
            path=wrong[0].path,
            arch=wrong[0].arch or "",
            own=see[ARCH],
        ),
        *trees(wrong),
        why=say("It does not start: “Exec format error”."),
        do=say("Install the archive for this processor in another folder, then remove this one."),
    )


@rule(
    "go-install-goroot-is-gopath",
    area="go-install",
    title=say("Go is not installed in ~/go"),
    needs=(GO_TREES,),
    severity=Severity.HIGH,
    sources=("GO §3", "RULES 35"),
)
def in_gopath(see: Snapshot, want: Wanted) -> Finding:
    inside = [tree for tree in see[GO_TREES] if tree.path == "~/go"]
    if not inside:
        return ok(say("Go is not installed in ~/go."))
    return advice(
        say("Go is installed in ~/go, the folder for modules and programs."),
        *trees(inside),
        why=say("Go mixes both and warns: “both GOPATH and GOROOT are the same directory”."),
        do=say("Install Go in ~/sdk. Keep ~/go/pkg and ~/go/bin, and remove the rest of ~/go."),
    )


@rule(
    "go-install-too-old",
    area="go-install",
    title=say("The Go in use can switch toolchains"),
    needs=(GO_PATHS, SNAPD),
    sources=("GO §3", "GO §3.1", "RULES 36"),
)
def too_old(see: Snapshot, want: Wanted) -> Finding:
    if see[GO_PATHS].unclear:
        return path_unclear(see[GO_PATHS])
    runs = see[GO_PATHS].terminal.linux
    if not runs:
        return not_applicable(NO_GO)
    if runs[0].name.startswith("/snap/") and see[SNAPD] is False:
        return advice(
            say("{path} is a snap, and snapd is not running.", path=runs[0].name),
            *hits(runs[:1]),
            why=say(
                "A snap starts only where snapd runs, which needs systemd: “cannot communicate with server”."
            ),
            do=say("Turn on systemd, or install Go from an archive with a profile that sets a Go version."),
        )
    if not runs[0].version:
        return unknown(say("Could not find out the version of {path}.", path=runs[0].name))
    version = goversion.parse(runs[0].version)
    floor = goversion.parse("1.21")
    if version is None or floor is None:
        return unknown(say("Could not find out the version of {path}.", path=runs[0].name))
    if not version < floor:
        return ok(say("Terminals run no Go older than 1.21."), *hits(runs[:1]))
    return advice(
        say("{path} is Go {version}.", path=runs[0].name, version=version.number),
        *hits(runs[:1]),
        why=say(
            "Go older than 1.21 cannot download the toolchain that a go.mod asks for. It fails with “invalid go"
            " version” or “unknown directive: toolchain”."
        ),
        do=_PINNED
        if want.go.version is not None
        else say("Install a newer Go. Choose a profile that sets a Go version."),
    )


@rule(
    "go-install-version-manager",
    area="go-install",
    title=say("Only one tool selects Go versions"),
    needs=(GO_TREES, GO_PATHS, ACCOUNT),
    severity=Severity.LOW,
    sources=("RULES 37",),
)
def managers(see: Snapshot, want: Wanted) -> Finding:
    kinds = sorted({tree.kind for tree in see[GO_TREES] if tree.is_manager})
    if not kinds:
        return ok(say("No version manager has installed Go."))
    return advice(
        say("Version managers with Go: {managers}.", managers=join(kinds)),
        *trees(tree for tree in see[GO_TREES] if tree.is_manager),
        why=say("Tools that both change PATH override each other."),
        do=say("Let one tool select Go. Where a version manager does, the wizard leaves Go to it."),
    )
