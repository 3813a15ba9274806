"""A fact: a question, and the pure parser of its answer. A snapshot: all facts of one instant."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar, cast, overload

import msgspec

from wizard.model.probes import Answers, Probe
from wizard.model.text import Text
from wizard.model.wanted import Wanted

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Side(enum.Enum):
    """Whom a fact asks: the distro, or the computer the wizard runs on."""

    DISTRO = "distro"
    HOST = "host"


class Unknown(msgspec.Struct, frozen=True):
    """No evidence, and why."""

    why: Text


class Snapshot:
    """Facts by identity. ``see[FACT]`` is its value, typed; asking for an unknown one is a bug."""

    def __init__(self, values: Mapping[Fact[Any], object]) -> None:
        self._values = dict(values)

    def __getitem__(self, fact: Fact[T]) -> T:
        value = self.get(fact)
        if isinstance(value, Unknown):
            raise KeyError(f"{fact.name} is unknown: {value.why.render()}")
        return value

    def get(self, fact: Fact[T]) -> T | Unknown:
        """The value of *fact*, or why it is not known."""
        return cast("T | Unknown", self._values[fact])

    def unknown(self, fact: Fact[Any]) -> Unknown | None:
        """Why *fact* is not known, or None if it is."""
        value = self._values[fact]
        return value if isinstance(value, Unknown) else None


NOTHING = Snapshot({})
"""What is known before anything was asked."""

Ask = Callable[[Wanted], tuple[Probe, ...]]
AskThen = Callable[[Wanted, Snapshot], tuple[Probe, ...]]


class Fact(Generic[T_co]):
    """*ask* gives the probes (what is wanted may decide them), *read* makes the value of their answers.

    A fact may need facts. It is then asked in a later wave, when those are known; *ask* and *read* get them as well,
    and it is unknown if one of its *needs* is. Facts it *uses* may be unknown: it copes (`Snapshot.get`).
    A *fleeting* fact speaks of the running machine (PID 1, live mounts) and changes only by a restart;
    a directory tree has none, and its *read* answers for a machine that is not running.
    """

    __slots__ = ("_ask", "_read", "fleeting", "name", "needs", "side", "uses")

    @overload
    def __init__(
        self,
        name: str,
        ask: Ask,
        read: Callable[[Answers, Wanted], T_co | Unknown],
        side: Side = Side.DISTRO,
        fleeting: bool = False,
    ) -> None: ...

    @overload
    def __init__(
        self,
        name: str,
        ask: AskThen,
        read: Callable[[Answers, Wanted, Snapshot], T_co | Unknown],
        side: Side = Side.DISTRO,
        fleeting: bool = False,
        *,
        needs: tuple[Fact[Any], ...],
        uses: tuple[Fact[Any], ...] = (),
    ) -> None: ...

    def __init__(
        self,
        name: str,
        ask: Callable[..., tuple[Probe, ...]],
        read: Callable[..., T_co | Unknown],
        side: Side = Side.DISTRO,
        fleeting: bool = False,
        *,
        needs: tuple[Fact[Any], ...] = (),
        uses: tuple[Fact[Any], ...] = (),
    ) -> None:
        self.name = name
        self.side = side
        self.fleeting = fleeting
        self.needs = needs
        self.uses = uses
        self._ask = ask
        self._read = read

    @property
    def waits_for(self) -> tuple[Fact[Any], ...]:
        """The facts that have to be read before this one can be asked."""
        return (*self.needs, *self.uses)

    def ask(self, want: Wanted, see: Snapshot = NOTHING) -> tuple[Probe, ...]:
        """The questions; *see* holds what it `waits_for`."""
        return self._ask(want, see) if self.waits_for else self._ask(want)

    def read(self, answers: Answers, want: Wanted, see: Snapshot = NOTHING) -> T_co | Unknown:
        """The value; *see* holds what it `waits_for`."""
        return self._read(answers, want, see) if self.waits_for else self._read(answers, want)
