"""What Go gets of a variable in each kind of shell: from the environment, or else from the go env file (GO §1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from wizard.codecs.shell.kinds import Kind
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.model.facts import Fact, Snapshot
from wizard.model.findings import Evidence

OF_SETTINGS: Final[tuple[Fact[Any], ...]] = (SHELLS, GOENV)
"""What `by_kind` looks at."""


class GoSetting(msgspec.Struct, frozen=True):
    """The value, empty if nothing sets the variable; and where that is written: the whole line as *seen*."""

    text: str
    seen: Evidence


def by_kind(name: str, see: Snapshot) -> Mapping[Kind, GoSetting]:
    """The setting *name* by the kinds of shell in which people work; empty if it cannot be told of all of them."""
    shells, stored = see[SHELLS], _stored(name, see)
    found: dict[Kind, GoSetting] = {}
    for kind in PEOPLE:
        value = shells.value(kind, name)
        if value.unclear is not None:
            return {}
        if value.is_exported and value.text:
            path, line = value.place.file, value.place.line
            quote = shells.line(path, line) or f"{name}={value.text}"
            found[kind] = GoSetting(value.text, Evidence(shells.shown(path) or name, quote, line or None))
        else:
            found[kind] = stored
    return found


def in_terminals(name: str, see: Snapshot) -> GoSetting | None:
    """The setting *name* of terminals; None if it cannot be told."""
    return by_kind(name, see).get(Kind.TERMINAL)


def _stored(name: str, see: Snapshot) -> GoSetting:
    """What the go env file says, which every shell has that does not set the variable itself."""
    file = see[GOENV]
    text = file.settings.get(name, "")
    return GoSetting(text, Evidence(file.path, f"{name}={text}") if text else Evidence(name))
