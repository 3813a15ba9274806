"""What the Go in use can do about FIPS 140, read from its own folder (GO §8)."""

from __future__ import annotations

from typing import Final

import msgspec

from wizard.facts.fips.settings import FIPS_SETTINGS, KERNEL_IN_FIPS
from wizard.facts.go import from_home
from wizard.facts.shapes import unknown
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import GO_PATHS
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe, Found, GlobProbe, Matches, Missing, Special
from wizard.model.versions import Version, version
from wizard.model.wanted import Wanted

NATIVE: Final = Version((1, 24))
"""The first Go with a module of its own; before it, GOFIPS140 is a variable like any other."""
_BINARY: Final = "/bin/go"
_FORKS: Final = (b"golang-fips/openssl", b"microsoft/go-crypto")
_PROVIDERS: Final = (
    "/usr/lib/*/ossl-modules/fips.so",
    "/usr/lib64/ossl-modules/fips.so",
    "/usr/lib/ossl-modules/fips.so",
)
COMPILERS: Final = ("/usr/bin/gcc", "/usr/bin/cc", "/usr/bin/clang")


class FipsToolchain(msgspec.Struct, frozen=True):
    """The Go that a terminal runs: its folder *root* (empty: none runs), its *version* if that is known, the *modules*
    that it can build with (``v1.0.0-c2097c7c``, ``certified``), whether it is *forked* to use OpenSSL, and whether
    OpenSSL has its *provider*, and cgo a *compiler*."""

    root: str = ""
    version: Version | None = None
    modules: frozenset[str] = frozenset()
    forked: bool = False
    provider: bool = False
    compiler: bool = False

    @property
    def is_native(self) -> bool | None:
        """Whether this Go knows GOFIPS140; None if its version is not known."""
        return None if self.version is None else self.version >= NATIVE

    def knows(self, module: str) -> bool:
        """Whether GOFIPS140 may be *module*: ``v1.0.0`` is short for the file with the hash in its name."""
        return module in ("off", "latest") or module in self.modules


def _root(see: Snapshot) -> str:
    first = see[GO_PATHS].terminal.first if see.unknown(GO_PATHS) is None else None
    return first.real.removesuffix(_BINARY) if first is not None and first.real.endswith(_BINARY) else ""


def _is_used(see: Snapshot, want: Wanted) -> bool:
    """Who does nothing about FIPS 140 is asked nothing."""
    if want.fips.module is not None:
        return True
    settings = see.unknown(FIPS_SETTINGS) is None and see[FIPS_SETTINGS].is_asked_for
    return settings or (see.unknown(KERNEL_IN_FIPS) is None and see[KERNEL_IN_FIPS])


def _probes(see: Snapshot, want: Wanted) -> tuple[GlobProbe | FileProbe, ...]:
    if not _is_used(see, want) or see.unknown(ACCOUNT) is not None or not _root(see):
        return ()
    modules, requires = _of_root(see)
    return (
        modules,
        requires,
        *(GlobProbe(path, limit=0) for path in _PROVIDERS),
        *(FileProbe(path, limit=0, head=True) for path in COMPILERS),
    )


def _of_root(see: Snapshot) -> tuple[GlobProbe, FileProbe]:
    root = from_home(_root(see), see[ACCOUNT])
    return GlobProbe(f"{root}/lib/fips140/*", limit=0), FileProbe(f"{root}/src/go.mod")


def _read(answers: Answers, want: Wanted, see: Snapshot) -> FipsToolchain | Unknown:
    gap = see.unknown(GO_PATHS)
    if gap is not None and _is_used(see, want):
        return gap
    if not _probes(see, want):
        return FipsToolchain()
    for probe in _probes(see, want):
        if not isinstance(answers[probe], Matches | Missing | Found | Special):
            return unknown(answers[probe], probe.pattern if isinstance(probe, GlobProbe) else probe.path)
    modules, requires = _of_root(see)
    first = see[GO_PATHS].terminal.first
    required = answers[requires]
    return FipsToolchain(
        _root(see),
        version(first.version) if first is not None else None,
        _names(answers, modules),
        isinstance(required, Found) and any(word in required.content for word in _FORKS),
        any(_paths(answers, GlobProbe(path, limit=0)) for path in _PROVIDERS),
        any(isinstance(answers[FileProbe(path, limit=0, head=True)], Found) for path in COMPILERS),
    )


def _names(answers: Answers, probe: GlobProbe) -> frozenset[str]:
    names = (path.rpartition("/")[2] for path in _paths(answers, probe))
    endings = (".zip", ".txt")
    return frozenset(name[: -len(end)] for name in names for end in endings if name.endswith(end))


def _paths(answers: Answers, probe: GlobProbe) -> tuple[str, ...]:
    answer = answers[probe]
    return tuple(path for path, _ in answer.entries) if isinstance(answer, Matches) else ()


FIPS_TOOLCHAIN: Final[Fact[FipsToolchain]] = Fact(
    "fips toolchain",
    lambda want, see: _probes(see, want),
    _read,
    needs=(FIPS_SETTINGS,),
    uses=(KERNEL_IN_FIPS, GO_PATHS, ACCOUNT),
)
