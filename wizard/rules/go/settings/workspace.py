"""A go.mod or go.work that a project did not mean: above it, or named by GOWORK (GO §4)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from wizard.codecs.go import goenv, gomod
from wizard.facts.go import PROJECT_FILES
from wizard.facts.projects.above import FILES_ABOVE, TOPS, folders_above
from wizard.facts.shell import ACCOUNT, LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.go_settings import value_of
from wizard.facts.shells.go_trees import in_home
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot, Unknown
from wizard.model.findings import Evidence, Finding
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.rules.commands import WITHOUT_WORKSPACE
from wizard.rules.declare import advice, ok, rule, unknown
from wizard.rules.go.start_lines import exports

_NAME: Final = "GOWORK"


@rule(
    "go-env-gowork-stray",
    area="go-env",
    title=say("No other workspace takes in your projects"),
    needs=(FILES_ABOVE, PROJECT_FILES, GOENV, SHELLS, LOGIN_SHELL, START_FILES, ACCOUNT),
    sources=("GO §4", "RULES 51"),
)
def workspace(see: Snapshot, want: Wanted) -> Finding:
    values = tuple(dict.fromkeys(value_of(see, kind, _NAME) for kind in PEOPLE))
    named = next(
        (each for each in values if not isinstance(each, Unknown) and each not in ("", "auto")), None
    )
    if named is not None:
        return _named(named, see)
    found = next(_not_listed(see, want), None) or _at_the_top(see, want)
    if found is not None:
        return found
    gap = next((each for each in values if isinstance(each, Unknown)), see[START_FILES].gap)
    return (
        ok(say("No other go.work or go.mod applies to your projects.")) if gap is None else unknown(gap.why)
    )


def _named(value: str, see: Snapshot) -> Finding:
    stored = (each for each in goenv.parse(see[GOENV].text) if each.key == _NAME and each.value)
    files = exports(see[START_FILES], (_NAME,), see[ACCOUNT].home, see[SHELLS])
    seen = (
        *(Evidence(see[GOENV].path, f"{_NAME}={each.value}", each.line) for each in stored),
        *(each.seen for each in files if each.value != ""),
    )
    if value == "off":
        why = say(
            "Go then ignores the go.work file of every project, and does not find the modules it lists."
        )
    else:
        why = say(
            "In all projects that it does not list, go fails: “current directory is contained in a module that is not"
            " one of the workspace modules”."
        )
    return advice(
        say("GOWORK={value} applies to every project.", value=value),
        *seen,
        why=why,
        do=say("Remove that line. Go finds the go.work file of a project without it."),
    )


def _not_listed(see: Snapshot, want: Wanted) -> Iterator[Finding]:
    """Projects of the profile below the go.work of somebody else."""
    for folder in want.projects.folders:
        path = _nearest(folder, see[FILES_ABOVE])
        has_module = f"{folder.rstrip('/')}/go.mod" in see[PROJECT_FILES]
        if path is not None and has_module and not _lists(path, folder, see):
            yield advice(
                say("{path} does not list {folder}.", path=path, folder=folder),
                Evidence(path),
                why=say(
                    "Go takes the nearest go.work above a project, and fails: “current directory is contained in a"
                    " module that is not one of the workspace modules”."
                ),
                do=say(
                    "Add the project to it with go work use, or move the file. Without it, for once: {command}",
                    command=WITHOUT_WORKSPACE,
                ),
            )


def _nearest(folder: str, files: Mapping[str, bytes]) -> str | None:
    return next((path for each in folders_above(folder) if (path := f"{each}/go.work") in files), None)


def _lists(path: str, folder: str, see: Snapshot) -> bool:
    base = in_home(path, see[ACCOUNT]).rpartition("/")[0] or "/"
    uses = gomod.parse(see[FILES_ABOVE][path]).of("use")
    listed = {posixpath.normpath(posixpath.join(base, *each.args[:1])) for each in uses if each.args}
    return posixpath.normpath(in_home(folder, see[ACCOUNT])) in listed


def _at_the_top(see: Snapshot, want: Wanted) -> Finding | None:
    """A file at the top of the home or of the root, where nobody has a project."""
    own = {folder.rstrip("/") for folder in want.projects.folders}
    tops = [f"{top}/{name}" for top in TOPS if top not in own for name in ("go.mod", "go.work")]
    found = [path for path in tops if path in see[FILES_ABOVE]]
    if not found:
        return None
    return advice(
        say("{path} applies to all folders below it.", path=found[0]),
        *map(Evidence, found),
        why=say(
            "Where a project has no such file of its own, go takes this one: packages and versions are then those of"
            " another project."
        ),
        do=say("If it belongs to no project, move it to another folder."),
    )
