"""What a release of a project asks of Go, and of Kubernetes, by the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.model.versions import EVER, Version, version
from wizard.patterns import lazy_pattern
from wizard.tables.read import table
from wizard.tables.rows import DoesNotBuild, KubernetesSkew, ProjectLine

_NUMBERS: Final = lazy_pattern(r"\d+(?:\.\d+)*")


class ReleaseNeeds(msgspec.Struct, frozen=True):
    """What a release of a project asks: its *line*, the *tag* it was read at, its ``go`` line, and the Go that its
    release was built with."""

    line: ProjectLine
    tag: str
    go: str | None
    built_with: str | None


def names() -> tuple[str, ...]:
    """All projects of which releases or failures are known."""
    lines = (row.project for row in table(ProjectLine).rows)
    return tuple(sorted({*lines, *(row.project for row in table(DoesNotBuild).rows if row.go_from)}))


def lines_of(project: str) -> tuple[ProjectLine, ...]:
    """Its release lines, oldest first."""
    return tuple(row for row in table(ProjectLine).rows if row.project == project)


def needed(project: str, wanted: str) -> ReleaseNeeds | None:
    """What the release *wanted* (``3.5``, ``v3.5.21``; empty: the newest) asks. Of a line its newest release, and of a
    release of which only that is known, too. None if the table has no such line."""
    lines = lines_of(project)
    if not wanted:
        return _at(lines[-1], None) if lines else None
    number = number_of(wanted)
    line = next((row for row in reversed(lines) if _is_in(number, row.line)), None)
    return _at(line, number) if line is not None else None


def number_of(text: str) -> Version | None:
    """The version in a tag: ``v3.5.21`` and ``kustomize/v5.0.0`` and ``kubernetes-1.34.2``."""
    match = _NUMBERS.search(text.rpartition("/")[2])
    return version(match[0]) if match is not None else None


def _is_in(number: Version | None, line: str) -> bool:
    own = version(line)
    return number is not None and own is not None and number[: len(own)] == own


def _at(line: ProjectLine, number: Version | None) -> ReleaseNeeds:
    newest = ReleaseNeeds(line, line.newest, line.go, line.built_with)
    if number is None or len(number) <= len(version(line.line) or ()):
        return newest
    earlier = [each for each in line.changes if (number_of(each.tag) or number) <= number]
    if earlier:
        return ReleaseNeeds(line, earlier[-1].tag, earlier[-1].go, earlier[-1].built_with)
    if number == number_of(line.oldest):
        return ReleaseNeeds(line, line.oldest, line.oldest_go, line.oldest_built_with)
    return newest


def failures(project: str, number: Version | None) -> Iterator[DoesNotBuild]:
    """Rows of *project* that its version *number* (None: not said) does not build with some Go."""
    for row in table(DoesNotBuild).rows:
        if row.project == project and row.go_from is not None and _has(row, number):
            yield row


def _has(row: DoesNotBuild, number: Version | None) -> bool:
    since, until = version(row.since or ""), version(row.until or "")
    if number is None:
        return since is None and until is None
    return (since or EVER) <= number and (until is None or number < until)


def skew_of(project: str, line: str) -> KubernetesSkew | None:
    """Which Kubernetes a line of *project* works with."""
    rows = table(KubernetesSkew).rows
    return next((row for row in rows if (row.component, row.line) == (project, line) and row.most), None)
