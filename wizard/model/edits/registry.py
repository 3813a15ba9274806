"""What a rule wants done to a value of the user's registry, as data. See `wizard.model.edits.files` for claims."""

from __future__ import annotations

import msgspec

from wizard.model.registry import path_of
from wizard.model.state import Registered

WHOLE = "value"
"""The claim of an edit that decides about all of a value."""


class SetRegistryValue(msgspec.Struct, frozen=True, tag="set-registry-value"):
    """Value *name* of *key* is *becomes*."""

    key: str
    name: str
    becomes: Registered

    @property
    def path(self) -> str:
        return path_of(self.key, self.name)

    @property
    def claim(self) -> str:
        return WHOLE


class RemoveRegistryValue(msgspec.Struct, frozen=True, tag="remove-registry-value"):
    """No value *name* of *key*."""

    key: str
    name: str

    @property
    def path(self) -> str:
        return path_of(self.key, self.name)

    @property
    def claim(self) -> str:
        return WHOLE


class SetRegistryType(msgspec.Struct, frozen=True, tag="set-registry-type"):
    """The text under *name* of *key* has the type with number *kind*; not a character of it changes."""

    key: str
    name: str
    kind: int

    @property
    def path(self) -> str:
        return path_of(self.key, self.name)

    @property
    def claim(self) -> str:
        return "type"


class AddItem(msgspec.Struct, frozen=True, tag="add-item"):
    """*item* is an entry of the list under *name* of *key* (`wizard.model.registry.SEPARATORS`): as the last one, if
    it is not there."""

    key: str
    name: str
    item: str

    @property
    def path(self) -> str:
        return path_of(self.key, self.name)

    @property
    def claim(self) -> str:
        return f"entry {self.item}"


class DropItem(msgspec.Struct, frozen=True, tag="drop-item"):
    """Entry *number* (from 1) of such a list, which reads *item* now, is gone, with one separator."""

    key: str
    name: str
    number: int
    item: str

    @property
    def path(self) -> str:
        return path_of(self.key, self.name)

    @property
    def claim(self) -> str:
        return f"entry {self.number}"


RegistryEdit = SetRegistryValue | RemoveRegistryValue | SetRegistryType | AddItem | DropItem
REGISTRY_EDITS = (SetRegistryValue, RemoveRegistryValue, SetRegistryType, AddItem, DropItem)
