"""The Go that should run: which version is meant, where it comes from, and what brings it to the front."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.codecs.go import version as goversion
from wizard.codecs.shell import start_file
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import (
    ARCH,
    CURRENT,
    GO_CURRENT,
    GO_NEEDS,
    RELEASES,
    SDK,
    SDK_NAMES,
    GoTree,
)
from wizard.facts.shell import ACCOUNT, FISH_FILE, GoHit
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.foreseen import Aim, foresee
from wizard.facts.shells.go_paths import GO_PATHS, PATH_GUESSES, PEOPLE
from wizard.facts.shells.go_trees import GO_TREES, in_home
from wizard.facts.shells.start_files import START_FILES
from wizard.model.edits.files import Download, Edit, SetEntry, SetLink, Unpack
from wizard.model.errors import InputError
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Restart
from wizard.model.probes import Account
from wizard.model.rehearsal.shells import GoIs, PathHas, Purpose
from wizard.model.text import Text, join, plain, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, blocked, fixable, ok, rule, unknown
from wizard.rules.go.evidence import hits, kinds, path_unclear, trees
from wizard.rules.go.kept_goroot import goroot_edits, kept_goroot
from wizard.rules.go.managers import leave_to, reached
from wizard.rules.go.stale_lines import (
    IN_FRONT,
    StaleLine,
    by_hand,
    is_kept,
    left,
    shown,
    stale_lines,
    there,
)
from wizard.rules.path_entry import ENTRY

_SH_LINE = 'export PATH="$HOME/sdk/go/bin:$PATH"'
_FISH_LINE = 'set -gx PATH "$HOME/sdk/go/bin" $PATH'
_WHY = say(
    "Each Go version has its own folder, and one link selects the version in use. Switching takes one step in either"
    " direction and overwrites nothing. GOROOT stays unset because Go finds it automatically."
)
_EFFECT = say(
    "Takes effect in new terminals. Programs that wsl.exe -e starts need the full path: ~/sdk/go/bin/go"
)
_LATER = say("Start files run from top to bottom, and the last line that changes PATH wins.")
_OLDER = say("The wizard was started from an older terminal, or Windows passes this folder on.")
_OPEN_TERMINAL = say("Open a new terminal and check again.")
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
        needs = [goversion.parse(need) for need in see[GO_NEEDS]]
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
    title=say("Shells run the Go that your profile asks for"),
    needs=(
        GO_TREES,
        SDK_NAMES,
        GO_CURRENT,
        GO_PATHS,
        GO_NEEDS,
        RELEASES,
        ARCH,
        ACCOUNT,
        START_FILES,
        SHELLS,
        PATH_GUESSES,
    ),
    sources=("GO §3", "GO §3.2", "GO §3.3", "GO §13.6", "RULES 38"),
    wished=lambda want: want.go.version is not None,
)
def wanted_version(see: Snapshot, want: Wanted) -> Finding:
    version = _asked(see, want)
    if isinstance(version, Finding):
        return version
    manager = reached(see)
    if manager is not None:
        return leave_to(see, manager, version)
    others = _others(see, version)
    if see[GO_PATHS].unclear:
        gap = see[START_FILES].gap_at(_entry(see).path) if others else None
        return unknown(gap.why) if gap is not None else path_unclear(see[GO_PATHS])
    if not others:
        return ok(
            say("Terminals and editors run Go {version}.", version=version),
            *hits(dict.fromkeys(see[GO_PATHS].kinds[kind].linux[0] for kind in PEOPLE)),
        )
    edits = _install(see, want, version)
    if isinstance(edits, Finding):
        return edits
    if not edits:
        return _behind(see, version, others)
    edits += [edit for edit in goroot_edits(see, version) if edit not in edits]
    stale = stale_lines(see, _entry(see))
    still = left(see, stale)
    return fixable(
        say(
            "Your profile asks for Go {version}. In {kinds}, {now} runs.",
            version=version,
            kinds=kinds(others),
            now=_now(see, others),
        ),
        edits,
        *hits(see[GO_PATHS].hits),
        *(Evidence(each.path, each.text, each.line, IN_FRONT) for each in stale),
        *(shown(see, line) for line in still),
        *trees(see[GO_TREES]),
        why=_WHY,
        effect=_EFFECT,
        may_break=kept_goroot(see, version) or _harm(see, version, stale),
        do=by_hand(see, still) if still else None,
        restart=Restart.SHELL,
        purposes=(Purpose(GoIs(version)), *_left_folders(see)),
    )


def _harm(see: Snapshot, version: str, stale: Iterable[StaleLine]) -> Text | None:
    """What else becomes different where lines no longer set GOROOT."""
    edits = tuple(goroot_edits(see, version))
    given = (_entry(see), *(each.edit for each in stale))
    aim = Aim(frozenset(("GOROOT",)), there=there(see))
    return foresee(see[SHELLS], see[START_FILES], see[ACCOUNT], edits, aim, given).says if edits else None


def _left_folders(see: Snapshot) -> Iterator[Purpose]:
    """Folders that PATH may lose for it: those of a Go, and no others."""
    for tree in see[GO_TREES]:
        if not is_kept(tree):
            yield Purpose(PathHas(f"{in_home(tree.path, see[ACCOUNT])}/bin", present=False), kinds=())


def _others(see: Snapshot, version: str) -> tuple[Kind, ...]:
    """The kinds of shell that run another Go than *version*, or none."""
    firsts = ((kind, see[GO_PATHS].kinds[kind].first) for kind in PEOPLE)
    return tuple(kind for kind, hit in firsts if hit is None or not _is(hit, version, see))


def _now(see: Snapshot, of: tuple[Kind, ...]) -> Text:
    """What runs in these kinds of shell."""
    found = dict.fromkeys(see[GO_PATHS].kinds[kind].first for kind in of)
    return join(say("no Go") if hit is None else plain(f"Go {hit.version or '?'}") for hit in found)


def _is(hit: GoHit, version: str, see: Snapshot) -> bool:
    """Whether *hit* is Go *version*, in whatever folder, and this processor can run it."""
    tree = _tree_of(hit, see[GO_TREES], see[ACCOUNT])
    return hit.version == version and (tree is None or tree.arch in (see[ARCH], None))


def _install(see: Snapshot, want: Wanted, version: str) -> list[Edit] | Finding:
    entry = _entry(see)
    if (gap := see[START_FILES].gap_at(entry.path)) is not None:
        return unknown(gap.why)
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
    if (entry.name, entry.text) not in start_file.read_entries(see[START_FILES].get(entry.path) or b""):
        edits.append(entry)
    return [*edits, *(each.edit for each in stale_lines(see, entry))]


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


def _behind(see: Snapshot, version: str, others: tuple[Kind, ...]) -> Finding:
    """The advice where everything is in place and another Go runs all the same: a later line puts it in front."""
    paths = see[GO_PATHS]
    if paths.unclear:
        return path_unclear(paths)
    says = say(
        "Go {version} is installed, but in {kinds}, {now} runs.",
        version=version,
        kinds=kinds(others),
        now=_now(see, others),
    )
    lines = tuple(dict.fromkeys(winner for kind in others if (winner := paths.kinds[kind].winner)))
    if not lines:
        return advice(says, *hits(paths.hits), why=_OLDER, do=_OPEN_TERMINAL, restart=Restart.SHELL)
    return advice(
        says,
        *(shown(see, line) for line in lines),
        *hits(paths.hits),
        why=_LATER,
        do=by_hand(see, lines),
        restart=Restart.SHELL,
    )
