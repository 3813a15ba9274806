"""Which Go runs: what the PATH of each kind of shell finds, asked of the shell or read from its start files."""

from __future__ import annotations

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.shell import path as shell_path
from wizard.facts.go import GO_FILES, GoFiles, from_home
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, PLAIN_SHELL, START_FILES, GoHit
from wizard.model.facts import Snapshot, Unknown
from wizard.model.probes import Account
from wizard.model.wanted import Wanted

SESSION_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
"""PATH of every process that WSL starts, before any profile (WSL §5)."""


class GoPaths(msgspec.Struct, frozen=True):
    """Which Go each kind of shell runs. *login* lists every ``go`` of the login PATH in order: the first one
    runs, the rest is shadowed. *measured* is false where it was read from files instead of asked of a shell;
    *unclear* then names lines that could not be followed."""

    login: tuple[GoHit, ...]
    interactive: tuple[GoHit, ...] | None
    plain: tuple[GoHit, ...] | None
    measured: bool
    unclear: tuple[str, ...] = ()


_FOR_A_GUESS = (ACCOUNT, START_FILES, GO_FILES)


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
    account = see[ACCOUNT]
    order = see[START_FILES].login_order(account.shell)
    guess = shell_path.static_path(
        [(file.path, file.data) for file in order], start=SESSION_PATH, home=account.home
    )
    known = _known_binaries(see[GO_FILES], account)
    hits = [known[entry.path] for entry in guess.entries if entry.path in known]
    plain = [known[path] for path in SESSION_PATH.split(":") if path in known]
    unclear = tuple(f"{line.file}:{line.line}: {line.text}" for line in guess.unknown)
    return GoPaths(_distinct(hits), None, _distinct(plain), measured=False, unclear=unclear)


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


GO_PATHS = derived(
    "go-paths",
    (LOGIN_SHELL, INTERACTIVE_SHELL, PLAIN_SHELL),
    _paths,
    uses=_FOR_A_GUESS,
    fleeting=True,
)
