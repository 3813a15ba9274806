"""Answers made by hand: what a machine says is a value, so no machine is needed."""

from __future__ import annotations

from typing import TypeVar

from wizard.engine.waves import gather
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import (
    Account,
    AccountProbe,
    Answer,
    Answers,
    FileProbe,
    Found,
    Missing,
    Probe,
    Unavailable,
)
from wizard.model.wanted import Wanted

T = TypeVar("T")

ME = Account("me", 1000, 1000, "/home/me", "/bin/bash")
GONE = Unavailable("the machine is gone")


def file(content: bytes | str, mode: int = 0o644, link: str | None = None) -> Found:
    data = content.encode() if isinstance(content, str) else content
    return Found(data, mode, 0, 0, 0, len(data), link)


def read(fact: Fact[T], *pairs: tuple[Probe, Answer], want: Wanted | None = None) -> T | Unknown:
    """The value of *fact* where *pairs* were answered, and nothing is at any other path."""
    told = {AccountProbe(): ME, **dict(pairs)}
    asked: set[Probe] = set()

    def answer(side: Side, probes: tuple[Probe, ...]) -> Answers:
        asked.update(probes)
        return Answers(tuple((probe, told.get(probe, Missing())) for probe in probes))

    see, _ = gather([fact], want or Wanted(), answer)
    assert asked >= {probe for probe, _ in pairs}, f"{fact.name} does not ask that"
    return see.get(fact)


def at(path: str, content: bytes | str, **more: object) -> tuple[Probe, Answer]:
    return FileProbe(path), file(content, **more)  # type: ignore[arg-type]
