"""The family of files of projects: a row says what must not be in them, and `file_rule` makes a rule of it.

These files are never written: they belong to a project, and to everybody who works on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from wizard.facts.go import PROJECT_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Rule, Severity
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, not_applicable, ok, rule

Fault = tuple[int, str, Text]
"""A line (from 1), its words, and what is wrong with it."""


class ProjectFile(msgspec.Struct, frozen=True):
    """A row: the rule's *id* and *title*, the *faults* of a file's bytes, *why* they matter, and what one can *do*."""

    id: str
    title: Text
    faults: Callable[[bytes], Iterable[Fault]]
    why: Text
    do: Text
    sources: tuple[str, ...]


def file_rule(row: ProjectFile) -> Rule:
    """The rule about the files of *row*."""

    @rule(
        row.id,
        area="modules",
        title=row.title,
        needs=(PROJECT_FILES,),
        severity=Severity.HIGH,
        sources=row.sources,
    )
    def judged(see: Snapshot, want: Wanted) -> Finding:
        files = see[PROJECT_FILES]
        if not files:
            return not_applicable(say("Your profile names no project folder with a go.mod or go.work file."))
        found = [
            Evidence(path, quote, line, note)
            for path, data in files.items()
            for line, quote, note in row.faults(data)
        ]
        if not found:
            return ok(say("Nothing keeps Go from reading {files}.", files=join(files)))
        paths = dict.fromkeys(seen.source for seen in found)
        says = say("Go cannot read {files}.", files=join(paths))
        return advice(says, *found, why=row.why, do=row.do)

    return judged
