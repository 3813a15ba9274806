"""Which Go runs: what the PATH of each kind of shell finds, asked of the shell or read from its start files."""

from __future__ import annotations

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.kinds import Kind
from wizard.facts.followed import SESSION_PATH, SHELLS, Shells
from wizard.facts.go import ELF_HEAD, GO_FILES, GoFiles, from_home
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, PLAIN_SHELL, GoHit
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Account, Answers, FileProbe, Found
from wizard.model.wanted import Wanted

MOST_FOLDERS = 60
"""Folders of PATH that are looked into beyond those that every look asks for."""


class GoPaths(msgspec.Struct, frozen=True):
    """Which Go each kind of shell runs. *login* lists every ``go`` of the login PATH in order: the first one
    runs, the rest is shadowed. *measured* is false where it was read from files instead of asked of a shell
    (then *login* is what a terminal has, which is a login shell that somebody types into); *unclear* then names
    lines that could not be followed."""

    login: tuple[GoHit, ...]
    interactive: tuple[GoHit, ...] | None
    plain: tuple[GoHit, ...] | None
    measured: bool
    unclear: tuple[str, ...] = ()


class Elsewhere(msgspec.Struct, frozen=True):
    """Every ``go`` in a folder of PATH that no look asks for of itself, and the ``VERSION`` files beside them."""

    binaries: tuple[tuple[str, Found], ...]
    versions: tuple[tuple[str, bytes], ...]


_ALWAYS = frozenset(
    {*SESSION_PATH.split(":"), "/snap/bin"}
    | {f"~/{name}/bin" for name in ("go", "sdk/go", ".local/go")}
    | {
        f"~/{name}"
        for name in ("bin", ".local/bin", ".goenv/shims", ".asdf/shims", ".local/share/mise/shims")
    }
    | {f"/usr/local/{name}" for name in ("go/bin", "sbin", "games")}
)


def _folders(shells: Shells, account: Account) -> tuple[str, ...]:
    """The folders of every PATH that are not looked into anyway. Windows' own are not asked: each costs a crossing to
    Windows' files."""
    every = (folder for kind in Kind for folder in shells.folders(kind))
    shown = (from_home(folder, account) for folder in every if folder.startswith("/"))
    kept = (folder for folder in shown if folder not in _ALWAYS and not folder.startswith("/mnt/"))
    return tuple(dict.fromkeys(kept))[:MOST_FOLDERS]


def _go_in(folder: str) -> FileProbe:
    return FileProbe(f"{folder}/go", limit=ELF_HEAD, head=True)


def _version_at(root: str) -> FileProbe:
    return FileProbe(f"{root}/VERSION")


def _ask_binaries(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    folders = _folders(see[SHELLS], see[ACCOUNT])
    roots = (folder.removesuffix("/bin") for folder in folders if folder.endswith("/bin"))
    return (*(_go_in(folder) for folder in folders), *(_version_at(root) for root in roots))


def _binaries(answers: Answers, want: Wanted, see: Snapshot) -> Elsewhere:
    folders = _folders(see[SHELLS], see[ACCOUNT])
    binaries = [
        (f"{folder}/go", found)
        for folder in folders
        if isinstance(found := answers[_go_in(folder)], Found) and found.mode & 0o111
    ]
    roots = [folder.removesuffix("/bin") for folder in folders if folder.endswith("/bin")]
    return Elsewhere(tuple(binaries), _versions(answers, roots))


def _versions(answers: Answers, roots: list[str]) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (root, found.content) for root in roots if isinstance(found := answers[_version_at(root)], Found)
    )


GO_IN_PATH = Fact("go-in-path", _ask_binaries, _binaries, needs=(ACCOUNT, SHELLS))


def _linked(see: Snapshot) -> list[str]:
    """Where links from folders of PATH lead to."""
    account, found = see[ACCOUNT], see[GO_IN_PATH]
    known = {root for root, _ in found.versions}
    links = [found.link for _, found in found.binaries if found.link is not None]
    roots = [from_home(link.removesuffix("/bin/go"), account) for link in links if link.endswith("/bin/go")]
    return [root for root in dict.fromkeys(roots) if root not in known]


def _elsewhere(answers: Answers, want: Wanted, see: Snapshot) -> Elsewhere:
    found = see[GO_IN_PATH]
    return Elsewhere(found.binaries, (*found.versions, *_versions(answers, _linked(see))))


GO_ELSEWHERE = Fact(
    "go-elsewhere",
    lambda want, see: tuple(_version_at(root) for root in _linked(see)),
    _elsewhere,
    needs=(ACCOUNT, GO_IN_PATH),
)
"""What ``go`` there is in folders that only PATH names: ``/opt/go/bin``, linuxbrew's, ``~/.go/bin``."""

_FOR_A_GUESS = (ACCOUNT, SHELLS, GO_FILES, GO_ELSEWHERE)


def _paths(see: Snapshot, want: Wanted) -> GoPaths | Unknown:
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
    return next(gaps, None) or _guess(see)


def _guess(see: Snapshot) -> GoPaths:
    account, shells = see[ACCOUNT], see[SHELLS]
    known = _known_binaries(see[GO_FILES], see[GO_ELSEWHERE], account)
    hits = [known[folder] for folder in shells.folders(Kind.TERMINAL) if folder in known]
    plain = [known[path] for path in SESSION_PATH.split(":") if path in known]
    unclear = tuple(f"{line.file}:{line.line}: {line.text}" for line in shells.unclear(Kind.TERMINAL))
    return GoPaths(_distinct(hits), None, _distinct(plain), measured=False, unclear=unclear)


def _distinct(hits: list[GoHit]) -> tuple[GoHit, ...]:
    return tuple({hit.name: hit for hit in hits}.values())


def _known_binaries(files: GoFiles, elsewhere: Elsewhere, account: Account) -> dict[str, GoHit]:
    """Every ``go`` we looked at, by its folder, as a PATH would name it."""
    texts = {
        from_home(path.removesuffix("/VERSION"), account): found.content for path, _, found in files.versions
    }
    versions = {
        root: version.number
        for root, text in {**dict(elsewhere.versions), **texts}.items()
        if (version := goversion.from_version_file(text)) is not None
    }
    known: dict[str, GoHit] = {}
    for path, found in (*elsewhere.binaries, *files.binaries):
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


GO_PATHS = derived(
    "go-paths",
    (LOGIN_SHELL, INTERACTIVE_SHELL, PLAIN_SHELL),
    _paths,
    uses=_FOR_A_GUESS,
    fleeting=True,
)
