"""The words of GOFLAGS, as the go command splits and checks them (GO §1.3; cmd/internal/quoted, `Split`, and
cmd/go/internal/base/goflags.go; tried with Go 1.21, 1.24 and 1.27)."""

from __future__ import annotations

from typing import Final

NEWEST: Final = "1.27"
"""The newest series of Go whose flags are in `_KNOWN`."""

_KNOWN: Final = frozenset(
    """C a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate buildmode buildvcs c cache
    changed compat compiled compiler count cover covermode coverpkg coverprofile cpu cpuprofile d deps diff dropexclude
    dropgodebug dropignore dropreplace droprequire dropretract droptool dropuse e exclude exec export f failfast find
    fix fixtool fmt fullpath fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go godebug i ignore insecure
    installsuffix json ldflags linkshared list m memprofile memprofilerate mod modcache modcacherw modfile module msan
    mutexprofile mutexprofilefraction n o outputdir overlay p parallel pgo pkgdir print r race replace require retract
    retracted reuse run short shuffle skip t tags test testcache timeout tool toolchain toolexec trace trimpath u use v
    vendor versions vet vettool w work x""".split()  # noqa: SIM905
)
"""Flags of some go command, in any version: go refuses a flag only if no command has it."""
_SPACES: Final = " \t\n\r"
_OF_PROJECTS: Final = frozenset({"modfile", "overlay", "toolexec", "insecure"})
_VALUES_OF_PROJECTS: Final = frozenset({("mod", "vendor"), ("mod", "mod"), ("buildvcs", "false")})


def split(text: str) -> tuple[str, ...] | None:
    """The flags of *text*. Quotes may stand around a whole flag, and nothing is unescaped; None if one is not closed,
    at which every go command stops."""
    words: list[str] = []
    rest = text.lstrip(_SPACES)
    while rest:
        if rest[0] in "'\"":
            word, quote, rest = rest[1:].partition(rest[0])
            if not quote:
                return None
        else:
            end = next((place for place, each in enumerate(rest) if each in _SPACES), len(rest))
            word, rest = rest[:end], rest[end:]
        words.append(word)
        rest = rest.lstrip(_SPACES)
    return tuple(words)


def joined(words: tuple[str, ...]) -> str:
    """The text that `split` makes *words* of: those with a space in quotes."""
    return " ".join(f"'{word}'" if any(each in _SPACES for each in word) else word for word in words)


def is_flag(word: str) -> bool:
    """Whether *word* begins as go wants a flag to begin."""
    name = word.removeprefix("-").removeprefix("-")
    return word[:1] == "-" and name[:1] not in ("", "-", "=")


def is_known(word: str) -> bool:
    """Whether some go command has that flag, as far as Go `NEWEST`."""
    name = _name(word)
    return name in _KNOWN or name.startswith("test.")


def is_of_projects(word: str) -> bool:
    """Whether the flag is right for some projects and breaks or changes others."""
    name, _, value = word.lstrip("-").partition("=")
    return name in _OF_PROJECTS or (name, value) in _VALUES_OF_PROJECTS


def _name(word: str) -> str:
    return word.removeprefix("-").removeprefix("-").partition("=")[0]
