"""Dockerfiles and files for continuous integration that build without the checksum database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.codecs.lines import text_of
from wizard.facts.go import PROJECT_FILES
from wizard.facts.projects.recipes import PROJECT_RECIPES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, not_applicable, ok, rule

_OFF: Final = lazy_pattern(
    r"(?<!\w)(?:GOSUMDB(?:[ \t]*[=:][ \t]*|[ \t]+)[\"']?off\b"
    r"|(?:GONOSUMDB|GOPRIVATE)(?:[ \t]*[=:][ \t]*|[ \t]+)[\"']?\*(?=[\"'\s,\\]|$))"
)


@rule(
    "modules-sumdb-project",
    area="modules",
    title=say("Projects build with the checksum database"),
    needs=(PROJECT_RECIPES, PROJECT_FILES),
    severity=Severity.HIGH,
    sources=("GO §0", "GO §4", "RULES 54"),
)
def sumdb_of_projects(see: Snapshot, want: Wanted) -> Finding:
    recipes = {path: data for path, data in see[PROJECT_RECIPES].items() if not _is_of_docker(path, see)}
    if not recipes:
        return not_applicable(say("No project of your profile has a Makefile or a CI file."))
    found = tuple(seen for path, data in recipes.items() for seen in _lines(path, data))
    if not found:
        return ok(say("These files leave the checksum database on: {files}.", files=join(recipes)))
    files = dict.fromkeys(each.source for each in found)
    return advice(
        say("Builds go without the checksum database: {files}.", files=join(files)),
        *found,
        why=say("There, modules that go.sum does not list yet are used unchecked, and so are Go toolchains."),
        do=say("Remove the setting. If modules are private, set GOPRIVATE to their hosts instead."),
    )


def _is_of_docker(path: str, see: Snapshot) -> bool:
    """Whether `docker-go-env` tells what is in it: a Dockerfile beside a go.mod."""
    folder, _, name = path.rpartition("/")
    return name == "Dockerfile" and any(each.rpartition("/")[0] == folder for each in see[PROJECT_FILES])


def _lines(path: str, data: bytes) -> Iterator[Evidence]:
    for number, line in enumerate(text_of(data).split("\n"), 1):
        if not line.lstrip().startswith("#") and (found := _OFF.search(line)) is not None:
            yield Evidence(path, found[0].strip(), number)
