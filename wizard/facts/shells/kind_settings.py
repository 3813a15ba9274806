"""What Go gets of any setting in a kind of shell: a variable that is not empty, else the go env file (GO §1.2)."""

from __future__ import annotations

from typing import Final

from wizard.codecs.shell.kinds import Kind
from wizard.facts.shell import LOGIN_SHELL
from wizard.facts.shells.followed import SHELLS
from wizard.facts.shells.goenv_file import GOENV
from wizard.facts.shells.unfollowed import gap
from wizard.model.facts import Snapshot, Unknown

USES: Final = (SHELLS, GOENV, LOGIN_SHELL)
"""What these functions look at. `SHELLS` and `GOENV` have to be known."""


def variable(see: Snapshot, kind: Kind, name: str) -> str | Unknown:
    """The variable *name* as programs get it in that kind of shell; empty if it is not set. What could not be followed,
    a login shell may have been asked for."""
    value, login = see[SHELLS].value(kind, name), see[LOGIN_SHELL]
    is_asked = login is not None and name in login.asked
    if value.unclear is not None and not is_asked:
        return gap(see[SHELLS], name) or ""
    own = value.text if value.is_exported and value.unclear is None else None
    return own or (login.get(name) if login is not None else None) or ""


def setting(see: Snapshot, kind: Kind, name: str) -> str | Unknown:
    """What Go takes for its setting *name* in that kind of shell; empty if neither says anything."""
    own = variable(see, kind, name)
    if own:
        return own
    file = see[GOENV]
    return file.gap or file.settings.get(name, "")
