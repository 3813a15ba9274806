"""Files of a project that say how it is built elsewhere: in a container, and on servers for continuous integration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.facts.shapes import content, entries, unknown
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, FileProbe, GlobProbe, Matches, Missing
from wizard.model.wanted import Wanted

_LIMIT: Final = 256 * KIB
_NAMES: Final = ("Dockerfile", "Makefile", ".gitlab-ci.yml")
_WORKFLOWS: Final = ".github/workflows/*.y*ml"


def _folders(want: Wanted) -> tuple[str, ...]:
    return tuple(folder.rstrip("/") for folder in want.projects.folders)


def _file(folder: str, name: str) -> FileProbe:
    return FileProbe(f"{folder}/{name}", limit=_LIMIT)


def _workflows(folder: str) -> GlobProbe:
    return GlobProbe(f"{folder}/{_WORKFLOWS}", limit=_LIMIT, head=False)


def _probes(want: Wanted) -> tuple[FileProbe | GlobProbe, ...]:
    files = (_file(folder, name) for folder in _folders(want) for name in _NAMES)
    return (*files, *map(_workflows, _folders(want)))


def _recipes(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for folder in _folders(want):
        for probe in (_file(folder, name) for name in _NAMES):
            data = content(answers[probe], probe.path)
            if isinstance(data, Unknown):
                return data
            if data is not None:
                found[probe.path] = data
        answer = answers[_workflows(folder)]
        if not isinstance(answer, Matches | Missing):
            return unknown(answer, _workflows(folder).pattern)
        found |= {path: each.content for path, each in entries(answer)}
    return found


PROJECT_RECIPES: Fact[Mapping[str, bytes]] = Fact("project-recipes", _probes, _recipes)
"""By their paths, as far as they exist."""
