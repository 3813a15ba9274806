"""Which Go runs: what the PATH of each kind of shell finds, asked of the shell or read from its start files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.follow.state import PathEntry
from wizard.codecs.shell.kinds import Kind
from wizard.codecs.shell.values import UNKNOWN
from wizard.facts.followed import SHELLS, FollowedShells
from wizard.facts.go import ELF_HEAD, GO_FILES, NAMED, SESSION_PATH, GoFiles, from_home
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, PLAIN_SHELL, GoHit
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Account, Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted


class UnclearCommand(msgspec.Struct, frozen=True):
    """A command that may change PATH in a way that cannot be told. One that *runs* other text may change any
    variable."""

    file: str
    line: int
    text: str
    runs: bool = False


class PathGuess(msgspec.Struct, frozen=True):
    """PATH in order of search, with what could not be followed where its folders may be; and all such commands, in the
    order in which they run."""

    order: tuple[PathEntry | UnclearCommand, ...]
    unknown: tuple[UnclearCommand, ...]

    @property
    def entries(self) -> tuple[PathEntry, ...]:
        """The folders that are known."""
        return tuple(each for each in self.order if isinstance(each, PathEntry))


def _path_guess(see: Snapshot, want: Wanted) -> PathGuess:
    shells = see[SHELLS]
    followed = shells.kinds[Kind.TERMINAL]
    unknown = tuple(
        UnclearCommand(shells.shown(each.file), each.line, each.text, True) for each in followed.unclear
    )
    about_path = {(each.file, each.line): each for each in unknown} if followed.get("PATH").unclear else {}
    for each in shells.unclear(Kind.TERMINAL):
        about_path.setdefault((each.file, each.line), UnclearCommand(each.file, each.line, each.text))
    entries = tuple(_shown(entry, shells) for entry in followed.path)
    sure = next((place for place, entry in enumerate(entries) if not _is_sure(entry)), len(entries))
    return PathGuess((*entries[:sure], *about_path.values(), *entries[sure:]), unknown)


def _is_sure(entry: PathEntry | UnclearCommand) -> bool:
    return isinstance(entry, PathEntry) and entry.certain


def _shown(entry: PathEntry, shells: FollowedShells) -> PathEntry | UnclearCommand:
    file = shells.shown(entry.file)
    if UNKNOWN in entry.path:
        return UnclearCommand(file, entry.line, shells.line(entry.file, entry.line))
    return msgspec.structs.replace(entry, file=file)


PATH_GUESS = derived("path-guess", (ACCOUNT, SHELLS), _path_guess)
"""What the start files make of PATH in a terminal, and which of their lines could not be followed."""


class GoPaths(msgspec.Struct, frozen=True):
    """Which Go each kind of shell runs. *login* lists every ``go`` of the login PATH in order: the first one
    runs, the rest is shadowed. *measured* is false where it was read from files instead of asked of a shell;
    *unclear* then names what could not be followed and may put another Go in front of the first."""

    login: tuple[GoHit, ...]
    interactive: tuple[GoHit, ...] | None
    plain: tuple[GoHit, ...] | None
    measured: bool
    unclear: tuple[str, ...] = ()


_FOR_A_GUESS = (ACCOUNT, PATH_GUESS, GO_FILES)


def _version_at(root: str) -> FileProbe:
    return FileProbe(f"{root}/VERSION")


def _roots(see: Snapshot) -> tuple[str, ...]:
    """Where the GOROOT of each such ``go`` would be."""
    return tuple(_root(probe.path) for probe in _folders(see) if probe.path.endswith("/bin/go"))


def _root(binary: str) -> str:
    return binary.removesuffix("/bin/go")


def _folders(see: Snapshot) -> tuple[FileProbe, ...]:
    """A ``go`` in each folder of the guess that nobody has looked into yet."""
    account, guess = see.get(ACCOUNT), see.get(PATH_GUESS)
    if see[LOGIN_SHELL] is not None or isinstance(account, Unknown) or isinstance(guess, Unknown):
        return ()
    paths = (from_home(f"{entry.path}/go", account) for entry in guess.entries if entry.path[:1] == "/")
    probes = (FileProbe(path, limit=ELF_HEAD, head=True) for path in dict.fromkeys(paths))
    known = {path for path, _ in see[GO_FILES].binaries} if see.unknown(GO_FILES) is None else set()
    return tuple(
        probe for probe in probes if probe not in NAMED and _in_home(probe.path, account) not in known
    )


def _paths(answers: Answers, want: Wanted, see: Snapshot) -> GoPaths | Unknown:
    login = see[LOGIN_SHELL]
    if login is not None:
        interactive, plain = see[INTERACTIVE_SHELL], see[PLAIN_SHELL]
        return GoPaths(
            login.gos,
            interactive.gos if interactive is not None else None,
            plain.gos if plain is not None else None,
            measured=True,
        )
    gaps = (each for fact in _FOR_A_GUESS if (each := see.unknown(fact)) is not None)
    return next(gaps, None) or _guess(see, answers)


def _guess(see: Snapshot, answers: Answers) -> GoPaths:
    account, guess, files = see[ACCOUNT], see[PATH_GUESS], see[GO_FILES]
    asked = {probe.path: answers[probe] for probe in _folders(see)}
    more = tuple((path, found) for path, found in asked.items() if isinstance(found, Found))
    hidden = [path for path, answer in asked.items() if not isinstance(answer, Found | Missing | Special)]
    told = ((_version_at(root).path, answers[_version_at(root)]) for root in _roots(see))
    versions = tuple((path, "path", found) for path, found in told if isinstance(found, Found))
    files = GoFiles((*files.versions, *versions), (*files.binaries, *more))
    known = _known_binaries(files, account)
    hits = [known[entry.path] for entry in guess.entries if entry.path in known]
    plain = [known[path] for path in SESSION_PATH.split(":") if path in known]
    unclear = _unclear(
        guess, known, frozenset(_in_home(path, account).removesuffix("/go") for path in hidden)
    )
    return GoPaths(
        _distinct(hits), None, _distinct(plain), measured=False, unclear=tuple(dict.fromkeys(unclear))
    )


def _unclear(guess: PathGuess, known: Mapping[str, GoHit], hidden: Collection[str]) -> Iterator[str]:
    """What may put another Go in front of the first that is certain."""
    for each in guess.order:
        match each:
            case UnclearCommand():
                yield place(each)
            case PathEntry(path) if path in hidden:
                yield path
            case PathEntry(path) if path in known and each.certain:
                return
            case PathEntry(path) if path in known:
                yield place(each)


def place(command: UnclearCommand | PathEntry) -> str:
    """Where *command* stands, as file and line; the file alone if that could not be read."""
    return f"{command.file}:{command.line}" if command.line else command.file


def _distinct(hits: list[GoHit]) -> tuple[GoHit, ...]:
    return tuple({hit.name: hit for hit in hits}.values())


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
        name = _in_home(path, account)
        known[name.removesuffix("/go")] = GoHit(name, _in_home(real, account), release)
    return known


def _in_home(path: str, account: Account) -> str:
    return f"{account.home}/{path[2:]}" if path.startswith("~/") else path


def _root_of(binary: str, account: Account) -> str:
    return from_home(binary.removesuffix("/bin/go"), account)


GO_PATHS: Fact[GoPaths] = Fact(
    "go-paths",
    lambda want, see: (*_folders(see), *map(_version_at, _roots(see))),
    _paths,
    fleeting=True,
    needs=(LOGIN_SHELL, INTERACTIVE_SHELL, PLAIN_SHELL),
    uses=_FOR_A_GUESS,
)
