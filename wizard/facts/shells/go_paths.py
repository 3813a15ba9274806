"""Which Go each kind of shell runs: asked of the shell, or read from its start files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.follow.flow import Unclear
from wizard.codecs.shell.follow.state import PathEntry
from wizard.codecs.shell.kinds import Kind
from wizard.codecs.shell.values import UNKNOWN
from wizard.facts.go import SESSION_PATH, GoFiles, from_home
from wizard.facts.shapes import derived
from wizard.facts.shell import (
    ACCOUNT,
    INTERACTIVE_SHELL,
    LOGIN_SHELL,
    PLAIN_SHELL,
    GoHit,
    ShellEnvironment,
)
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.go_trees import ALL_GO_FILES, in_home
from wizard.model.facts import Snapshot, Unknown
from wizard.model.probes import Account
from wizard.model.wanted import Wanted

PEOPLE: Final = (Kind.TERMINAL, Kind.INNER, Kind.EDITOR)
"""The kinds of shell in which somebody works."""
_OF_TERMINALS: Final = (Kind.TERMINAL, Kind.INNER)


PathGuess = tuple[PathEntry | Unclear, ...]
"""PATH in order of search, with what could not be followed where its folders may be."""


def known_folders(guess: PathGuess) -> tuple[PathEntry, ...]:
    """Those of its folders that are known."""
    return tuple(each for each in guess if isinstance(each, PathEntry))


def _path_guess(shells: FollowedShells, kind: Kind) -> PathGuess:
    followed = shells.kinds[kind]
    unclear = _unclear_commands(shells, kind) if followed.get("PATH").unclear else ()
    about_path = {(each.file, each.line): each for each in unclear}
    for each in shells.unclear(kind):
        about_path.setdefault((each.file, each.line), each)
    entries = tuple(_shown(entry, shells) for entry in followed.path)
    sure = next((place for place, entry in enumerate(entries) if not _is_sure(entry)), len(entries))
    return (*entries[:sure], *about_path.values(), *entries[sure:])


def _unclear_commands(shells: FollowedShells, kind: Kind) -> tuple[Unclear, ...]:
    unclear = shells.kinds[kind].unclear
    return tuple(msgspec.structs.replace(each, file=shells.shown(each.file)) for each in unclear)


def _is_sure(entry: PathEntry | Unclear) -> bool:
    return isinstance(entry, PathEntry) and entry.certain


def _shown(entry: PathEntry, shells: FollowedShells) -> PathEntry | Unclear:
    file = shells.shown(entry.file)
    if UNKNOWN in entry.path:
        return Unclear(file, entry.line, shells.line(entry.file, entry.line))
    return msgspec.structs.replace(entry, file=file)


PATH_GUESSES = derived(
    "path-guess", (SHELLS,), lambda see, want: {kind: _path_guess(see[SHELLS], kind) for kind in PEOPLE}
)
"""What the start files make of PATH in each kind of shell, and which of their lines could not be followed."""


class GosOf(msgspec.Struct, frozen=True):
    """Every ``go`` that a kind of shell finds, in the order of its PATH: the first one runs, the rest is shadowed.
    *places* are the lines that brought their folders, as file and line, empty if that is not known. *unclear* names
    what could not be followed and may put another Go in front of the first."""

    hits: tuple[GoHit, ...] = ()
    places: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()

    @property
    def linux(self) -> tuple[GoHit, ...]:
        """Those that the command ``go`` can be."""
        return tuple(hit for hit in self.hits if not hit.name.endswith(".exe"))

    @property
    def first(self) -> GoHit | None:
        """The one that runs."""
        return next(iter(self.linux), None)

    @property
    def winner(self) -> str:
        """The line that put it in front."""
        return next(
            (
                place
                for hit, place in zip(self.hits, self.places, strict=False)
                if not hit.name.endswith(".exe")
            ),
            "",
        )


class GoPaths(msgspec.Struct, frozen=True):
    """Which Go runs, by kinds of shell: those of `PEOPLE`, and a script."""

    kinds: Mapping[Kind, GosOf]

    @property
    def terminal(self) -> GosOf:
        return self.kinds[Kind.TERMINAL]

    @property
    def unclear(self) -> tuple[str, ...]:
        """What could not be followed in any kind."""
        return tuple(dict.fromkeys(place for kind in PEOPLE for place in self.kinds[kind].unclear))

    @property
    def hits(self) -> tuple[GoHit, ...]:
        """All that some kind finds, each once."""
        return tuple(dict.fromkeys(hit for kind in PEOPLE for hit in self.kinds[kind].hits))


def _paths(see: Snapshot, want: Wanted) -> GoPaths | Unknown:
    gaps = (each for fact in (ACCOUNT, PATH_GUESSES, ALL_GO_FILES) if (each := see.unknown(fact)) is not None)
    gap = next(gaps, None)
    login = see[LOGIN_SHELL]
    if login is None:
        return gap or GoPaths(_followed(see))
    plain = see[PLAIN_SHELL]
    script = _asked(plain, GosOf()) if plain is not None else GosOf()
    followed = _followed(see) if gap is None else None
    measured = _measured(login, see[INTERACTIVE_SHELL], followed)
    if followed is not None:
        measured |= {kind: _in_doubt(measured[kind], kind, followed, see) for kind in _OF_TERMINALS}
    return GoPaths({**measured, Kind.SCRIPT: script})


def _in_doubt(asked: GosOf, kind: Kind, followed: Mapping[Kind, GosOf], see: Snapshot) -> GosOf:
    """What a shell said holds for a terminal, unless a line replaces that shell there, or runs before its prompt."""
    found = (place(each) for each in _unclear_commands(see[SHELLS], kind) if each.only_in_terminal)
    unseen = frozenset(found) & frozenset(followed[kind].unclear)
    more = (each for each in followed[kind].unclear if each in unseen and each not in asked.unclear)
    return msgspec.structs.replace(asked, unclear=(*asked.unclear, *more))


def _measured(
    login: ShellEnvironment, interactive: ShellEnvironment | None, followed: Mapping[Kind, GosOf] | None
) -> dict[Kind, GosOf]:
    """A login shell was asked, which is what an editor's server has. What nobody could ask, a shell in a terminal, is
    what the start files say, if these are right about the one that was asked; else what the others agree on."""
    editor = _asked(login, followed[Kind.EDITOR] if followed is not None else GosOf())
    if followed is not None and _is_told(followed, editor):
        return {
            Kind.TERMINAL: _with_windows(followed[Kind.TERMINAL], editor),
            Kind.INNER: _with_windows(followed[Kind.INNER], editor),
            Kind.EDITOR: editor,
        }
    inner = _asked(interactive, followed[Kind.INNER] if followed is not None else GosOf())
    seen = inner if inner.first is not None else editor
    return {Kind.TERMINAL: seen, Kind.INNER: seen, Kind.EDITOR: editor}


def _is_told(followed: Mapping[Kind, GosOf], editor: GosOf) -> bool:
    """Whether the start files say what a shell said, and all about the others."""
    read, asked = followed[Kind.EDITOR].first, editor.first
    is_right = (read.name if read is not None else "") == (asked.name if asked is not None else "")
    return is_right and not any(followed[kind].unclear for kind in (Kind.TERMINAL, Kind.INNER))


def _asked(shell: ShellEnvironment | None, followed: GosOf) -> GosOf:
    """What *shell* said, with the lines of the same folders in its start files."""
    gos = shell.gos if shell is not None else ()
    places = dict(zip((hit.name for hit in followed.hits), followed.places, strict=True))
    return GosOf(gos, tuple(places.get(hit.name, "") for hit in gos))


def _with_windows(gos: GosOf, asked: GosOf) -> GosOf:
    """Folders of Windows come with the session, which is asked and not read."""
    windows = tuple(hit for hit in asked.hits if hit.name.endswith(".exe"))
    return GosOf((*gos.hits, *windows), (*gos.places, *("" for _ in windows)), gos.unclear)


def _followed(see: Snapshot) -> dict[Kind, GosOf]:
    account, files = see[ACCOUNT], see[ALL_GO_FILES]
    known = _known_binaries(files, account)
    hidden = frozenset(in_home(path, account).removesuffix("/go") for path in files.hidden)
    kinds = {kind: _guess(guess, known, hidden) for kind, guess in see[PATH_GUESSES].items()}
    script = tuple(known[path] for path in SESSION_PATH.split(":") if path in known)
    return {**kinds, Kind.SCRIPT: GosOf(script, tuple("" for _ in script))}


def _guess(guess: PathGuess, known: Mapping[str, GoHit], hidden: Collection[str]) -> GosOf:
    found = {
        known[entry.path]: _brought(entry) for entry in reversed(known_folders(guess)) if entry.path in known
    }
    hits = tuple(dict.fromkeys(known[entry.path] for entry in known_folders(guess) if entry.path in known))
    unclear = tuple(dict.fromkeys(_unclear(guess, known, hidden)))
    return GosOf(hits, tuple(found[hit] for hit in hits), unclear)


def _brought(entry: PathEntry) -> str:
    return place(entry) if entry.file else ""


def _unclear(guess: PathGuess, known: Mapping[str, GoHit], hidden: Collection[str]) -> Iterator[str]:
    """What may put another Go in front of the first that is certain."""
    for each in guess:
        match each:
            case Unclear():
                yield place(each)
            case PathEntry(path) if path in hidden:
                yield path
            case PathEntry(path) if path in known and each.certain:
                return
            case PathEntry(path) if path in known:
                yield place(each)


def place(command: Unclear | PathEntry) -> str:
    """Where *command* stands, as file and line; the file alone if that could not be read."""
    return f"{command.file}:{command.line}" if command.line else command.file


def _known_binaries(files: GoFiles, account: Account) -> dict[str, GoHit]:
    """Every ``go`` we looked at, by its folder, as a PATH would name it."""
    versions = {
        from_home(path.removesuffix("/VERSION"), account): version.number
        for path, _, found in files.versions
        if (version := goversion.from_version_file(found.content)) is not None
    }
    known: dict[str, GoHit] = {}
    for path, found in files.binaries:
        real = found.link or path
        root = _root_of(real, account)
        release = versions.get(root) or versions.get(_root_of(path, account)) or ""
        name = in_home(path, account)
        known[name.removesuffix("/go")] = GoHit(name, in_home(real, account), release)
    return known


def _root_of(binary: str, account: Account) -> str:
    return from_home(binary.removesuffix("/bin/go"), account)


GO_PATHS = derived(
    "go-paths",
    (LOGIN_SHELL, INTERACTIVE_SHELL, PLAIN_SHELL),
    _paths,
    uses=(ACCOUNT, SHELLS, PATH_GUESSES, ALL_GO_FILES),
    fleeting=True,
)
