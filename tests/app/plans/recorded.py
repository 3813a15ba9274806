"""Sessions on recorded machines that could run commands, so that every kind of plan is made on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.laws.world import PROFILES
from tests.machines.make import recording
from wizard.app.archives import Archives
from wizard.app.demo import DemoHost
from wizard.app.session import Session
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can
from wizard.model.probes import Answers, Probe
from wizard.model.wanted import Wanted, WslConfigWanted
from wizard.transports.recording.recorded import WINDOWS
from wizard.transports.recording.replay import Replay

ON_PC = Wanted(name="on-pc", wslconfig=WslConfigWanted(memory="6GB", swap="0"))


class Reading:
    """A recorded machine that is only looked at, and says that it could do more."""

    can = Can(commands=True, act=True, restart=True)

    def __init__(self, name: str) -> None:
        machine = recording(name)
        self._replay = Replay(machine, machine.host if machine.kind == WINDOWS else machine.distro)
        self.site = self._replay.site

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        return self._replay.read(probes, stop)

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        raise AssertionError(order)

    def restart(self, tell: Tell) -> None:
        raise AssertionError


def session(name: str, profile: str) -> Session:
    """A session on that machine; on a PC with the profile ``on-pc``."""
    site = Reading(name)
    machine = recording(name)
    host = site if machine.kind == WINDOWS else DemoHost(machine)
    wanted = ON_PC if profile == ON_PC.name else PROFILES[profile]
    return Session(site, host, wanted, archives=Archives(Path("/nowhere")))
