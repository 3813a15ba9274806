"""Go on the Windows side: what earlier installations left, and variables that lead elsewhere.

A value of the user can be deleted by the wizard; what is there for all users, or was installed, is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from wizard.facts.windows.go import (
    GO_FOLDERS,
    INSTALL_LOCATION,
    INSTALLED,
    LEFTOVER_KEY,
    VARIABLES,
    GoFolders,
    WindowsVariable,
    WindowsVariables,
    entries,
)
from wizard.model.edits.registry import RemoveRegistryValue
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Evidence, Finding, Restart, Severity
from wizard.model.text import say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule
from wizard.rules.windows import AREA
from wizard.rules.windows.variables import TAKES_EFFECT, gap, seen

_GO_NAME: Final = "Go Programming Language"
_BY_HAND: Final = say(
    "Delete GOROOT under “Edit the system environment variables” in the Start menu. Remove an earlier version under"
    " Settings, Apps."
)


@rule(
    "windows-go-leftovers",
    area=AREA,
    title=say("Nothing is left of an earlier Go on Windows"),
    needs=(VARIABLES, INSTALL_LOCATION, INSTALLED, GO_FOLDERS),
    side=Side.HOST,
    sources=("GO §3", "GO §3.4", "RULES 3"),
)
def leftovers(see: Snapshot, want: Wanted) -> Finding:
    variables, folders = see[VARIABLES], see[GO_FOLDERS]
    roots = dict(_stale_roots(variables, folders))
    found = [*roots.values(), *_stale_location(see[INSTALL_LOCATION], folders), *_several(see)]
    if not found:
        named = [variable.text for variable in variables.named("GOROOT")]
        missing = gap((*named, see[INSTALL_LOCATION]), variables, folders)
        return ok_only_if_known(ok(say("Nothing is left of an earlier Go on Windows.")), missing)
    says = say_n(
        "{count} thing is left of an earlier Go on Windows.",
        "{count} things are left of an earlier Go on Windows.",
        count=len(found),
    )
    edits = [RemoveRegistryValue(root.key, root.name) for root in roots if _is_free(root, variables)]
    if edits:
        return fixable(
            says,
            edits,
            *found,
            why=say(
                "With a wrong GOROOT, go commands on Windows fail with “go: cannot find GOROOT directory” or"
                " “does not match go tool version”. Go finds its own folder without it."
            ),
            effect=TAKES_EFFECT,
            restart=Restart.SHELL,
            may_break=say("Programs and scripts that read GOROOT no longer find it."),
            do=_BY_HAND if len(found) > len(edits) else None,
        )
    return advice(says, *found, why=say("Go finds its own folder, so GOROOT is never needed."), do=_BY_HAND)


def _is_free(root: WindowsVariable, variables: WindowsVariables) -> bool:
    """Whether *root* is the user's, known exactly, and not part of another variable (``%GOROOT%\\bin``)."""
    name = f"%{root.name}%".lower()
    is_used = any(name in each.text.lower() for each in variables.all)
    return root.is_users and root.type is not None and not is_used


def _stale_roots(
    variables: WindowsVariables, folders: GoFolders
) -> Iterator[tuple[WindowsVariable, Evidence]]:
    runs = _first_go(variables, folders)
    for variable in variables.named("GOROOT"):
        place = folders.at(variables.expanded(variable.text))
        if place is None:
            continue
        if not place.there:
            yield variable, seen(variable, say("This folder does not exist."))
        elif runs and place.version and runs != place.version:
            note = say(
                "There is {version}, but the PATH leads to {other}.", version=place.version, other=runs
            )
            yield variable, seen(variable, note)


def _first_go(variables: WindowsVariables, folders: GoFolders) -> str:
    """The version of the Go that a Windows program finds first; empty if that is not known."""
    paths = [each for each in (*variables.system, *variables.user) if each.name.lower() == "path"]
    for entry in (entry for path in paths for entry in entries(path)):
        place = folders.at(variables.expanded(entry))
        if place is not None and place.program:
            return place.version
    return ""


def _stale_location(location: str, folders: GoFolders) -> Iterator[Evidence]:
    place = folders.at(location) if location else None
    if place is not None and not place.there:
        yield Evidence(
            LEFTOVER_KEY, f"installLocation = {location}", note=say("The installer's folder is gone.")
        )


def _several(see: Snapshot) -> Iterator[Evidence]:
    gos = [program for program in see[INSTALLED] if program.name.startswith(_GO_NAME)]
    if len(gos) > 1:
        for program in gos:
            yield Evidence(program.key, program.name)


@rule(
    "windows-go-blanks",
    area=AREA,
    title=say("Go folders on Windows contain no spaces"),
    needs=(VARIABLES,),
    severity=Severity.LOW,
    side=Side.HOST,
    sources=("GO §1.3", "RULES 50"),
)
def blanks(see: Snapshot, want: Wanted) -> Finding:
    """The installer's own C:\\Program Files\\Go is no trouble; make, cgo and scripts stumble over a GOPATH with a
    blank, and everything over one at either end."""
    variables = see[VARIABLES]
    found = [
        each
        for name in ("GOROOT", "GOPATH")
        for each in variables.named(name)
        if each.text != each.text.strip()
    ]
    found += [each for each in variables.named("GOPATH") if " " in each.text.strip()]
    if not found:
        return ok(say("GOROOT and GOPATH contain no spaces that break builds."))
    return advice(
        say("The Windows variable {name} contains a space.", name=found[0].name),
        *(seen(variable) for variable in found),
        why=say("make, cgo and many scripts split a path at its spaces, and builds fail."),
        do=say("Set it to a folder without spaces, such as {path}.", path="C:\\go"),
    )
