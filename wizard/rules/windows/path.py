"""The PATH of Windows: damage by setx, and entries of Go that are there twice or lead nowhere.

Of the user's own value the wizard takes single entries away; the value for all users is for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from wizard.facts.windows.go import (
    GO_FOLDERS,
    VARIABLES,
    GoFolders,
    WindowsVariable,
    WindowsVariables,
    entries,
    spelled,
)
from wizard.model.edits.registry import DropItem, RegistryEdit, SetRegistryType
from wizard.model.facts import Side, Snapshot, Unknown
from wizard.model.findings import Evidence, Finding, Restart
from wizard.model.registry import EXPAND_SZ, TEXTS
from wizard.model.text import Text, say, say_n
from wizard.model.wanted import Wanted
from wizard.patterns import lazy_pattern
from wizard.rules.declare import advice, fixable, ok, ok_only_if_known, rule
from wizard.rules.windows import AREA
from wizard.rules.windows.variables import TAKES_EFFECT, gap, seen

_CUT: Final = (1023, 1024)  # setx cuts a value at 1024 characters
_LIKE_GO: Final = lazy_pattern(r"(?i)(?:^|\\)go[^\\]*(?:\\|$)")
_OWN_NAME: Final = "%path%"
_EDITOR: Final = say(
    "Change it under “Edit the system environment variables” in the Start menu. Do not use setx: it cuts the value at"
    " 1024 characters and copies the system PATH into yours."
)


_WHY: Final = say(
    "Windows skips folders that do not exist, and does not replace {name} in a value of type REG_SZ. Programs in these"
    " folders are not found.",
    name="%NAME%",
)
_GONE: Final = say("If you install Go into a removed folder later, Windows does not find it.")
_EXPANDED: Final = say(
    "Entries such as {name} start to apply, so another program of the same name may run.", name="%NAME%"
)
_BOTH: Final = say(
    "Entries such as {name} start to apply, so another program may run. If you install Go into a removed folder"
    " later, Windows does not find it.",
    name="%NAME%",
)


class _Trouble(msgspec.Struct, frozen=True):
    """Something wrong with a PATH. *may_break* is what its repair may break: nothing, of an entry that adds nothing
    (it is there twice, or is the PATH of all users, which Windows puts in front anyway)."""

    evidence: Evidence
    edits: tuple[RegistryEdit, ...] = ()
    may_break: Text | None = None


@rule(
    "windows-path-damaged",
    area=AREA,
    title=say("The Windows PATH is intact"),
    needs=(VARIABLES, GO_FOLDERS),
    side=Side.HOST,
    sources=("RULES 4",),
)
def path_damaged(see: Snapshot, want: Wanted) -> Finding:
    variables, folders = see[VARIABLES], see[GO_FOLDERS]
    paths = variables.named("Path")
    found = [trouble for path in paths for trouble in _troubles(path, variables, folders)]
    if not found:
        missing = gap(_like_go(paths), variables, folders) or _untyped(paths)
        return ok_only_if_known(ok(say("The Windows PATH is intact.")), missing)
    says = say_n(
        "The Windows PATH has {count} problem.",
        "The Windows PATH has {count} problems.",
        count=len(found),
    )
    evidence = [trouble.evidence for trouble in found]
    repaired = [trouble for trouble in found if trouble.edits]
    if not repaired:
        return advice(says, *evidence, why=_WHY, do=_EDITOR)
    return fixable(
        says,
        [edit for trouble in repaired for edit in trouble.edits],
        *evidence,
        why=_WHY,
        effect=TAKES_EFFECT,
        restart=Restart.SHELL,
        may_break=_may_break(repaired),
        do=_EDITOR if len(repaired) < len(found) else None,
    )


def _may_break(repaired: Sequence[_Trouble]) -> Text | None:
    said = tuple(dict.fromkeys(each.may_break for each in repaired if each.may_break is not None))
    return said[0] if len(said) == 1 else _BOTH if said else None


def _troubles(path: WindowsVariable, variables: WindowsVariables, folders: GoFolders) -> Iterator[_Trouble]:
    can_change = path.is_users and path.type in TEXTS
    for trouble in (*_damage(path), *_go_entries(path, variables, folders)):
        yield trouble if can_change else _Trouble(trouble.evidence)


def _damage(path: WindowsVariable) -> Iterator[_Trouble]:
    if _OWN_NAME in path.text.lower():
        own = [number for number, entry in enumerate(entries(path), 1) if entry.strip().lower() == _OWN_NAME]
        note = say("It refers to itself, so Windows cannot resolve {name}.", name="%PATH%")
        yield _Trouble(seen(path, note), _drops(path, own))
    if path.is_literal and any("%" in entry and _OWN_NAME not in entry.lower() for entry in entries(path)):
        note = say("Names in percent signs are not replaced: the value has lost its type, REG_EXPAND_SZ.")
        yield _Trouble(seen(path, note), (SetRegistryType(path.key, path.name, EXPAND_SZ),), _EXPANDED)
    if len(path.text) in _CUT:
        yield _Trouble(
            seen(
                path,
                say("Its length matches the limit of setx (1024 characters), so the end may be missing."),
            )
        )


def _go_entries(path: WindowsVariable, variables: WindowsVariables, folders: GoFolders) -> Iterator[_Trouble]:
    """Folders of Go that are there twice, or lead nowhere. Other entries are not the wizard's business."""
    listed = entries(path)
    numbers: dict[str, list[int]] = {}
    for number, entry in enumerate(listed, 1):
        if entry.strip():
            numbers.setdefault(spelled(variables.expanded(entry)), []).append(number)
    for meant, places in numbers.items():
        place = folders.at(meant)
        if place is None:
            continue
        first = listed[places[0] - 1]
        if not place.there:
            note = say("This folder does not exist.")
            yield _Trouble(Evidence(path.key, first, note=note), _drops(path, places), _GONE)
        elif place.program and len(places) > 1:
            note = say("This folder is listed more than once.")
            # What %NAME% stands for may be something else tomorrow.
            is_same = not any("%" in listed[number - 1] for number in places)
            yield _Trouble(Evidence(path.key, first, note=note), _drops(path, places[1:]) if is_same else ())


def _drops(path: WindowsVariable, numbers: list[int]) -> tuple[RegistryEdit, ...]:
    listed = entries(path)
    return tuple(DropItem(path.key, path.name, number, listed[number - 1]) for number in numbers)


def _like_go(paths: tuple[WindowsVariable, ...]) -> list[str]:
    return [entry for path in paths for entry in entries(path) if _LIKE_GO.search(entry)]


def _untyped(paths: tuple[WindowsVariable, ...]) -> Unknown | None:
    """Without its type nobody knows whether Windows replaces names in it."""
    found = next((path for path in paths if path.type is None and "%" in path.text), None)
    return (
        Unknown(say("The type of {name} is not known.", name=f"{found.key}, {found.name}")) if found else None
    )
