"""Whether the go command finds the Go that GOTOOLCHAIN pins: in PATH, in the module cache, or by a download
(GO §3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from wizard.codecs.go import private, proxies, toolchain
from wizard.codecs.shell.kinds import Kind
from wizard.facts.go import ARCH_IF_KNOWN, from_home
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_defaults import GO_DEFAULTS
from wizard.facts.shells.go_defaults import NAME as NAME_OF_DEFAULTS
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.facts.shells.goenv_file import GOENV, values
from wizard.facts.shells.goroot_env import GOROOT_ENVS, env_of
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe, Found, Missing, Special
from wizard.model.wanted import Wanted

NAME: Final = "GOTOOLCHAIN"
_MODULE: Final = "golang.org/toolchain"
_PRIVATE: Final = ("GONOPROXY", "GOPRIVATE")
_NO_PROXY: Final = frozenset({"off", "direct"})


class Toolchains(msgspec.Struct, frozen=True):
    """Of the pinned toolchains: those that are *here*, those *in_path*, and those of which it could not be *seen*
    everywhere. *barrier* is the setting that keeps go from downloading any, empty if none does; it is None if that
    cannot be told."""

    here: frozenset[str] = frozenset()
    in_path: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    barrier: str | None = ""


def _pins(see: Snapshot) -> tuple[str, ...]:
    """Every toolchain that some setting pins."""
    said = (toolchain.read(value) for value in values(see, NAME))
    return tuple(dict.fromkeys(each.pin for each in said if each is not None and each.pin))


def _in_path(see: Snapshot, pin: str) -> tuple[str, ...]:
    """Where a program of that name may be."""
    if see.unknown(SHELLS) is not None:
        return ()
    folders = (folder for kind in PEOPLE for folder in see[SHELLS].folders(kind) if folder[:1] == "/")
    return tuple(dict.fromkeys(from_home(f"{folder}/{pin}", see[ACCOUNT]) for folder in folders))


def _in_cache(see: Snapshot, pin: str) -> tuple[str, ...]:
    """Where go unpacks one that it downloads."""
    arch = see[ARCH_IF_KNOWN]
    caches = list(values(see, "GOMODCACHE"))
    caches = caches or [f"{value.split(':')[0]}/pkg/mod" for value in values(see, "GOPATH")]
    folders = dict.fromkeys(from_home(each, see[ACCOUNT]) for each in caches if each.startswith("/"))
    names = (f"{folder}/{_MODULE}@v0.0.1-{pin}.linux-{arch}" for folder in folders or ("~/go/pkg/mod",))
    return tuple(f"{name}/bin/go" for name in names) if arch is not None else ()


def _probe(path: str) -> FileProbe:
    return FileProbe(path, limit=1, head=True)


def _probes(see: Snapshot) -> tuple[FileProbe, ...]:
    if see.unknown(ACCOUNT) is not None:
        return ()
    paths = (path for pin in _pins(see) for path in (*_in_path(see, pin), *_in_cache(see, pin)))
    return tuple(map(_probe, dict.fromkeys(paths)))


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Toolchains | Unknown:
    gap = next((each for fact in (ACCOUNT, SHELLS, GOENV) if (each := see.unknown(fact)) is not None), None)
    if gap is not None:
        return gap
    pins = _pins(see)
    in_path = frozenset(pin for pin in pins if any(_is_program(answers, at) for at in _in_path(see, pin)))
    here = frozenset(pin for pin in pins if any(_is_there(answers, at) for at in _in_cache(see, pin)))
    runs = frozenset(pin for pin in pins if _is_running(see, pin))
    unseen = frozenset(pin for pin in pins if _is_unseen(answers, see, pin))
    return Toolchains(here | in_path | runs, in_path | runs, unseen, _barrier(see))


def _is_program(answers: Answers, path: str) -> bool:
    answer = answers[_probe(path)]
    return isinstance(answer, Found) and bool(answer.mode & 0o111)


def _is_there(answers: Answers, path: str) -> bool:
    return isinstance(answers[_probe(path)], Found)


def _is_running(see: Snapshot, pin: str) -> bool:
    """Whether every kind of shell runs that very Go, so that go does not look for another."""
    if see.unknown(GO_PATHS) is not None or see[GO_PATHS].unclear:
        return False
    firsts = [see[GO_PATHS].kinds[kind].first for kind in PEOPLE]
    return all(first is not None and f"go{first.version}" == pin for first in firsts)


def _is_unseen(answers: Answers, see: Snapshot, pin: str) -> bool:
    """Whether it may be where nobody could look."""
    paths = (*_in_path(see, pin), *_in_cache(see, pin))
    is_hidden = any(not isinstance(answers[_probe(path)], Found | Missing | Special) for path in paths)
    names = ("PATH", "GOMODCACHE", "GOPATH")
    is_unclear = any(see[SHELLS].unclear(kind, name) for kind in PEOPLE for name in names)
    return is_hidden or is_unclear or see[ARCH_IF_KNOWN] is None or see[GOENV].gap is not None


def _barrier(see: Snapshot) -> str | None:
    """go downloads toolchains only from a proxy, and from none for what is private."""
    if see[GOENV].gap is not None:
        return None
    said = [_barrier_in(see, kind) for kind in PEOPLE]
    return next((each for each in said if each), None if None in said else "")


def _barrier_in(see: Snapshot, kind: Kind) -> str | None:
    stored = {**_defaults(see, kind), **see[GOENV].settings}
    found = {name: see[SHELLS].value(kind, name) for name in ("GOPROXY", *_PRIVATE)}
    if any(value.unclear is not None for value in found.values()):
        return None
    said = {
        name: (value.text if value.is_exported else None) or stored.get(name, "")
        for name, value in found.items()
    }
    if set(proxies.entries(said["GOPROXY"])[:1]) & _NO_PROXY:
        return f"GOPROXY={said['GOPROXY']}"
    name = next((name for name in _PRIVATE if said[name]), "GOPRIVATE")
    return f"{name}={said[name]}" if private.matches(said[name], _MODULE) else ""


def _defaults(see: Snapshot, kind: Kind) -> Mapping[str, str]:
    """What came with the Go of that kind of shell, as far as its go.env was asked for."""
    first = see[GO_PATHS].kinds[kind].first if see.unknown(GO_PATHS) is None else None
    if first is None:
        return {}
    path = env_of(first.real)
    envs = {} if see.unknown(GOROOT_ENVS) is not None else see[GOROOT_ENVS]
    packaged = {} if see.unknown(GO_DEFAULTS) is not None else see[GO_DEFAULTS]
    return envs.get(from_home(path, see[ACCOUNT])) or packaged.get(path.removesuffix(NAME_OF_DEFAULTS), {})


TOOLCHAINS: Fact[Toolchains] = Fact(
    "toolchains",
    lambda want, see: _probes(see),
    _read,
    needs=(LOGIN_SHELL,),
    uses=(ACCOUNT, SHELLS, GOENV, GO_PATHS, ARCH_IF_KNOWN, GOROOT_ENVS, GO_DEFAULTS),
)
"""Asks nothing as long as no setting pins a toolchain."""
