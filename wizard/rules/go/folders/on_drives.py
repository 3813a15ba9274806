"""Projects and folders of Go on a Windows drive: slow, and with other permissions (GO §7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from wizard.facts.resources.drives import DRIVES, REAL_FOLDERS, USUAL
from wizard.facts.shell import ACCOUNT
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.wsl import KERNEL, Kernel
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding, Rule, Severity, Verdict
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.rules.commands import CLONE_INTO_HOME
from wizard.rules.declare import advice, not_applicable, ok, rule
from wizard.rules.go.variable import Value, Variable, variable_rule

_ID: Final = "wsl-project-on-drvfs"
_TITLE: Final = say("Go works on the distro's own disk")
_WHY: Final = say(
    "The distro reaches Windows drives through a file server. Builds, tests and git take many times longer there, and"
    " permissions and file locks differ."
)
_SOURCES: Final = ("GO §7", "RULES 11")
_CACHES: Final = ("GOCACHE", "GOMODCACHE", "GOTMPDIR")
_WRONG: Final = (Verdict.FIXABLE, Verdict.ADVICE)


def _is_on_drive(value: Value) -> bool:
    return any(value.see[DRIVES].holds(path) for path in value.text.split(":"))


def _about(*names: str, may_break: Text | None = None) -> Rule:
    return variable_rule(
        Variable(
            _ID,
            names,
            title=_TITLE,
            why=_WHY,
            wrong=_is_on_drive,
            may_break=may_break,
            area="wsl",
            facts=(DRIVES,),
            sources=_SOURCES,
        )
    )


_OF_CACHES: Final = (_about(*_CACHES).judge,)
_OF_FOLDERS: Final = (_about("GOPATH", "GOBIN").judge,)
_OF_ALL: Final = (
    _about(
        *(*_CACHES, "GOPATH", "GOBIN"),
        may_break=say(
            "Go looks for modules and installs programs in the default folder then. Programs in the old folder have to"
            " be installed again. The old folder stays."
        ),
    ).judge,
)
_NEEDS: Final = (*_about(*_CACHES).needs, REAL_FOLDERS, KERNEL)


@rule(_ID, area="wsl", title=_TITLE, needs=_NEEDS, severity=Severity.HIGH, sources=_SOURCES)
def on_drives(see: Snapshot, want: Wanted) -> Finding:
    if see[KERNEL] is Kernel.LINUX:
        return not_applicable(say("This distro does not run on WSL and has no Windows drives."))
    of_variables = _of_variables(see, want)
    found = tuple(_found(see, want))
    if not found:
        return of_variables if of_variables.verdict is not Verdict.OK else _well(see, want, of_variables)
    evidence = tuple(Evidence(place, f"→ {real}" if real != place else "") for place, real in found)
    if of_variables.verdict in _WRONG:
        return msgspec.structs.replace(
            of_variables,
            evidence=(*of_variables.evidence, *evidence),
            do=of_variables.do or _do(see, want, found),
        )
    return advice(_says(found), *evidence, why=_WHY, do=_do(see, want, found))


def _of_variables(see: Snapshot, want: Wanted) -> Finding:
    (of_folders,), (of_all,), (of_caches,) = _OF_FOLDERS, _OF_ALL, _OF_CACHES
    is_delicate = of_folders(see, want).verdict in _WRONG
    finding = of_all(see, want) if is_delicate else of_caches(see, want)
    return finding if is_delicate or finding.verdict is not Verdict.OK else of_all(see, want)


def _found(see: Snapshot, want: Wanted) -> Iterator[tuple[str, str]]:
    """What lies on a drive: its name, and where it really is. In a home on a drive, everything does."""
    folders = see[REAL_FOLDERS]
    if see[DRIVES].holds(folders["~"]):
        yield see[ACCOUNT].home, folders["~"]
        return
    over: list[str] = []
    for folder, real in folders.items():
        is_told = any(folder.startswith(f"{each}/") for each in over)
        if see[DRIVES].holds(real) and not is_told and _is_in_use(folder, see):
            over.append(folder)
            yield folder, real


def _is_in_use(folder: str, see: Snapshot) -> bool:
    """Whether Go uses one of its usual folders: no variable names another."""
    name = USUAL.get(folder, "")
    is_set = any(see[SHELLS].value(kind, name).text for kind in PEOPLE) if name else False
    return not is_set and name not in see[GOENV].settings


def _says(found: tuple[tuple[str, str], ...]) -> Text:
    return say("On a Windows drive: {places}.", places=join(place for place, _ in found))


def _do(see: Snapshot, want: Wanted, found: tuple[tuple[str, str], ...]) -> Text:
    place = found[0][0]
    if place == see[ACCOUNT].home:
        return say(
            "Make a folder such as /home/{user}, copy your files there, and enter it as the home of {user} in"
            " /etc/passwd.",
            user=see[ACCOUNT].name,
        )
    if place in USUAL:
        return say("Remove the link {path}. Go creates the folder again when it needs it.", path=place)
    return say("Clone the project again below your home: {command}", command=CLONE_INTO_HOME)


def _well(see: Snapshot, want: Wanted, of_variables: Finding) -> Finding:
    if want.projects.folders:
        return ok(say("Go and your projects are on the distro's own disk."), *of_variables.evidence)
    return ok(
        say("Go keeps its files on the distro's own disk. Your profile names no projects to check."),
        *of_variables.evidence,
    )
