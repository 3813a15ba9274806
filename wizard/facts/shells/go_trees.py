"""Every Go there is: in the usual places, and wherever the PATH of some kind of shell finds one."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.codecs.go import version as goversion
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import (
    CURRENT,
    ELF_HEAD,
    GO_FILES,
    NAMED,
    GoFiles,
    GoTree,
    elf_machine,
    from_home,
)
from wizard.facts.shapes import derived
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Account, Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

IN_PATH = "path"
"""The kind of a `GoTree` that lies in no usual place."""
_BINARY = "/bin/go"
_MEASURED = (LOGIN_SHELL, INTERACTIVE_SHELL)


def _programs(see: Snapshot) -> tuple[FileProbe, ...]:
    """Each ``go`` that a shell may find, and that nobody has looked at yet."""
    account = see.get(ACCOUNT)
    if isinstance(account, Unknown):
        return ()
    known = {path for path, _ in see[GO_FILES].binaries} if see.unknown(GO_FILES) is None else set()
    paths = dict.fromkeys(from_home(path, account) for path in (*_followed(see), *_real(see)))
    probes = (FileProbe(path, limit=ELF_HEAD, head=True) for path in paths)
    return tuple(each for each in probes if each not in NAMED and in_home(each.path, account) not in known)


def _followed(see: Snapshot) -> Iterator[str]:
    if see.unknown(SHELLS) is None:
        for kind in (Kind.TERMINAL, Kind.INNER, Kind.EDITOR):
            yield from (f"{folder}/go" for folder in see[SHELLS].folders(kind) if folder[:1] == "/")


def _real(see: Snapshot) -> Iterator[str]:
    for shell in (see[fact] for fact in _MEASURED):
        if shell is not None:
            yield from (hit.real for hit in shell.gos if hit.real.endswith(_BINARY))


def _heard(answers: Answers, want: Wanted, see: Snapshot) -> GoFiles:
    asked = {probe.path: answers[probe] for probe in _programs(see)}
    found = ((path, answer) for path, answer in asked.items() if isinstance(answer, Found))
    hidden = (path for path, answer in asked.items() if not isinstance(answer, Found | Missing | Special))
    return GoFiles((), tuple(found), tuple(hidden))


_PROGRAMS: Fact[GoFiles] = Fact(
    "go-programs",
    lambda want, see: _programs(see),
    _heard,
    needs=_MEASURED,
    uses=(ACCOUNT, SHELLS, GO_FILES),
)


def _roots(see: Snapshot) -> tuple[str, ...]:
    """Where the GOROOT of each such ``go`` would be, by the file that it leads to."""
    account = see.get(ACCOUNT)
    if isinstance(account, Unknown):
        return ()
    files = GoFiles((), ()) if see.unknown(GO_FILES) is not None else see[GO_FILES]
    said = {path.removesuffix("/VERSION") for path, _, _ in files.versions}
    real = (each.link or path for path, each in (*see[_PROGRAMS].binaries, *files.binaries))
    names = (from_home(name, account) for name in real if name.endswith(_BINARY))
    roots = dict.fromkeys(name.removesuffix(_BINARY) for name in names)
    return tuple(root for root in roots if in_home(root, account) not in said and root not in said)


def version_at(root: str) -> FileProbe:
    """The question for the version of the Go at *root*."""
    return FileProbe(f"{root}/VERSION")


def _all(answers: Answers, want: Wanted, see: Snapshot) -> GoFiles:
    """*GO_FILES* with what PATH finds besides."""
    more = see[_PROGRAMS]
    answered = ((version_at(root).path, answers[version_at(root)]) for root in _roots(see))
    versions = tuple((path, IN_PATH, found) for path, found in answered if isinstance(found, Found))
    files = see[GO_FILES]
    return GoFiles(
        (*files.versions, *versions), (*files.binaries, *more.binaries), (*files.hidden, *more.hidden)
    )


ALL_GO_FILES: Fact[GoFiles] = Fact(
    "go-files-in-path",
    lambda want, see: tuple(version_at(root) for root in _roots(see)),
    _all,
    needs=(_PROGRAMS, GO_FILES),
    uses=(ACCOUNT,),
)
"""`GO_FILES`, and what tells of each Go that only PATH finds."""


def in_home(path: str, account: Account) -> str:
    """*path* without ``~``."""
    return f"{account.home}/{path[2:]}" if path.startswith("~/") else path


def _trees(see: Snapshot, want: Wanted) -> tuple[GoTree, ...]:
    account, files = see[ACCOUNT], see[ALL_GO_FILES]
    binaries = {from_home(path, account): found for path, found in files.binaries}
    binaries |= {from_home(each.link, account): each for each in tuple(binaries.values()) if each.link}
    trees: dict[str, GoTree] = {}
    for path, kind, found in files.versions:
        version = goversion.from_version_file(found.content)
        root = from_home(path.removesuffix("/VERSION"), account)
        binary = binaries.get(root + _BINARY)
        if version is not None and binary is not None and root != CURRENT:
            tree = GoTree(root, kind, version.number, elf_machine(binary.content))
            trees.setdefault(root, tree)
    return tuple(_apart(trees, binaries))


def _apart(trees: dict[str, GoTree], binaries: dict[str, Found]) -> Iterator[GoTree]:
    """Each Go once: one that only PATH finds may be a link to another."""
    for root, tree in trees.items():
        real = binaries[root + _BINARY].link or root + _BINARY
        if tree.kind != IN_PATH or real == root + _BINARY or real.removesuffix(_BINARY) not in trees:
            yield tree


GO_TREES: Fact[tuple[GoTree, ...]] = derived("go-trees", (ACCOUNT, ALL_GO_FILES), _trees)
