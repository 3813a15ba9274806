"""How facts ask the registry: one key, a pure reader of its values, and the values by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from wizard.facts.shapes import always, unknown
from wizard.model.facts import Fact, Side, Unknown
from wizard.model.probes import Answers, Missing, RegistryProbe, RegistryValue, Values
from wizard.model.wanted import Wanted

T = TypeVar("T")


def values(answers: Answers, probe: RegistryProbe) -> Values | None | Unknown:
    """The values of a key; None if there is no such key."""
    match answers[probe]:
        case Values() as found:
            return found
        case Missing():
            return None
        case answer:
            return unknown(answer, probe.key)


def registry_fact(name: str, probe: RegistryProbe, read: Callable[[Values | None], T | Unknown]) -> Fact[T]:
    """A fact that one key of the registry tells; *read* gets its values, or None if there is no such key."""

    def parse(answers: Answers, want: Wanted) -> T | Unknown:
        found = values(answers, probe)
        return found if isinstance(found, Unknown) else read(found)

    return Fact(name, always(probe), parse, side=Side.HOST)


def words(found: Mapping[str, RegistryValue], name: str) -> str:
    """A text among *found*, whose names know no case; empty if there is none."""
    value = value_of(found, name)
    return value if isinstance(value, str) else ""


def number(found: Mapping[str, RegistryValue], name: str) -> int | None:
    """A number among *found*; None if there is none."""
    value = value_of(found, name)
    return value if isinstance(value, int) else None


def value_of(found: Mapping[str, RegistryValue], name: str) -> RegistryValue | None:
    """The value of that name, in any case; None if there is none."""
    return next((value for each, value in found.items() if each.lower() == name.lower()), None)
