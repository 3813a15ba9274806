"""Folders of the home in which Go keeps things, and that belong to another user: what ``sudo go`` leaves (GO §6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.facts.go import from_home
from wizard.facts.places import real_home
from wizard.facts.shapes import always, asked_first, unknown
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_settings import value_of
from wizard.facts.shells.goenv_file import GOENV, USUAL
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import (
    HOME,
    Account,
    Answer,
    Answers,
    Denied,
    FileProbe,
    Found,
    GlobProbe,
    LinkProbe,
    Matches,
    Probe,
    Special,
    TooBig,
    Unavailable,
)
from wizard.model.wanted import Wanted

SHARED: Final = ("~/.config", "~/.cache")
"""Folders that other programs use too."""
_BUILD_CACHE: Final = "~/.cache/go-build"
_GOPATH: Final = "~/go"
_MODULE_CACHE: Final = "/pkg/mod"
_PLACES: Final = ("GOCACHE", "GOMODCACHE", "GOPATH", "GOBIN")


class ForeignPath(msgspec.Struct, frozen=True):
    """What is at *path* (``~/…``) belongs to the user with the number *owner*. With *is_link* it is elsewhere than its
    name says."""

    path: str
    owner: int
    is_link: bool = False


def _folder(path: str) -> FileProbe:
    return FileProbe(path, limit=0)


class ForeignPaths(msgspec.Struct, frozen=True):
    """What of Go's in the home the user may not write, the highest *paths* only; nothing outside of it is looked at.
    With a *gap* Go may have folders elsewhere in it."""

    paths: tuple[ForeignPath, ...]
    gap: Unknown | None = None


def _build_cache(folder: str) -> tuple[Probe, ...]:
    return _folder(folder), GlobProbe(f"{folder}/?0", limit=0)


def _module_cache(folder: str) -> tuple[Probe, ...]:
    names = (folder, f"{folder}/cache", f"{folder}/cache/download")
    return (*map(_folder, names), *(GlobProbe(f"{name}/*", limit=0) for name in (names[0], names[2])))


def _workspace(folder: str) -> tuple[Probe, ...]:
    return tuple(_folder(f"{folder}{part}") for part in ("", "/bin", "/pkg", "/pkg/sumdb"))


_USUAL: Final[tuple[Probe, ...]] = (
    HOME,
    *map(_folder, (*SHARED, "~/.config/go")),
    LinkProbe(USUAL),
    *_build_cache(_BUILD_CACHE),
    *_workspace(_GOPATH),
    *_module_cache(f"{_GOPATH}{_MODULE_CACHE}"),
)


def _said(see: Snapshot, name: str) -> Iterator[str | Unknown]:
    """What the setting *name* is in the kinds of shell. The first folder of a list is the one that Go writes to."""
    gap = see.unknown(SHELLS) or see.unknown(GOENV)
    for kind in PEOPLE:
        said = gap or value_of(see, kind, name)
        yield said if isinstance(said, Unknown) else said.split(":")[0].rstrip("/")


def _set(see: Snapshot, name: str) -> Iterator[str]:
    """The folders of the home that it names."""
    for said in _said(see, name):
        if not isinstance(said, Unknown) and from_home(said, see[ACCOUNT]).startswith("~/"):
            yield from_home(said, see[ACCOUNT])


def _elsewhere(see: Snapshot) -> Iterator[Probe]:
    """Where variables and the go env file put things instead."""
    for folder in _set(see, "GOCACHE"):
        yield from _build_cache(folder)
    for folder in _set(see, "GOMODCACHE"):
        yield from _module_cache(folder)
    for folder in _set(see, "GOPATH"):
        yield from (*_workspace(folder), *_module_cache(f"{folder}{_MODULE_CACHE}"))
    yield from map(_folder, _set(see, "GOBIN"))
    if see.unknown(GOENV) is None and see[GOENV].is_own and see[GOENV].path != USUAL:
        yield LinkProbe(see[GOENV].path)


def _probes(see: Snapshot) -> tuple[Probe, ...]:
    return tuple(dict.fromkeys((*_USUAL, *_elsewhere(see))))


def _read(answers: Answers, want: Wanted, see: Snapshot) -> ForeignPaths:
    account = see[ACCOUNT]
    home = real_home(answers, account)
    found: dict[str, ForeignPath] = {}
    gaps = [each for name in _PLACES for each in _said(see, name) if isinstance(each, Unknown)]
    for probe in _probes(see):
        for path, answer in _entries(probe, answers[probe], account):
            if isinstance(answer, Denied | TooBig | Unavailable):
                gaps.append(unknown(answer, path))
            elif (foreign := _foreign(path, answer, account, home)) is not None:
                found[path] = foreign
    return ForeignPaths(_highest(found), next(iter(gaps), None))


def _entries(probe: Probe, answer: Answer, account: Account) -> Iterator[tuple[str, Answer]]:
    if isinstance(answer, Matches):
        yield from ((from_home(path, account), each) for path, each in answer.entries)
    elif isinstance(probe, GlobProbe):
        yield probe.pattern, answer
    elif isinstance(probe, FileProbe | LinkProbe) and probe != HOME:
        yield probe.path, answer


def _foreign(path: str, answer: Answer, account: Account, home: str) -> ForeignPath | None:
    """Who has what is at *path*, if that is another user, and this one may not write there."""
    if not isinstance(answer, Found | Special) or answer.uid == account.uid or answer.mode & 0o002:
        return None
    if answer.gid == account.gid and answer.mode & 0o020:
        return None
    is_link = answer.link is not None and answer.link != f"{home}{path[1:]}"
    return ForeignPath(path, answer.uid, is_link)


def _highest(found: Mapping[str, ForeignPath]) -> tuple[ForeignPath, ...]:
    """Those that are in no other of them; a folder that other programs use is one by itself."""
    tops = [path for path in found if path not in SHARED]
    return tuple(each for path, each in found.items() if not any(path.startswith(f"{top}/") for top in tops))


_ASKED: Final = asked_first("go-owners-usual", always(*_USUAL))

FOREIGN_GO_PATHS: Fact[ForeignPaths] = Fact(
    "foreign-go-paths",
    lambda want, see: _probes(see),
    _read,
    needs=(ACCOUNT,),
    uses=(SHELLS, GOENV, LOGIN_SHELL, _ASKED),
)
