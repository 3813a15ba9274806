"""go.mod and go.work files above projects: go looks upward from where it is started, and takes the first (GO §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from wizard.facts.shapes import content
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, FileProbe
from wizard.model.wanted import Wanted

TOPS: Final = ("~", "")
"""Folders in which such a file is above everything of the user."""
_LIMIT: Final = 256 * KIB
_NAMES: Final = ("go.mod", "go.work")
_DEEPEST: Final = 12


def folders_above(folder: str) -> tuple[str, ...]:
    """*folder* and those it is in, up to the home or the root, as far as they are looked at."""
    folder = folder.rstrip("/")
    found = [folder]
    while folder not in TOPS and len(found) < _DEEPEST:
        folder = folder.rpartition("/")[0]
        found.append(folder)
    return tuple(found)


def _paths(want: Wanted) -> Iterator[str]:
    yield from (f"{top}/{name}" for top in TOPS for name in _NAMES)
    for folder in want.projects.folders:
        yield from (f"{each}/go.work" for each in folders_above(folder))


def _probes(want: Wanted) -> tuple[FileProbe, ...]:
    return tuple(FileProbe(path, limit=_LIMIT) for path in dict.fromkeys(_paths(want)))


def _read(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for probe in _probes(want):
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data is not None:
            found[probe.path] = data
    return found


FILES_ABOVE: Fact[Mapping[str, bytes]] = Fact("files-above", _probes, _read)
"""Every go.work in or above a project of the profile, and any go.mod and go.work at the top of the home and of the
root, by their paths, as far as they exist."""
