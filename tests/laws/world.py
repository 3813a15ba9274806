"""The recorded machines as the laws need them: looked at as they ran, and laid out so that they can be changed."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tests.first_wave import probes_of
from tests.machines.make import NAMES, recording
from wizard.app.archives import Archives
from wizard.app.demo import DemoHost
from wizard.app.profiles.shipped import shipped
from wizard.app.session import Session
from wizard.engine import evaluate
from wizard.engine.plan import PlanInput
from wizard.model.events import Stop, Tell, never
from wizard.model.facts import Side, Snapshot
from wizard.model.findings import Judged, Rule
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site
from wizard.model.probes import Account, AccountProbe, Answers, CommandProbe, Probe
from wizard.model.wanted import (
    DockerWanted,
    DriftWanted,
    FipsWanted,
    GoWanted,
    ModulesWanted,
    ProjectsWanted,
    TlsWanted,
    TmpfsWanted,
    Wanted,
    WslWanted,
)
from wizard.resources import resource
from wizard.rules import catalogue
from wizard.transports.recording.materialise import materialise
from wizard.transports.recording.recorded import Recording
from wizard.transports.tree import Tree

RULES: tuple[Rule, ...] = catalogue.rules()
MACHINES = NAMES
MESSY = "ubuntu-24.04-messy"
DOWNLOADS = str(resource("demo", "dl"))


def _local(wanted: Wanted) -> Wanted:
    """*wanted*, with Go from the demo's download folder."""
    return msgspec.structs.replace(wanted, go=GoWanted(wanted.go.version, (DOWNLOADS,)))


_OWN = (
    Wanted(
        name="other-values",
        wsl=WslWanted(systemd=False),
        tmpfs=TmpfsWanted("3g"),
        godebug={"http2client": "0", "netdns": "go"},
        go=GoWanted("1.27"),
    ),
    Wanted(
        name="own-modules",
        modules=ModulesWanted(
            "https://goproxy.corp.example|direct",
            "sum.golang.org",
            ("git.corp.example",),
            ("go.corp.example/*",),
        ),
        tls=TlsWanted(("~/company.crt",)),
        fips=FipsWanted("latest"),
        docker=DockerWanted("distro"),
    ),
    Wanted(
        name="share",
        wsl=WslWanted(systemd=True),
        tmpfs=TmpfsWanted("50%"),
        godebug={"http2client": "0"},
        drift=DriftWanted(weekly=True),
        projects=ProjectsWanted(("~/app",)),
    ),
)
EVERY_PROFILE: Mapping[str, Wanted] = {wanted.name: _local(wanted) for wanted in (*shipped(), *_OWN)}
PROFILES: Mapping[str, Wanted] = {
    name: wanted
    for name, wanted in EVERY_PROFILE.items()
    if name in ("baseline", "china", "repair", *(each.name for each in _OWN))
}
"""Those that have all the wishes about a distro that there are: the others only put them together otherwise."""


def machine(name: str) -> Recording:
    return recording(name)


@functools.cache
def seen(name: str, profile: str) -> Mapping[Side, Answers]:
    """What the machine answered while it ran, and what its computer answers."""
    recorded = machine(name)
    asked = probes_of(evaluate.facts_of(RULES), PROFILES[profile], Side.HOST)
    return {Side.DISTRO: Answers(recorded.distro), Side.HOST: DemoHost(recorded).read(asked, never)}


def snapshot(name: str, profile: str) -> Snapshot:
    return evaluate.snapshot(evaluate.facts_of(RULES), seen(name, profile), PROFILES[profile])


@functools.cache
def judged(name: str, profile: str) -> tuple[Judged, ...]:
    return evaluate.evaluate(RULES, snapshot(name, profile), PROFILES[profile])


def ground(name: str) -> PlanInput:
    answers = Answers(machine(name).distro)
    account = answers[AccountProbe()]
    assert isinstance(account, Account)
    return PlanInput(answers, account, "0" * 16, name)


class Way:
    """A way to a laid-out machine that counts its crossings. *spoken* are answers of commands that ran when the
    machine was recorded: it was changed since, and not restarted."""

    def __init__(self, root: Path, spoken: Mapping[Probe, object]) -> None:
        self._tree = Tree(root)
        self._spoken = spoken
        self.crossings: list[str] = []

    @property
    def site(self) -> Site:
        return self._tree.site

    @property
    def can(self) -> Can:
        return self._tree.can

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        self.crossings.append("read")
        printed = self._tree.read(probes, stop)
        return Answers(tuple((probe, self._spoken.get(probe, answer)) for probe, answer in printed.pairs))  # type: ignore[misc]

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        self.crossings.append(type(order).__name__.lower())
        return self._tree.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        self.crossings.append("restart")
        self._tree.restart(tell)


class Place:
    """A machine laid out in a folder, and a session on it."""

    def __init__(self, root: Path, name: str, wanted: Wanted, cache: Path, *, running: bool = False) -> None:
        self.root = root
        recorded = machine(name)
        materialise(recorded, root, running=running)
        commands = {probe: answer for probe, answer in recorded.distro if isinstance(probe, CommandProbe)}
        self.site = Way(root, commands if running else {})
        self.session = Session(self.site, DemoHost(recorded), wanted, archives=Archives(cache))

    def file(self, path: str) -> Path:
        """The place of a path of the machine that has no links in it."""
        return self.root / path[1:]
