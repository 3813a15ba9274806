"""From questions to facts, wave by wave: whatever can be asked at once is asked in one crossing (law 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wizard.model.facts import Fact, Side, Snapshot, Unknown
from wizard.model.probes import Answers, Probe
from wizard.model.wanted import Wanted

Read = Callable[[Side, tuple[Probe, ...]], Answers]


def closure(facts: Iterable[Fact[Any]]) -> tuple[Fact[Any], ...]:
    """*facts* and all that they need or use, each once, and none before what it waits for."""
    found: dict[Fact[Any], None] = {}

    def add(fact: Fact[Any]) -> None:
        if fact not in found:
            for need in fact.waits_for:
                add(need)
            found[fact] = None

    for fact in facts:
        add(fact)
    return tuple(found)


def gather(
    facts: Iterable[Fact[Any]],
    want: Wanted,
    read: Read,
    *,
    also: Mapping[Side, tuple[Probe, ...]] | None = None,
) -> tuple[Snapshot, Mapping[Side, Answers]]:
    """All of *facts* and what they need, and every answer that was given for them. *read* is one crossing to a side: it
    is called at most once a side and wave, and not at all with nothing to ask. *also* is asked in the first wave."""
    asking = _Asking(want, closure(facts))
    wave = asking.wave(also or {})
    while any(wave.values()):
        for side, probes in wave.items():
            if probes:
                asking.hear(side, read(side, probes))
        wave = asking.wave({})
    return Snapshot(asking.values), asking.answers


class _Asking:
    """What is still to be asked, and what is known by now."""

    def __init__(self, want: Wanted, facts: tuple[Fact[Any], ...]) -> None:
        self._want = want
        self._open = facts
        self._asked: dict[Side, set[Probe]] = {side: set() for side in Side}
        self.answers = {side: Answers() for side in Side}
        self.values: dict[Fact[Any], object] = {}

    def wave(self, also: Mapping[Side, tuple[Probe, ...]]) -> dict[Side, tuple[Probe, ...]]:
        """Read every fact that is answered, and give the questions that can be asked now."""
        wave: dict[Side, dict[Probe, None]] = {side: dict.fromkeys(also.get(side, ())) for side in Side}
        waiting: list[Fact[Any]] = []
        for fact in self._open:
            is_ready = all(need in self.values for need in fact.waits_for)
            new = self._questions(fact) if is_ready else ()
            wave[fact.side].update(dict.fromkeys(new))
            if is_ready and not new:
                self.values[fact] = self._value(fact)
            else:
                waiting.append(fact)
        for side, probes in wave.items():
            self._asked[side].update(probes)
        self._open = tuple(waiting)
        return {side: tuple(probes) for side, probes in wave.items()}

    def hear(self, side: Side, answers: Answers) -> None:
        """Add the *answers* that one crossing gave on *side*."""
        self.answers[side] = Answers((*self.answers[side].pairs, *answers.pairs))

    def _questions(self, fact: Fact[Any]) -> tuple[Probe, ...]:
        """What *fact* asks that was not asked yet."""
        if self._gap(fact) is not None:
            return ()
        asks = fact.ask(self._want, self._seen_by(fact))
        return tuple(probe for probe in asks if probe not in self._asked[fact.side])

    def _value(self, fact: Fact[Any]) -> object:
        return self._gap(fact) or fact.read(self.answers[fact.side], self._want, self._seen_by(fact))

    def _gap(self, fact: Fact[Any]) -> Unknown | None:
        needed = (self.values[need] for need in fact.needs)
        return next((value for value in needed if isinstance(value, Unknown)), None)

    def _seen_by(self, fact: Fact[Any]) -> Snapshot:
        return Snapshot({need: self.values[need] for need in fact.waits_for})
