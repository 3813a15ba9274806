"""From edits of a value of the registry to its new state, in one canonical order: its type, items that go from the last
one up (so that numbers stay true), items that come by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

import msgspec

from wizard.codecs.windows import item_list
from wizard.engine.fold import Unfoldable
from wizard.model.edits.files import Wish
from wizard.model.edits.registry import (
    REGISTRY_EDITS,
    WHOLE,
    AddItem,
    DropItem,
    RegistryEdit,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.registry import EXPAND_SZ, SEPARATORS, TEXTS
from wizard.model.state import Absent, Registered
from wizard.model.text import say

Value = Absent | Registered


def of_registry(wishes: Iterable[Wish]) -> list[tuple[RegistryEdit, tuple[str, ...]]]:
    """The edits of values among *wishes*, with the rules that want them, in the canonical order."""
    edits = [(wish.edit, wish.rules) for wish in wishes if isinstance(wish.edit, REGISTRY_EDITS)]
    return sorted(edits, key=lambda pair: _rank(pair[0]))


def _rank(edit: RegistryEdit) -> tuple[int, int, str]:
    match edit:
        case DropItem():
            return (1, -edit.number, "")
        case AddItem():
            return (2, 0, edit.item)
        case _:
            return (0, 0, edit.claim)


def fold_value(before: Value, wishes: Sequence[Wish]) -> Value:
    """*before* with all *wishes* made, in canonical order. Raises `Unfoldable`."""
    edits = of_registry(wishes)
    if len(edits) > 1 and any(edit.claim == WHOLE for edit, _ in edits):
        raise Unfoldable(
            say("One repair replaces {path}, and another changes a part of it.", path=edits[0][0].path)
        )
    for edit, _ in edits:
        before = apply(edit, before)
    return before


def apply(edit: RegistryEdit, before: Value) -> Value:
    """*before* with *edit* made. Raises `Unfoldable`."""
    match edit:
        case SetRegistryValue():
            return edit.becomes
        case RemoveRegistryValue():
            return Absent()
        case SetRegistryType():
            return Registered(edit.kind, _text(edit, before, edit.kind).text)
        case AddItem():
            return _added(edit, before)
        case DropItem():
            return _dropped(edit, before)
        case _ as never:
            assert_never(never)


def _added(edit: AddItem, before: Value) -> Registered:
    state = Registered(EXPAND_SZ, "") if isinstance(before, Absent) else _text(edit, before)
    text = item_list.added(state.text, edit.item, _separator(edit))
    if text is None:
        raise Unfoldable(say("{item} cannot be an entry of {path}.", item=edit.item, path=edit.path))
    return msgspec.structs.replace(state, text=text)


def _dropped(edit: DropItem, before: Value) -> Registered:
    state = _text(edit, before)
    text = item_list.dropped(state.text, edit.number, edit.item, _separator(edit))
    if text is None:
        raise Unfoldable(say("Entry {number} of {path} has changed.", number=edit.number, path=edit.path))
    return msgspec.structs.replace(state, text=text)


def _separator(edit: AddItem | DropItem) -> str:
    separator = SEPARATORS.get(edit.name.lower())
    if separator is None:
        raise Unfoldable(say("{path} is not a list of entries.", path=edit.path))
    return separator


def _text(edit: RegistryEdit, before: Value, becomes: int = EXPAND_SZ) -> Registered:
    if not isinstance(before, Registered) or before.kind not in TEXTS or becomes not in TEXTS:
        raise Unfoldable(say("{path} is not a text value.", path=edit.path))
    return before
