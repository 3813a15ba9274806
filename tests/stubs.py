"""Machines that answer what they were told to, for what is done with machines as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec

from tests.facts.answers import ME, file
from tests.running import OWN, PASSWD, WSL, Made, told
from wizard.app.restart.shutdown import moment
from wizard.facts.age import AGE
from wizard.facts.processes import PASSWD_PROBE, PROCESSES_PROBE
from wizard.model.errors import InputError, Stopped, WizardError
from wizard.model.events import Stop, Tell, never
from wizard.model.findings import Finding, Restart, Rule, Severity, Verdict
from wizard.model.orders import Order, Phase, Receipt
from wizard.model.plans import Plan, Record
from wizard.model.ports import Can, Site, SiteKind, Transport
from wizard.model.probes import (
    AccountProbe,
    Answer,
    Answers,
    Exited,
    Journal,
    JournalEntry,
    JournalProbe,
    Missing,
    Probe,
)
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
STAT = (
    "1 (systemd) S 0 1 1 0 -1 4194560 25 0 0 0 1 2 0 0 20 0 1 0 {ticks} 22000000 3000 18446744073709551615\n"
)
SHELL = Made(500, 301, b"bash", b"-bash\0")
UPTIME, FIRST = AGE.ask(Wanted())


def runs(*made: Made) -> dict[Probe, Answer]:
    return {PROCESSES_PROBE: Exited(0, told((*WSL, *made), OWN), b""), PASSWD_PROBE: file(PASSWD)}


def aged(machine_s: float, distro_s: float) -> dict[Probe, Answer]:
    ticks = round((machine_s - distro_s) * 100)
    return {UPTIME: file(f"{machine_s} 1.0\n"), FIRST: file(STAT.format(ticks=ticks))}


class Stub:
    """A machine that answers what it was told to, and remembers what was asked of it."""

    def __init__(self, name: str, *answers: dict[Probe, Answer], kind: SiteKind = SiteKind.WSL) -> None:
        self.site = Site(kind, name, name)
        self.can = Can(commands=True, act=True, restart=True)
        self.reads: list[tuple[Probe, ...]] = []
        self.restarted = 0
        self.trouble: Callable[[], WizardError] | None = None
        self._answers: dict[Probe, Answer] = {AccountProbe(): ME}
        for each in answers:
            self._answers |= each

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        if stop():
            raise Stopped
        self.reads.append(tuple(probes))
        if self.trouble is not None:
            raise self.trouble()
        return Answers(tuple((probe, self._answers.get(probe, Missing())) for probe in probes))

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise AssertionError(order)

    def restart(self, tell: Tell) -> None:
        self.restarted += 1


class Street:
    """Distros side by side, of which *names* run."""

    def __init__(self, *sites: Stub, names: tuple[str, ...] | None = None) -> None:
        self.sites = {site.site.name: site for site in sites}
        self.names = names if names is not None else tuple(self.sites)
        self.trouble: WizardError | None = None
        self.started: list[str] = []
        self.listings = 0

    def running(self, stop: Stop = never) -> tuple[str, ...]:
        self.listings += 1
        if self.trouble is not None:
            raise self.trouble
        return self.names

    def open(self, name: str) -> Transport:
        if " " in name:
            raise InputError("distro-name", say("no name"))
        return self.sites[name]

    def start(self, name: str, tell: Tell) -> None:
        self.started.append(name)


def finds(verdict: Verdict = Verdict.OK, restart: Restart = Restart.NONE) -> Rule:
    finding = Finding(verdict, plain("x"), restart=restart)
    return Rule("a-rule", "wsl", plain("x"), (), Severity.LOW, lambda see, want: finding)


def journal(
    at: datetime, restart: Restart, phase: Phase = Phase.ACCEPTED, undone: datetime | None = None
) -> dict[Probe, Answer]:
    record = Record(Plan("m", "s", restart=restart), moment(at), "0.1")
    undone_at = moment(undone) if undone is not None else None
    entry = JournalEntry(1, phase.value, b"", msgspec.json.encode(record), undone_at)
    return {JournalProbe(20): Journal((entry,))}
