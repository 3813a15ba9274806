"""A recorded machine that answers again. It can be looked at, and refuses to act."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from wizard.model.errors import Stopped
from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt, Rehearse
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.probes import Answers, Probe, Unavailable
from wizard.model.rehearsal.refusal import NotRehearsed, RehearsalRefusal
from wizard.transports.recording.recorded import WINDOWS, Pairs, Recording, encode, load
from wizard.transports.refusals import refusal


class Replay:
    """One side of *machine*: the distro's answers or the host's, which are *pairs*."""

    can = Can(commands=False, act=False, restart=False)

    def __init__(self, machine: Recording, pairs: Pairs) -> None:
        self._answers = Answers(pairs)
        self._asked = frozenset(probe for probe, _ in pairs)
        word = hashlib.sha256(encode(machine)).hexdigest()[:16]
        kind = SiteKind.WINDOWS if machine.kind == WINDOWS else SiteKind.REPLAY
        self.site = Site(kind, machine.name, f"replay-{word}")

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """What was answered then; `Unavailable` for what was not asked. Raises `Stopped`."""
        if stop():
            raise Stopped
        unknown = Unavailable("not recorded")
        return Answers(
            tuple((probe, self._answers[probe] if probe in self._asked else unknown) for probe in probes)
        )

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Raises `InputError` (replay-cannot-act); of a rehearsal it says that nothing runs here."""
        if isinstance(order, Rehearse):
            return Receipt(None, None, shells=NotRehearsed(RehearsalRefusal.NOTHING_RUNS))
        raise refusal("replay-cannot-act")

    def restart(self, tell: Tell) -> None:
        """Raises `InputError` (replay-cannot-act)."""
        raise refusal("replay-cannot-act")


def replay(path: Path) -> tuple[Replay, Replay]:
    """The two sides of the machine recorded in the file *path*: distro and host; of a PC twice the same. Raises
    `InputError`."""
    machine = load(path)
    if machine.kind == WINDOWS:
        pc = Replay(machine, machine.host)
        return pc, pc
    return Replay(machine, machine.distro), Replay(machine, machine.host)
