"""What can go wrong on the way, as hooks of a disk: they are called before each of its effects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from wizard.transports.direct.disk import DiskEffect


class Killed(BaseException):
    """The process is gone: nothing it would still have done happens."""


@dataclass
class Count:
    """Counts effects, and keeps them."""

    effects: list[DiskEffect] = field(default_factory=list)

    def __call__(self, effect: DiskEffect) -> None:
        self.effects.append(effect)


@dataclass
class Kill:
    """The process ends at effect *at*."""

    at: int
    count: int = 0

    def __call__(self, effect: DiskEffect) -> None:
        self.count += 1
        if self.count > self.at:
            raise Killed(effect)


@dataclass
class Fail:
    """Effect *at* fails with *number*; with *lasting*, all after it too."""

    at: int
    number: int
    lasting: bool = False
    count: int = 0

    def __call__(self, effect: DiskEffect) -> None:
        self.count += 1
        if self.count - 1 == self.at or (self.lasting and self.count > self.at):
            raise OSError(self.number, "injected")


@dataclass
class Stranger:
    """Somebody else does something, just before effect *at*."""

    at: int
    does: Callable[[], None]
    count: int = 0

    def __call__(self, effect: DiskEffect) -> None:
        self.count += 1
        if self.count - 1 == self.at:
            self.does()
