"""The Go that should run: which version is meant, where it comes from, and what brings it to the front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.codecs.go import version as goversion
from wizard.codecs.lines import split, words_of
from wizard.codecs.shell import start_file
from wizard.facts.go import (
    ARCH,
    CURRENT,
    GO_CURRENT,
    GO_NEEDS,
    GO_TREES,
    RELEASES,
    SDK,
    SDK_NAMES,
    GoTree,
)
from wizard.facts.go_paths import GO_PATHS
from wizard.facts.shell import ACCOUNT, FISH_FILE, START_FILES, GoHit
from wizard.model.edits.files import Download, DropLine, Edit, SetEntry, SetLink, Unpack
from wizard.model.errors import InputError
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart
from wizard.model.probes import Account
from wizard.model.rehearsal.shells import GoIs, PathHas, Purpose
from wizard.model.text import Text, plain, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, blocked, fixable, ok, rule, unknown
from wizard.rules.go.evidence import alone, hits, path_unclear, trees

ENTRY = "PATH"
_SH_LINE = 'export PATH="$HOME/sdk/go/bin:$PATH"'
_FISH_LINE = 'set -gx PATH "$HOME/sdk/go/bin" $PATH'
_WHY = say(
    "Each Go version has its own folder, and one link selects the version in use. Switching takes one step in either"
    " direction and overwrites nothing. GOROOT stays unset because Go finds it automatically."
)
_EFFECT = say(
    "Takes effect in new terminals. Programs that wsl.exe -e starts need the full path: ~/sdk/go/bin/go"
)
_IN_FRONT = say("This line puts another Go first in PATH.")
_ANOTHER_VERSION = say("Choose a profile with another Go version.")
_CHECK_NETWORK = say("Check the network and the proxy, then check again.")


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
            return unknown(say("No go.mod file in your project folders names a Go version."))
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
        return blocked(
            say("The list of releases contains no version “{version}”.", version=word), do=_ANOTHER_VERSION
        )
    here = [version for tree in see[GO_TREES] if (version := goversion.parse(tree.version)) is not None]
    of_series = [version for version in here if version.series == word]
    if of_series:
        return max(of_series).number
    return unknown(
        say("Could not find out which version “{version}” is: no download source responded.", version=word)
    )


def _usable(trees: Iterable[GoTree], version: str, arch: str) -> GoTree | None:
    """The tree of *version* in ~/sdk, if it is there and of the right kind."""
    wanted = f"{SDK}/go{version}"
    return next((tree for tree in trees if tree.path == wanted and tree.arch in (arch, None)), None)


def _download(see: Snapshot, want: Wanted, version: str) -> Download | Finding:
    known = see[RELEASES]
    if known is None:
        return blocked(
            say("Go {version} is not installed, and no download source responded.", version=version),
            why=say("The wizard installs nothing without its checksum, which is in the list of releases."),
            do=_CHECK_NETWORK,
        )
    if known.find(version) is None:
        return blocked(say("Go {version} was never released.", version=version), do=_ANOTHER_VERSION)
    try:
        archive = known.archive(version, "linux", see[ARCH])
    except InputError as error:  # none for this processor
        return blocked(error.text, do=_ANOTHER_VERSION)
    return Download(archive.filename, archive.version, archive.sha256, archive.size, want.go.sources)


@rule(
    "go-install-pin-version",
    area="go-install",
    title=say("Login shells run the Go that your profile asks for"),
    needs=(GO_TREES, SDK_NAMES, GO_CURRENT, GO_PATHS, GO_NEEDS, RELEASES, ARCH, ACCOUNT, START_FILES),
    sources=("GO §3", "GO §3.2", "GO §3.3", "RULES 38"),
    wished=lambda want: want.go.version is not None,
)
def wanted_version(see: Snapshot, want: Wanted) -> Finding:
    version = _asked(see, want)
    if isinstance(version, Finding):
        return version
    manager = _manager(see)
    if manager is not None:
        return _leave_to(manager, version)
    runs = see[GO_PATHS].login[:1]
    if runs and _is(runs[0], version, see):
        if see[GO_PATHS].unclear:
            return path_unclear(see[GO_PATHS])
        return ok(say("Login shells run Go {version}.", version=version), *hits(runs))
    edits = _install(see, want, version)
    if isinstance(edits, Finding):
        return edits
    if not edits:
        return _behind(see, version, runs)
    return fixable(
        say("Your profile asks for Go {version}. Login shells run {now}.", version=version, now=_now(runs)),
        edits,
        *hits(see[GO_PATHS].login),
        *(Evidence(path, text, line, _IN_FRONT) for path, line, text in _stale_lines(see)),
        *trees(see[GO_TREES]),
        why=_WHY,
        effect=_EFFECT,
        restart=Restart.SHELL,
        purposes=(Purpose(GoIs(version)), *_left_folders(see)),
    )


def _left_folders(see: Snapshot) -> Iterator[Purpose]:
    """Folders that PATH may lose for it: those of a Go, and no others."""
    home = see[ACCOUNT].home
    for tree in see[GO_TREES]:
        path = f"{home}/{tree.path[2:]}" if tree.path.startswith("~/") else tree.path
        if path != f"{home}/sdk/go":
            yield Purpose(PathHas(f"{path}/bin", present=False), kinds=())


def _now(runs: tuple[GoHit, ...]) -> Text:
    if not runs:
        return say("no Go")
    return plain(f"Go {runs[0].version or '?'}")


def _is(hit: GoHit, version: str, see: Snapshot) -> bool:
    """Whether *hit* is Go *version*, in whatever folder, and this processor can run it."""
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
        say("{manager} selects the Go version, not the wizard.", manager=manager.kind),
        *trees([manager]),
        why=say("Tools that both change PATH override each other."),
        do=say("Select Go {version} with {manager}.", version=version, manager=manager.kind),
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
    if (entry.name, entry.text) not in start_file.read_entries(see[START_FILES].get(entry.path) or b""):
        edits.append(entry)
    return [*edits, *(DropLine(path, line, text) for path, line, text in _stale_lines(see))]


def _in_the_way(target: str, version: str) -> Finding:
    return blocked(
        say("{path} exists, but is not Go {version} for this processor.", path=target, version=version),
        Evidence(target),
        why=say("The wizard never installs Go over existing files."),
        do=say("Move {path} to another place, then check again.", path=target),
    )


def _entry(see: Snapshot) -> SetEntry:
    path = see[START_FILES].login_file(see[ACCOUNT].shell)
    return SetEntry(path, ENTRY, _FISH_LINE if path == FISH_FILE else _SH_LINE)


def _behind(see: Snapshot, version: str, runs: tuple[GoHit, ...]) -> Finding:
    """The advice where everything is in place and another Go runs all the same: a later line wins, or the shell is
    older than the change."""
    if see[GO_PATHS].unclear:
        return path_unclear(see[GO_PATHS])
    return advice(
        say("Go {version} is installed, but login shells run {now}.", version=version, now=_now(runs)),
        *hits(runs),
        why=say(
            "A later line puts another Go first in PATH, or the wizard was started from an older terminal."
        ),
        do=say(
            "Open a new terminal and check again. If nothing changes, check what your start files source."
        ),
        restart=Restart.SHELL,
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
        for found in start_file.assignments(file.meant, ("PATH",), start_file.grammar_of(file.path)):
            folder = _front_folder(found.raw or "", home)
            if folder in folders and not folder.startswith(f"{home}/sdk/") and alone(found):
                text = words_of(lines[found.line - 1].content)
                stale.append((file.path, found.line, text))
    return stale


def _front_folder(value: str, home: str) -> str | None:
    front, _, rest = value.strip().strip("\"'").partition(":")
    if rest not in ("$PATH", "${PATH}"):
        return None
    front = front.replace("${HOME}", home).replace("$HOME", home)
    return home + front[1:] if front.startswith("~") else front
