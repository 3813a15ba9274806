"""Edits of one value name one path; those that can stand side by side claim different parts of it."""

from __future__ import annotations

import pytest

from wizard.model.edits.registry import (
    REGISTRY_EDITS,
    AddItem,
    DropItem,
    RegistryEdit,
    RemoveRegistryValue,
    SetRegistryType,
    SetRegistryValue,
)
from wizard.model.registry import path_of
from wizard.model.state import Registered

KEY, NAME = r"HKCU\Environment", "Path"
EDITS: tuple[RegistryEdit, ...] = (
    SetRegistryValue(KEY, NAME, Registered(2, b"x")),
    RemoveRegistryValue(KEY, NAME),
    SetRegistryType(KEY, NAME, 2),
    AddItem(KEY, NAME, "C:\\Go\\bin"),
    DropItem(KEY, NAME, 2, "C:\\Go\\bin"),
)


@pytest.mark.parametrize("edit", EDITS)
def test_each_is_about_its_value(edit: RegistryEdit) -> None:
    assert edit.path == path_of(KEY, NAME)


def test_who_decides_about_all_of_a_value_meets_who_does_too() -> None:
    assert [type(edit) for edit in EDITS] == list(REGISTRY_EDITS)
    first, second, *parts = (edit.claim for edit in EDITS)
    assert first == second
    assert len({first, *parts}) == 4


def test_entries_are_claimed_one_by_one() -> None:
    assert DropItem(KEY, NAME, 1, "a").claim != DropItem(KEY, NAME, 2, "a").claim
    assert AddItem(KEY, NAME, "a").claim != AddItem(KEY, NAME, "b").claim
