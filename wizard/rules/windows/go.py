"""Go on the Windows side: what earlier installations left, and variables that reach into the distros.

Nothing here is repaired by the wizard: it shows the value as it stands, and says what to do by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from wizard.facts.windows.go import (
    GO_FOLDERS,
    INSTALL_LOCATION,
    INSTALLED,
    LEFTOVER_KEY,
    VARIABLES,
    GoFolders,
    Variable,
    WindowsVariables,
    spelled,
)
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Severity
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.rules.declare import advice, ok, ok_only_if_known, rule
from wizard.rules.windows import AREA

_GO_NAME: Final = "Go Programming Language"
_CUT: Final = (1023, 1024)  # setx cuts a value at 1024 characters
_LEAKS: Final = frozenset(
    {
        *("GOROOT", "GOPATH", "GOBIN", "GOENV", "GOFLAGS", "GODEBUG", "GOTOOLCHAIN", "GOCACHE", "GOMODCACHE"),
        *(
            "GOPROXY",
            "GOPRIVATE",
            "GONOPROXY",
            "GONOSUMDB",
            "GOSUMDB",
            "GOINSECURE",
            "GOTMPDIR",
            "GOOS",
            "GOARCH",
        ),
        *("SSL_CERT_FILE", "SSL_CERT_DIR"),
    }
)
_LIKE_GO: Final = re.compile(r"(?i)(?:^|\\)go[^\\]*(?:\\|$)")
_EDITOR: Final = say(
    "Open “Edit the system environment variables” in the Start menu and change it there. Never use setx: it cuts at"
    " 1024 characters, and writes the PATH of the whole PC into your own."
)


def _seen(variable: Variable, note: Text | None = None) -> Evidence:
    return Evidence(variable.key, f"{variable.name} = {variable.text}", note=note)


@rule(
    "windows-go-leftovers",
    area=AREA,
    title=say("Earlier installations of Go on Windows left nothing behind"),
    needs=(VARIABLES, INSTALL_LOCATION, INSTALLED, GO_FOLDERS),
    side=Side.HOST,
)
def leftovers(see: Snapshot, want: Wanted) -> Finding:
    found = [
        *_stale_roots(see[VARIABLES], see[GO_FOLDERS]),
        *_stale_location(see[INSTALL_LOCATION], see[GO_FOLDERS]),
        *_several(see),
    ]
    if not found:
        named = [variable.text for variable in see[VARIABLES].named("GOROOT")]
        gap = _gap((*named, see[INSTALL_LOCATION]), see[VARIABLES], see[GO_FOLDERS])
        return ok_only_if_known(ok(say("Nothing is left of earlier installations of Go on Windows.")), gap)
    return advice(
        say_n(
            "{count} thing is left of an earlier Go on Windows.",
            "{count} things are left of an earlier Go on Windows.",
            count=len(found),
        ),
        *found,
        why=say(
            "Go finds its own folder, so GOROOT is never needed: delete it under “Edit environment variables for your"
            " account” in the Start menu. An earlier version goes by Settings, Apps, or by msiexec /x with its product"
            " code."
        ),
    )


def _stale_roots(variables: WindowsVariables, folders: GoFolders) -> Iterator[Evidence]:
    runs = _first_go(variables, folders)
    for variable in variables.named("GOROOT"):
        place = folders.at(variables.expanded(variable.text))
        if place is None:
            continue
        if not place.there:
            yield _seen(variable, say("There is no such folder."))
        elif runs and place.version and runs != place.version:
            yield _seen(
                variable,
                say("There is {version}, but the PATH leads to {other}.", version=place.version, other=runs),
            )


def _first_go(variables: WindowsVariables, folders: GoFolders) -> str:
    """The version of the Go that a Windows program finds first; empty if that is not known."""
    for entry in _entries((*variables.system, *variables.user)):
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


def _gap(paths: Sequence[str], variables: WindowsVariables, folders: GoFolders) -> Unknown | None:
    """The first of *paths* that nobody looked at."""
    unseen = (path for path in paths if path and folders.at(variables.expanded(path)) is None)
    return next((Unknown(say("{path} was not looked at.", path=path)) for path in unseen), None)


def _several(see: Snapshot) -> Iterator[Evidence]:
    gos = [program for program in see[INSTALLED] if program.name.startswith(_GO_NAME)]
    if len(gos) > 1:
        for program in gos:
            yield Evidence(program.key, program.name)


@rule(
    "windows-go-blanks",
    area=AREA,
    title=say("Folders of Go on Windows have no blanks where they break things"),
    needs=(VARIABLES,),
    severity=Severity.LOW,
    side=Side.HOST,
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
        return ok(say("Neither GOROOT nor GOPATH holds a blank that breaks things."))
    return advice(
        say("{name} of Windows holds a blank.", name=found[0].name),
        *(_seen(variable) for variable in found),
        why=say(
            "make, cgo and many scripts take a path apart at blanks. A folder without is safer: {path}",
            path="C:\\go",
        ),
    )


@rule(
    "windows-path-damaged",
    area=AREA,
    title=say("The PATH of Windows is whole"),
    needs=(VARIABLES, GO_FOLDERS),
    side=Side.HOST,
)
def path_damaged(see: Snapshot, want: Wanted) -> Finding:
    found = [
        evidence
        for variable in see[VARIABLES].named("Path")
        for evidence in (*_damage(variable), *_go_entries(variable, see[VARIABLES], see[GO_FOLDERS]))
    ]
    if not found:
        entries = _entries(see[VARIABLES].named("Path"))
        gap = _gap([entry for entry in entries if _LIKE_GO.search(entry)], see[VARIABLES], see[GO_FOLDERS])
        return ok_only_if_known(ok(say("The PATH of Windows is whole.")), gap)
    return advice(
        say_n(
            "{count} thing is wrong with the PATH of Windows.",
            "{count} things are wrong with the PATH of Windows.",
            count=len(found),
        ),
        *found,
        why=_EDITOR,
    )


def _damage(variable: Variable) -> Iterator[Evidence]:
    if "%path%" in variable.text.lower():
        yield _seen(variable, say("It holds its own name, {name}, which leads nowhere.", name="%PATH%"))
    elif "%" in variable.text and not variable.expands:
        yield _seen(
            variable,
            say("Names in percent signs are not replaced: the value has lost its type, REG_EXPAND_SZ."),
        )
    if len(variable.text) in _CUT:
        yield _seen(variable, say("It is as long as setx cuts it off; the end may be missing."))


def _go_entries(variable: Variable, variables: WindowsVariables, folders: GoFolders) -> Iterator[Evidence]:
    """Folders of Go that stand there twice, or lead nowhere. Other entries are not the wizard's business."""
    meant = {entry: spelled(variables.expanded(entry)) for entry in _entries((variable,))}
    counted = Counter(meant[entry] for entry in _entries((variable,)))
    reported: set[str] = set()
    for entry, path in meant.items():
        place = folders.at(path)
        if place is None or path in reported:
            continue
        reported.add(path)
        where = Evidence(variable.key, entry)
        if not place.there:
            yield Evidence(where.source, where.quote, note=say("There is no such folder."))
        elif place.program and counted[path] > 1:
            yield Evidence(where.source, where.quote, note=say("This folder stands there more than once."))


def _entries(variables: Sequence[Variable]) -> list[str]:
    """The folders of the PATH among *variables*, in their order."""
    paths = (each.text for each in variables if each.name.lower() == "path")
    return [entry for path in paths for entry in path.split(";") if entry.strip()]


@rule(
    "windows-wslenv-leak",
    area=AREA,
    title=say("Windows hands no setting of Go on to the distros"),
    needs=(VARIABLES,),
    severity=Severity.HIGH,
    side=Side.HOST,
)
def wslenv_leak(see: Snapshot, want: Wanted) -> Finding:
    variables = see[VARIABLES]
    lists = variables.named("WSLENV")[:1]
    leaks = [name for listed in lists for name in _listed(listed.text) if name.upper() in _LEAKS]
    if not leaks:
        return ok(say("Windows hands no setting of Go on to the distros."), *map(_seen, lists))
    names = ", ".join(dict.fromkeys(leaks))
    values = [_seen(variable) for name in dict.fromkeys(leaks) for variable in variables.named(name)[:1]]
    return advice(
        say("WSLENV hands settings of the Windows Go on to all distros: {names}.", names=names),
        *map(_seen, lists),
        *values,
        why=say(
            "Inside a distro they win over its own settings, and a name that is not set in Windows arrives empty. Take"
            " these names out of WSLENV under “Edit environment variables for your account” in the Start menu."
        ),
    )


def _listed(text: str) -> Iterator[str]:
    """The names of a WSLENV: ``NAME/flags:NAME`` (WSL §5)."""
    for entry in text.split(":"):
        name = entry.partition("/")[0].strip()
        if name:
            yield name
