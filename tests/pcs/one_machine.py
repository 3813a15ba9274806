"""A computer with one machine that has a journal, for commands that restart it or wait for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.stubs import NOW, SHELL, Street, Stub, finds, runs
from wizard.app.machines.computer import Machine, Survey
from wizard.app.session import Session
from wizard.facts.wsl import WSL_CONF
from wizard.model.edits.files import SetKey
from wizard.model.events import Stop, Tell, never
from wizard.model.findings import Finding, Restart, Rule, Severity, Verdict
from wizard.model.orders import Accept, Commit, Order, Phase, Receipt, Undo
from wizard.model.ports import SiteKind
from wizard.model.probes import Journal, JournalEntry, JournalProbe
from wizard.model.text import plain
from wizard.model.wanted import Wanted

HOUR = timedelta(hours=1)


class Site(Stub):
    """A machine with a journal that is written, and a file that a rule repairs for the next start."""

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        match order:
            case Commit():
                self.note, phase = order.note, Phase.TRIAL
            case Accept():
                phase = Phase.ACCEPTED
            case Undo():
                phase = Phase.UNDONE
            case _:
                raise AssertionError(order)
        entry = JournalEntry(1, phase.value, b"", self.note)
        open_batch = 1 if phase is Phase.TRIAL else None
        self._answers[JournalProbe(20)] = self._answers[JournalProbe(1)] = Journal((entry,), open_batch)
        return Receipt(1, phase)


class Pc:
    """A computer with one distro, or that computer itself."""

    def __init__(self, transport: Stub, street: Street | None = None, rule: Rule | None = None) -> None:
        self.transport, self.street, self.rule = transport, street, rule

    def survey(self, stop: Stop = never) -> Survey:
        return Survey((self.default(),))

    def default(self) -> Machine:
        return Machine(self.transport.site.name, self.transport.site.kind)

    def open(self, machine: Machine, wanted: Wanted) -> Session:
        own = self.transport
        host = own if own.site.kind is SiteKind.WINDOWS else Stub("host", kind=SiteKind.HOST)
        return Session(
            own, host, wanted, other_distros=self.street, rules=[self.rule or finds()], now=lambda: NOW
        )


REPAIR = Rule(
    "a-rule",
    "wsl",
    plain("x"),
    (WSL_CONF,),
    Severity.LOW,
    lambda see, want: Finding(
        Verdict.FIXABLE,
        plain("x"),
        edits=(SetKey("/etc/wsl.conf", "boot", "systemd", "true"),),
        restart=Restart.DISTRO,
    ),
)


@contextmanager
def typing(monkeypatch: pytest.MonkeyPatch, words: str) -> Iterator[None]:
    """A terminal at which somebody types *words*."""
    master, slave = os.openpty()
    os.write(master, words.encode())
    with os.fdopen(slave) as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", terminal)
        yield
    os.close(master)


def ubuntu(*answers: dict[Any, Any]) -> Site:
    return Site("Ubuntu", runs(SHELL), *answers)
