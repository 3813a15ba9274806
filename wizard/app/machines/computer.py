"""The computer the wizard runs on, as a choice of machines: This PC and its distros, or the only one there is."""

from __future__ import annotations

from typing import Protocol

import msgspec

from wizard.app.session import Session
from wizard.model.events import Stop, never
from wizard.model.ports import SiteKind
from wizard.model.text import Text
from wizard.model.wanted import Wanted


class Machine(msgspec.Struct, frozen=True):
    """One machine that can be opened. *kind* is that of its `Site`. *wsl* is 1 or 2 for a distro of WSL;
    *is_running* is None where nobody knows; *release* is its operating system in the words of whoever
    recorded it (empty: not known). Opening a machine that does not run starts nothing; looking at it does."""

    name: str
    kind: SiteKind
    is_default: bool = False
    wsl: int | None = None
    is_running: bool | None = None
    release: str = ""


class Survey(msgspec.Struct, frozen=True):
    """What there is to choose from. *problems* say why there may be more than is seen here."""

    machines: tuple[Machine, ...]
    problems: tuple[Text, ...] = ()


class Computer(Protocol):
    """Where sessions come from. The faces know no more of it than this."""

    def survey(self, stop: Stop = never) -> Survey:
        """All machines, without starting any. At most one start of wsl.exe. Raises `WizardError`."""
        ...

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        """A session with *machine*. No crossing. Raises `WizardError`."""
        ...

    def default(self) -> Machine:
        """The machine that is meant if none is named. No crossing. Raises `InputError` if there is none."""
        ...


class Single:
    """A computer with one machine: a folder, a recording, or the Linux the wizard runs in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def survey(self, stop: Stop = never) -> Survey:
        """That one machine. Nothing is asked."""
        return Survey((self.default(),))

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        """Its one session, for what is *wanted* from now on."""
        self._session.wanted = wanted
        return self._session

    def default(self) -> Machine:
        """That one machine, as far as its site tells."""
        site = self._session.site
        return Machine(site.name, site.kind, is_default=True, is_running=site.kind is SiteKind.HERE or None)
