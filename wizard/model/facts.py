"""A fact: a question, and the pure parser of its answer. A snapshot: all facts of one instant."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from wizard.model.probes import Answers, Probe
from wizard.model.text import Text
from wizard.model.wanted import Wanted

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Ask = Callable[[Wanted], tuple[Probe, ...]]


class Side(enum.Enum):
    """Whom a fact asks: the distro, or the computer the wizard runs on."""

    DISTRO = "distro"
    HOST = "host"


@dataclass(frozen=True, slots=True)
class Unknown:
    """No evidence, and why."""

    why: Text


@dataclass(frozen=True, slots=True, eq=False)
class Fact(Generic[T_co]):
    """*ask* gives the probes (what is wanted may decide them), *read* makes the value of their answers.

    A *fleeting* fact speaks of the running machine (PID 1, live mounts) and changes only by a restart;
    a directory tree has none, and its *read* answers for a machine that is not running.
    """

    name: str
    ask: Ask
    read: Callable[[Answers, Wanted], T_co | Unknown]
    side: Side = Side.DISTRO
    fleeting: bool = False


class Snapshot:
    """Facts by identity. ``see[FACT]`` is its value, typed; asking for an unknown one is a bug."""

    def __init__(self, values: Mapping[Fact[Any], object]) -> None:
        self._values = dict(values)

    def __getitem__(self, fact: Fact[T]) -> T:
        value = self._values[fact]
        if isinstance(value, Unknown):
            raise KeyError(f"{fact.name} is unknown: {value.why.render()}")
        return cast(T, value)

    def unknown(self, fact: Fact[Any]) -> Unknown | None:
        """Why *fact* is not known, or None if it is."""
        value = self._values[fact]
        return value if isinstance(value, Unknown) else None
