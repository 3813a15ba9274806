"""What Go gets of a setting in each kind of shell: a variable that is not empty, else the go env file (GO §1.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.go_paths import PEOPLE
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Fact, Snapshot, Unknown
from wizard.model.findings import Evidence

USES: Final[tuple[Fact[Any], ...]] = (SHELLS, GOENV, LOGIN_SHELL)
"""What these functions look at. `SHELLS` and `GOENV` have to be known."""


class GoSetting(msgspec.Struct, frozen=True):
    """The value, empty if nothing sets it; and where that is written: the whole line as *seen*."""

    text: str
    seen: Evidence


def variable(see: Snapshot, kind: Kind, name: str) -> GoSetting | Unknown:
    """The variable *name* as programs get it in that kind of shell. What could not be followed, a login shell may have
    been asked for; a script is none of its kind."""
    shells, login = see[SHELLS], see[LOGIN_SHELL] if kind in PEOPLE else None
    value = shells.value(kind, name)
    is_asked = login is not None and name in login.asked
    if value.unclear is not None and not is_asked:
        return gap(shells, name) or GoSetting("", Evidence(name))
    if value.is_exported and value.text and value.unclear is None:
        path, line = value.place.file, value.place.line
        quote = shells.line(path, line) or f"{name}={value.text}"
        return GoSetting(value.text, Evidence(shells.shown(path) or name, quote, line or None))
    heard = (login.get(name) if login is not None else None) or ""
    return GoSetting(heard, Evidence(f"${name}", heard) if heard else Evidence(name))


def setting(see: Snapshot, kind: Kind, name: str) -> GoSetting | Unknown:
    """What Go takes for its setting *name* in that kind of shell."""
    own = variable(see, kind, name)
    if isinstance(own, Unknown) or own.text:
        return own
    return see[GOENV].gap or _stored(name, see)


def value_of(see: Snapshot, kind: Kind, name: str) -> str | Unknown:
    """The value of that `setting`; empty if neither says anything."""
    found = setting(see, kind, name)
    return found if isinstance(found, Unknown) else found.text


def by_kind(name: str, see: Snapshot) -> Mapping[Kind, GoSetting]:
    """The setting *name* by the kinds of shell in which people work; empty if start files do not tell it of all of
    them: the login shell that was asked is only one."""
    if any(see[SHELLS].value(kind, name).unclear is not None for kind in PEOPLE):
        return {}
    found = {kind: setting(see, kind, name) for kind in PEOPLE}
    known = {kind: each for kind, each in found.items() if not isinstance(each, Unknown)}
    return known if len(known) == len(found) else {}


def in_terminals(name: str, see: Snapshot) -> GoSetting | None:
    """The setting *name* of terminals; None if it cannot be told."""
    found = setting(see, Kind.TERMINAL, name)
    return found if isinstance(found, GoSetting) else None


def _stored(name: str, see: Snapshot) -> GoSetting:
    """What the go env file says, which every shell has that does not set the variable itself."""
    file = see[GOENV]
    text = file.settings.get(name, "")
    return GoSetting(text, Evidence(file.path, f"{name}={text}") if text else Evidence(name))
