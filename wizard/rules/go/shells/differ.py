"""Settings of Go that a terminal has and an editor has not, or the other way round (GO §13.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from wizard.codecs.go import goenv
from wizard.codecs.shell import start_file
from wizard.codecs.shell.kinds import Kind
from wizard.codecs.shell.start_file import SH, Assignment
from wizard.facts.shell import ACCOUNT, INTERACTIVE_SHELL, LOGIN_SHELL, VARIABLES, StartFile
from wizard.facts.shells.editor_setup import EDITOR_SETUPS
from wizard.facts.shells.followed import SHELLS, FollowedShells
from wizard.facts.shells.go_settings import GoSetting, by_kind
from wizard.facts.shells.go_trees import GO_TREES
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.goroots import MANAGED_GOROOTS
from wizard.facts.shells.start_files import START_FILES
from wizard.model.facts import Snapshot
from wizard.model.findings import Evidence, Finding
from wizard.model.text import Text, join, say
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.commands import store_settings
from wizard.rules.declare import advice, ok, ok_only_if_known, rule
from wizard.rules.go.evidence import kinds, not_followed
from wizard.rules.go.shells.other_go import is_other_go

_NAMES: Final = tuple(name for name in VARIABLES if name.startswith("GO") and name != "GODEBUG")
"""GODEBUG is for programs, and has rules of its own, which look into each kind of shell."""
_TO_REMOVE: Final = ("GOROOT", "GO111MODULE", "GOOS", "GOARCH", "GOARM")
"""What hardly anybody has to set: stored for all shells, it would do more harm."""
_ALIAS: Final = lazy_pattern(r"\balias\s+(?:-\S+\s+)*go[= ]")
_FOR_EDITORS: Final = say("VS Code runs this file before its server starts. Terminals do not read it.")
_ALIASED: Final = say(
    "Only what is typed in a terminal uses an alias. Editors and scripts run the go in PATH."
)


@rule(
    "go-shells-differ",
    area="go-env",
    title=say("Terminals and editors get the same Go settings"),
    needs=(
        ACCOUNT,
        SHELLS,
        START_FILES,
        GOENV,
        GO_TREES,
        MANAGED_GOROOTS,
        EDITOR_SETUPS,
        LOGIN_SHELL,
        INTERACTIVE_SHELL,
    ),
    sources=("GO §1.2", "GO §13.5", "RULES 102"),
)
def shells_differ(see: Snapshot, want: Wanted) -> Finding:
    settings = {name: by_kind(name, see) for name in _NAMES}
    if any(each.text in see[MANAGED_GOROOTS] for each in settings["GOROOT"].values()):
        del settings["GOROOT"]
    differing = {name: of for name, of in settings.items() if len({each.text for each in of.values()}) > 1}
    extra = tuple(_of_editors(see, settings))
    aliases = tuple(_aliases(see[SHELLS]))
    if differing:
        return advice(
            say("Terminals and editors get different values: {names}.", names=join(differing)),
            *(seen for name, of in differing.items() for seen in _evidence(name, of)),
            *extra,
            *aliases,
            why=say("A build that works in one of them may fail in the other, or give other results."),
            do=_do(differing, see),
        )
    if extra:
        return advice(
            say("{path} changes Go for VS Code only.", path=extra[0].source),
            *extra,
            *aliases,
            why=say("The editor may report errors that a build in a terminal does not have."),
            do=say("Remove these lines, or use the same values in the start file of your shell."),
        )
    if aliases:
        return advice(
            say("go is an alias in terminals."),
            *aliases,
            why=_ALIASED,
            do=say("Remove the alias, and put the folder of that Go first in PATH."),
        )
    untold = [name for name, of in settings.items() if not of]
    same = ok(say("Terminals and editors get the same Go settings."))
    return _not_told(untold, see) or ok_only_if_known(same, see[START_FILES].gap)


def _not_told(names: list[str], see: Snapshot) -> Finding | None:
    """That start files may set *names* differently; None if shells were asked, and have the same."""
    login, inner = see[LOGIN_SHELL], see[INTERACTIVE_SHELL]
    is_same = (
        login is not None and inner is not None and all(login.get(each) == inner.get(each) for each in names)
    )
    return not_followed(see[SHELLS], names, is_asked=is_same) if names else None


def _evidence(name: str, of: Mapping[Kind, GoSetting]) -> Iterator[Evidence]:
    for setting in dict.fromkeys(of.values()):
        where = kinds(kind for kind, each in of.items() if each == setting)
        note = where if setting.text else say("not set in {where}", where=where)
        yield msgspec.structs.replace(setting.seen, note=note)


def _do(differing: Mapping[str, Mapping[Kind, GoSetting]], see: Snapshot) -> Text:
    """What `go env -w` keeps, every shell gets; the rest belongs into the file that login shells read."""
    chosen = {name: of[Kind.TERMINAL].text or of[Kind.EDITOR].text for name, of in differing.items()}
    kept = [f"{name}={text}" for name, text in chosen.items() if name in goenv.HONOURED]
    if useless := [name for name in chosen if name in _TO_REMOVE]:
        return say(
            "Remove the lines that set {names}, because Go has the right defaults.", names=join(useless)
        )
    own = {see[GOENV].path, *(file.path for file in see[START_FILES].files if file.in_home)}
    is_own = all(each.seen.source in own for of in differing.values() for each in of.values() if each.text)
    if is_own and len(kept) == len(chosen) and see[GOENV].is_own:
        return say(
            "Remove these lines, and let Go store the value for every shell: {command}",
            command=store_settings(kept),
        )
    file = see[START_FILES].login_file(see[ACCOUNT].shell)
    return say("Move these lines to {file}, which terminals and editors read.", file=file)


def _of_editors(see: Snapshot, settings: Mapping[str, Mapping[Kind, GoSetting]]) -> Iterator[Evidence]:
    """What the scripts of VS Code set otherwise than a terminal has it."""
    for file in see[EDITOR_SETUPS]:
        found = start_file.assignments(file.meant, (*_NAMES, "PATH"), SH, home=see[ACCOUNT].home)
        for each in found:
            if _is_other(each, settings, see):
                yield Evidence(file.path, _line(file, each.line), each.line, _FOR_EDITORS)


def _is_other(each: Assignment, settings: Mapping[str, Mapping[Kind, GoSetting]], see: Snapshot) -> bool:
    if each.name == "PATH":
        return any(is_other_go(folder, see) for folder in _folders(each.raw or "", see[ACCOUNT].home))
    terminal = settings.get(each.name, {}).get(Kind.TERMINAL)
    return bool(each.is_exported and each.literal and terminal is not None and each.literal != terminal.text)


def _folders(raw: str, home: str) -> Iterator[str]:
    for part in raw.replace('"', "").replace("'", "").split(":"):
        yield part.replace("${HOME}", home).replace("$HOME", home).rstrip("/")


def _line(file: StartFile, number: int) -> str:
    return file.meant.decode("utf-8", "replace").split("\n")[number - 1].strip()


def _aliases(shells: FollowedShells) -> Iterator[Evidence]:
    """Where terminals make an alias of the word ``go``."""
    found: dict[tuple[str, int], Evidence] = {}
    for kind in (Kind.TERMINAL, Kind.INNER):
        for each in shells.kinds[kind].unclear:
            text = each.text or shells.line(each.file, each.line)
            if each.only_in_terminal and _ALIAS.search(text):
                seen = Evidence(shells.shown(each.file), text, each.line, _ALIASED)
                found.setdefault((each.file, each.line), seen)
    yield from found.values()
