"""A transport that remembers what it was asked: how a test makes a recording of a real machine."""

from __future__ import annotations

from collections.abc import Sequence

from wizard.model.events import Stop, Tell
from wizard.model.orders import Order, Receipt
from wizard.model.ports import Can, Site, Transport
from wizard.model.probes import Answer, Answers, Probe
from wizard.transports.recording.recorded import Pairs


class Recorder:
    """A transport that remembers what it was asked; of a question asked twice, the later answer."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._answers: dict[Probe, Answer] = {}

    @property
    def site(self) -> Site:
        """The site of the transport within."""
        return self._transport.site

    @property
    def can(self) -> Can:
        """What the transport within can do."""
        return self._transport.can

    @property
    def pairs(self) -> Pairs:
        """What was asked until now, with its answers."""
        return tuple(self._answers.items())

    def read(self, probes: Sequence[Probe], stop: Stop) -> Answers:
        """Ask, and remember."""
        answers = self._transport.read(probes, stop)
        self._answers.update(answers.pairs)
        return answers

    def act(self, order: Order, tell: Tell, stop: Stop) -> Receipt:
        """Do; nothing is remembered of that."""
        return self._transport.act(order, tell, stop)

    def restart(self, tell: Tell) -> None:
        """Restart; nothing is remembered of that."""
        self._transport.restart(tell)
