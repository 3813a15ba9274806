"""``$GOROOT/go.env``: what the one who built a Go set as its defaults (GO §1.1, §1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.codecs.go import goenv
from wizard.facts.go import from_home
from wizard.facts.shapes import content
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.go_paths import GO_PATHS, PEOPLE
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.probes import Answers, FileProbe
from wizard.model.wanted import Wanted

_BINARY: Final = "/bin/go"


def env_of(real: str) -> str:
    """The path of that file for the Go whose program is at *real*; empty if that is in no GOROOT."""
    return f"{real.removesuffix(_BINARY)}/go.env" if real.endswith(_BINARY) else ""


def _probes(want: Wanted, see: Snapshot) -> tuple[FileProbe, ...]:
    """Nothing, unless a profile has projects that may need it."""
    if not want.projects.folders:
        return ()
    firsts = (see[GO_PATHS].kinds[kind].first for kind in PEOPLE)
    paths = dict.fromkeys(env_of(first.real) for first in firsts if first is not None)
    return tuple(FileProbe(from_home(path, see[ACCOUNT])) for path in paths if path)


def _read(answers: Answers, want: Wanted, see: Snapshot) -> Mapping[str, Mapping[str, str]] | Unknown:
    found: dict[str, Mapping[str, str]] = {}
    for probe in _probes(want, see):
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        found[probe.path] = _first(data or b"")
    return found


def _first(data: bytes) -> Mapping[str, str]:
    """Of two lines for one key the first one applies here."""
    return {each.key: each.value for each in reversed(goenv.parse(data))}


GOROOT_ENVS: Fact[Mapping[str, Mapping[str, str]]] = Fact(
    "goroot-envs", _probes, _read, needs=(ACCOUNT, GO_PATHS)
)
"""The defaults of each Go that shells run, by the path of the file."""
