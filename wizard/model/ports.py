"""The one narrow door to a machine (law 5). Replay, recording and fault injection wrap it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.probes import Answers, Probe


class Site(msgspec.Struct, frozen=True):
    """Which machine: *kind* (tree, here, wsl, windows, replay, host), *name* for people, and *lock*, a
    word that is the same for every way to the same machine on this computer."""

    kind: str
    name: str
    lock: str


class Can(msgspec.Struct, frozen=True):
    """What a transport is able to do."""

    commands: bool
    act: bool
    restart: bool


class Transport(Protocol):
    """A way to one machine. Both verbs are one crossing each, however much is asked or ordered."""

    @property
    def site(self) -> Site: ...

    @property
    def can(self) -> Can: ...

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Ask. Never writes. Every probe has an answer, if need be `Unavailable`.

        Raises `MachineError` if the machine could not be reached at all, `Stopped`.
        """
        ...

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Do. Either the receipt's phase is reached or all files are as before.

        Raises `StaleError` (a file is not what the change's *before* says), `BusyError`, `OpenError`
        (another batch waits or was interrupted), `MachineError` (says what stands now), `Stopped`.
        """
        ...

    def restart(self, tell: Tell) -> None:
        """Restart the machine's distro. Raises `MachineError` if this transport cannot."""
        ...
