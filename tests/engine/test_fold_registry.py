"""Edits of one value: in whatever order rules speak, what nobody claims stays, or nothing is planned."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.codecs.windows.item_list import items
from wizard.engine.fold import Unfoldable
from wizard.engine.fold_registry import fold_value
from wizard.model.edits.files import Wish
from wizard.model.edits.registry import (
    AddItem,
    DropItem,
    RegistryEdit,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.registry import DWORD, ENVIRONMENT, EXPAND_SZ, SZ
from wizard.model.state import Absent, Registered

KEY = ENVIRONMENT


def fold(before: Absent | Registered, *edits: RegistryEdit) -> Absent | Registered:
    return fold_value(before, [Wish(edit, ("r",)) for edit in edits])


def path(text: str, kind: int = EXPAND_SZ) -> Registered:
    return Registered(kind, text)


@given(text=st.text(st.sampled_from("ab;%"), max_size=12), data=st.data())
def test_edits_commute(text: str, data: st.DataObject) -> None:
    listed = items(text, ";")
    numbers = data.draw(st.sets(st.integers(1, len(listed)), max_size=3))
    edits: list[RegistryEdit] = [DropItem(KEY, "Path", number, listed[number - 1]) for number in numbers]
    edits += [
        AddItem(KEY, "Path", "new"),
        AddItem(KEY, "Path", "other"),
        SetRegistryType(KEY, "Path", EXPAND_SZ),
    ]
    first = fold(path(text, SZ), *edits)
    for order in itertools.permutations(edits):
        assert fold(path(text, SZ), *order) == first
    assert isinstance(first, Registered)
    assert first.kind == EXPAND_SZ
    kept = [item for number, item in enumerate(listed, 1) if number not in numbers]
    assert first.text.startswith(";".join(kept))


def test_a_type_alone_changes_no_character() -> None:
    assert fold(path(r";%A%;;", SZ), SetRegistryType(KEY, "Path", EXPAND_SZ)) == path(r";%A%;;")


def test_an_entry_comes_to_a_value_that_is_not_there() -> None:
    assert fold(Absent(), AddItem(KEY, "Path", r"%X%\bin")) == path(r"%X%\bin")
    assert fold(path("A:B", SZ), AddItem(KEY, "WSLENV", "GOPATH/p")) == path("A:B:GOPATH/p", SZ)


def test_a_whole_value_is_set_or_goes() -> None:
    assert fold(path("x"), RemoveRegistryValue(KEY, "Path")) == Absent()
    assert fold(Absent(), RemoveRegistryValue(KEY, "Path")) == Absent()
    assert fold(path("x"), SetRegistryValue(KEY, "n", Registered(DWORD, "1"))) == Registered(DWORD, "1")


@pytest.mark.parametrize(
    ("before", "edits"),
    [
        (path("a;b"), [DropItem(KEY, "Path", 1, "b")]),
        (path("a;b"), [DropItem(KEY, "Path", 3, "b")]),
        (path("a;b"), [DropItem(KEY, "GOPATH", 1, "a")]),
        (Absent(), [DropItem(KEY, "Path", 1, "a")]),
        (Absent(), [SetRegistryType(KEY, "Path", EXPAND_SZ)]),
        (Registered(DWORD, "1"), [SetRegistryType(KEY, "Path", EXPAND_SZ)]),
        (path("a"), [SetRegistryType(KEY, "Path", DWORD)]),
        (path("a"), [AddItem(KEY, "Path", "b;c")]),
        (path("a"), [RemoveRegistryValue(KEY, "Path"), DropItem(KEY, "Path", 1, "a")]),
        (path("a"), [SetRegistryValue(KEY, "Path", path("b")), SetRegistryType(KEY, "Path", SZ)]),
    ],
)
def test_what_does_not_fit_is_not_planned(before: Absent | Registered, edits: list[RegistryEdit]) -> None:
    for order in itertools.permutations(edits):
        with pytest.raises(Unfoldable):
            fold(before, *order)
