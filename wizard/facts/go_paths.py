"""Which Go runs: what the PATH of each kind of shell finds, asked of the shell or read from its start files."""

from __future__ import annotations

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.shell import path as shell_path
from wizard.facts.go import BINARIES, ELF_HEAD, VERSIONS, from_home
from wizard.facts.shapes import always, entries
from wizard.facts.shell import (
    ACCOUNT,
    INTERACTIVE_SHELL,
    LOGIN_SHELL,
    PLAIN_SHELL,
    START_FILES,
    GoHit,
    ShellEnvironment,
    StartFiles,
)
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import Account, Answer, Answers, FileProbe, Found, Probe
from wizard.model.wanted import Wanted

SESSION_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"
"""PATH of every process that WSL starts, before any profile (WSL §5)."""

_NAMED_DIRS = (
    "/usr/local/bin",
    "/usr/bin",
    "/bin",
    "/snap/bin",
    "~/bin",
    "~/.local/bin",
    "~/go/bin",
    "~/.goenv/shims",
    "~/.asdf/shims",
    "~/.local/share/mise/shims",
)
_NAMED = tuple(FileProbe(f"{place}/go", limit=ELF_HEAD, head=True) for place in _NAMED_DIRS)


class GoPaths(msgspec.Struct, frozen=True):
    """Which Go each kind of shell runs. *login* lists every ``go`` of the login PATH in order: the first one
    runs, the rest is shadowed. *measured* is false where it was read from files instead of asked of a shell;
    *unclear* then names lines that could not be followed."""

    login: tuple[GoHit, ...]
    interactive: tuple[GoHit, ...] | None
    plain: tuple[GoHit, ...] | None
    measured: bool
    unclear: tuple[str, ...] = ()


def _needs(*facts: Fact[object]) -> tuple[Probe, ...]:
    return tuple(probe for fact in facts for probe in fact.ask(Wanted()))


def _paths(answers: Answers, want: Wanted) -> GoPaths | Unknown:
    login = LOGIN_SHELL.read(answers, want)
    if isinstance(login, ShellEnvironment):
        interactive, plain = INTERACTIVE_SHELL.read(answers, want), PLAIN_SHELL.read(answers, want)
        return GoPaths(
            login.gos,
            interactive.gos if isinstance(interactive, ShellEnvironment) else None,
            plain.gos if isinstance(plain, ShellEnvironment) else None,
            measured=True,
        )
    account, files = ACCOUNT.read(answers, want), START_FILES.read(answers, want)
    if isinstance(account, Unknown):
        return account
    if isinstance(files, Unknown):
        return files
    return _guess(answers, account, files)


def _guess(answers: Answers, account: Account, files: StartFiles) -> GoPaths:
    order = files.login_order(account.shell)
    guess = shell_path.static_path(
        [(file.path, file.data) for file in order], start=SESSION_PATH, home=account.home
    )
    known = _known_binaries(answers, account)
    hits = [known[entry.path] for entry in guess.entries if entry.path in known]
    plain = [known[path] for path in SESSION_PATH.split(":") if path in known]
    unclear = tuple(f"{line.file}:{line.line}: {line.text}" for line in guess.unknown)
    return GoPaths(_distinct(hits), None, _distinct(plain), measured=False, unclear=unclear)


def _distinct(hits: list[GoHit]) -> tuple[GoHit, ...]:
    return tuple({hit.name: hit for hit in hits}.values())


def _known_binaries(answers: Answers, account: Account) -> dict[str, GoHit]:
    """Every ``go`` we looked at, by its folder, as a PATH would name it."""
    versions = {
        from_home(path.removesuffix("/VERSION"), account): version.number
        for probe in VERSIONS
        for path, found in entries(answers[probe])
        if (version := goversion.from_version_file(found.content)) is not None
    }
    found: list[tuple[str, Found]] = [entry for probe in BINARIES for entry in entries(answers[probe])]
    for probe in _NAMED:
        answer: Answer = answers[probe]
        if isinstance(answer, Found):
            found.append((probe.path, answer))
    known: dict[str, GoHit] = {}
    for path, answer in found:
        real = answer.link or path
        root = _root_of(real, account)
        release = versions.get(root) or versions.get(_root_of(path, account)) or ""
        name = _in_home(path, account)
        known[name.removesuffix("/go")] = GoHit(name, _in_home(real, account), release)
    return known


def _in_home(path: str, account: Account) -> str:
    return f"{account.home}/{path[2:]}" if path.startswith("~/") else path


def _root_of(binary: str, account: Account) -> str:
    return from_home(binary.removesuffix("/bin/go"), account)


GO_PATHS = Fact(
    "go-paths",
    always(
        *_needs(LOGIN_SHELL, INTERACTIVE_SHELL, PLAIN_SHELL, ACCOUNT, START_FILES),
        *VERSIONS,
        *BINARIES,
        *_NAMED,
    ),
    _paths,
    fleeting=True,
)
