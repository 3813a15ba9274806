"""The profiles that come with the wizard, by name; a team's own by path."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from wizard.app.profiles.reading import load
from wizard.model.errors import InputError
from wizard.model.text import join, say
from wizard.model.wanted import Wanted
from wizard.resources import intact, names

DEFAULT: Final = "baseline"
ORDER: Final = (
    DEFAULT,
    "china",
    "private-proxy",
    "private-modules",
    "fips",
    "containers",
    "vpn",
    "minimal",
    "repair",
)
"""The order in which people are shown them."""
SUFFIX: Final = ".toml"


def shipped() -> tuple[Wanted, ...]:
    """The profiles that come with the wizard, the default one first. Raises `DamagedError` and `OSError`."""
    there = {name.removesuffix(SUFFIX) for name in names("profiles", SUFFIX)}
    return tuple(_shipped(name) for name in ORDER if name in there)


def _shipped(name: str) -> Wanted:
    with intact("profiles", f"{name}{SUFFIX}") as path:
        return load(path)


def find(name: str) -> Wanted:
    """The profile called *name*, or the one in the file *name*. Raises `InputError`."""
    path = Path(name)
    if path.suffix != SUFFIX and name in ORDER:
        return _shipped(name)
    if path.suffix == SUFFIX or os.path.exists(path):
        return load(path)
    raise InputError(
        "profile-unknown",
        say("No profile is named {name}.", name=name),
        next_step=say("Choose one of {names}, or give the path of a TOML file.", names=join(ORDER)),
    )
