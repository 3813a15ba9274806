"""Which versions of Go satisfy all that is to be built, or which demands exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations

import msgspec

from wizard.codecs.go import version as goversion
from wizard.codecs.go.version import GoVersionNumber


class DemandKind(StrEnum):
    """What a demand says of Go: at least so new, not of these versions, or only these series."""

    NEEDS = "needs"
    FAILS = "fails"
    DEBUGS = "debugs"


class Demand(msgspec.Struct, frozen=True):
    """What *subject* (``etcd 3.5``) asks of Go, with the addresses or the file that say so. *least* and *most* are
    versions as text: ``NEEDS`` has a least; ``FAILS`` is from *least* on and before *most* (empty: for ever);
    ``DEBUGS`` are the series from *least* to *most*."""

    subject: str
    kind: DemandKind
    least: str
    most: str = ""
    what: str = ""
    source: tuple[str, ...] = ()

    def allows(self, go: str) -> bool:
        """Whether the version *go* is one that it can be built with."""
        number, least, most = goversion.parse(go), goversion.parse(self.least), goversion.parse(self.most)
        if number is None:
            return False
        match self.kind:
            case DemandKind.NEEDS:
                return not _before(number, least)
            case DemandKind.FAILS:
                return _before(number, least) or (most is not None and not number < most)
            case DemandKind.DEBUGS:
                series = goversion.parse(number.series)
                return series is not None and not _before(series, least) and not _before(most, series)


def _before(one: GoVersionNumber | None, other: GoVersionNumber | None) -> bool:
    return one is not None and other is not None and one < other


class GoChoice(msgspec.Struct, frozen=True):
    """A version that satisfies all of it, and from which one on its series does."""

    go: str
    at_least: str


def choices(demands: Sequence[Demand], newest: Sequence[str]) -> tuple[GoChoice, ...]:
    """Those of the *newest* versions, one a series, that all *demands* allow, in the order given."""
    return tuple(
        GoChoice(go, _least_of(go, demands)) for go in newest if all(each.allows(go) for each in demands)
    )


def _least_of(go: str, demands: Sequence[Demand]) -> str:
    """The oldest version of the series of *go* from which on nothing excludes any."""
    number = goversion.parse(go)
    found = goversion.parse(f"{number.series}.0") if number is not None else None
    for each in demands:
        bound = each.least if each.kind is DemandKind.NEEDS else each.most
        limit = goversion.parse(bound) if each.kind is not DemandKind.DEBUGS else None
        if _before(found, limit) and not _before(number, limit):
            found = limit
    return found.number if found is not None else go


def excluding(demands: Sequence[Demand], newest: Sequence[str]) -> tuple[Demand, ...]:
    """The fewest *demands* that together leave none of the *newest* versions; empty if all together leave one.

    One alone, else a pair, else what is left when each that is not needed for it is taken away.
    """
    if choices(demands, newest):
        return ()
    for count in (1, 2):
        for some in combinations(demands, count):
            if not choices(some, newest):
                return some
    return tuple(_needed(demands, newest))


def _needed(demands: Sequence[Demand], newest: Sequence[str]) -> Iterator[Demand]:
    kept = list(demands)
    for each in demands:
        fewer = [other for other in kept if other is not each]
        if not choices(fewer, newest):
            kept = fewer
    yield from kept
