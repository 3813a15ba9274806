"""Profiles as TOML: whatever differs from "not wanted"."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from wizard.model.errors import InputError
from wizard.model.text import say
from wizard.model.wanted import Wanted
from wizard.transports.private_files import save_private

_WORDS = ("name", "title", "about", "$schema", "needs")
"""What a profile says of itself."""


def save(wanted: Wanted, path: Path) -> None:
    """Write a profile that `load` reads back. Raises `InputError`."""
    save_private(path, toml(wanted).encode(), "profile-not-saved")


def save_new(wanted: Wanted, path: Path) -> None:
    """Write it where nothing is yet: a file that somebody wrote, with comments, is not replaced. Raises
    `InputError`."""
    if os.path.lexists(path):
        raise InputError(
            "profile-exists",
            say("{path} is already there.", path=str(path)),
            next_step=say("Choose another name, or remove the file first."),
        )
    save(wanted, path)


def toml(wanted: Wanted) -> str:
    """*wanted* as TOML: its name, and whatever differs from "not wanted"."""
    words = {key: value for key, value in msgspec.to_builtins(wanted).items() if key in _WORDS and value}
    return msgspec.toml.encode({"name": wanted.name, **words, **sections(wanted)}).decode()


def sections(wanted: Wanted) -> Mapping[str, Mapping[str, Any]]:
    """What *wanted* wishes, by section and key."""
    values, empty = msgspec.to_builtins(wanted), msgspec.to_builtins(Wanted())
    found = {
        key: {name: item for name, item in value.items() if item != empty[key].get(name)}
        for key, value in values.items()
        if key not in _WORDS
    }
    return {key: value for key, value in found.items() if value}
