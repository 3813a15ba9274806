"""Files of the profile's projects that say how they are built, besides those of Go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wizard.facts.shapes import content
from wizard.model.facts import Fact, Unknown
from wizard.model.probes import KIB, Answers, FileProbe
from wizard.model.wanted import Wanted

NAMES: Final = ("Makefile", "GNUmakefile", "Taskfile.yml", "justfile", "Dockerfile")


def _probes(want: Wanted) -> tuple[FileProbe, ...]:
    return tuple(
        FileProbe(f"{folder.rstrip('/')}/{name}", limit=256 * KIB)
        for folder in want.projects.folders
        for name in NAMES
    )


def _files(answers: Answers, want: Wanted) -> Mapping[str, bytes] | Unknown:
    found: dict[str, bytes] = {}
    for probe in _probes(want):
        data = content(answers[probe], probe.path)
        if isinstance(data, Unknown):
            return data
        if data:
            found[probe.path] = data
    return found


BUILD_FILES: Fact[Mapping[str, bytes]] = Fact("build-files", _probes, _files)
"""By their paths: those that are there."""
