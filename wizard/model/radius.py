"""What a restart stops, shown before the user confirms it."""

from __future__ import annotations

import msgspec

from wizard.model.findings import Restart
from wizard.model.text import Text


class Ending(msgspec.Struct, frozen=True):
    """Something that ends: in *distro*, of *user* (empty: of the distro as a whole), *count* of it. *what* is a
    sentence that says it all but distro and user."""

    distro: str
    user: str
    what: Text
    count: int = 1


class Radius(msgspec.Struct, frozen=True):
    """All that a *restart* ends: the *distros* that run and stop, and in them the *endings*, ordered by how much
    is lost. *unknown* says what could not be looked at: nothing is known of that, good or bad."""

    restart: Restart
    distros: tuple[str, ...] = ()
    endings: tuple[Ending, ...] = ()
    unknown: tuple[Text, ...] = ()
