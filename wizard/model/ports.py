"""The one narrow door to a machine (law 5). Replay, recording and fault injection wrap it."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Protocol

import msgspec

from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.probes import Answers, Probe


class SiteKind(enum.StrEnum):
    """What kind of machine a site is, and how it is reached."""

    NONE = ""
    """No machine is chosen yet."""
    TREE = "tree"
    """A folder that holds a distro's files; nothing runs in it."""
    HERE = "here"
    """The Linux machine the wizard itself runs on."""
    WSL = "wsl"
    """A distro, through ``wsl.exe``."""
    WINDOWS = "windows"
    """This PC: Windows and its WSL."""
    REPLAY = "replay"
    """A recorded machine; it answers, and cannot be changed."""
    HOST = "host"
    """The computer the wizard runs on, as far as it is only asked."""


class Site(msgspec.Struct, frozen=True):
    """Which machine: its *kind*, its *name* for people, and *lock*, a word that is the same for every way to the
    same machine on this computer. *distro* is what WSL calls the
    distro that the wizard runs in."""

    kind: SiteKind
    name: str
    lock: str
    distro: str | None = None


class Can(msgspec.Struct, frozen=True):
    """What a transport is able to do."""

    commands: bool
    act: bool
    restart: bool


class Transport(Protocol):
    """What reads and changes one machine. Both verbs are one crossing each, however much is asked or ordered."""

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

        Raises `StaleError` (a file is not what the change's *before* says, or nobody agreed to what a commit's
        rehearsal measured), `BusyError`, `OpenError` (another batch waits or was interrupted), `MachineError` (says
        what stands now), `Stopped`.
        """
        ...

    def restart(self, tell: Tell) -> None:
        """Restart the machine's distro. Raises `MachineError` if this transport cannot."""
        ...
