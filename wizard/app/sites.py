"""Which machine: by a folder, by a recording, or the one the wizard runs in."""

from __future__ import annotations

from pathlib import Path

import msgspec

from wizard.app.session import Session
from wizard.model.errors import InputError
from wizard.model.ports import Transport
from wizard.model.text import say
from wizard.model.wanted import Wanted


class Where(msgspec.Struct, frozen=True):
    """What the user said about the machine: a *root* folder, a recorded *machine* file, or neither (the
    machine the wizard runs in); and the *user* it is looked at for (None: the usual one)."""

    root: Path | None = None
    machine: Path | None = None
    user: str | None = None


def open_session(where: Where, wanted: Wanted) -> Session:
    """A session with that machine. Transports are imported only when used. Raises `WizardError`."""
    site, host = _sites(where)
    return Session(site, host, wanted)


def _sites(where: Where) -> tuple[Transport, Transport]:
    if where.root is not None and where.machine is not None:
        raise InputError("two-machines", say("Give either --root or --machine, not both."))
    if where.machine is not None:
        from wizard.transports.replay import replay

        return replay(where.machine)
    from wizard.transports.host import Host

    if where.root is not None:
        from wizard.transports.tree import Tree

        return Tree(where.root, user=where.user), Host()
    from wizard.transports.here import Here

    return Here(user=where.user), Host()
