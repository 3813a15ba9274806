"""The third page: what was checked, by area, and how it came out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from wizard.app.words import by_area
from wizard.gui.flow.state import FlowState
from wizard.gui.views.words import VERDICTS
from wizard.model.findings import Judged, Verdict
from wizard.model.text import Text, say, say_n

_COUNTED = (Verdict.FIXABLE, Verdict.ADVICE, Verdict.BLOCKED, Verdict.UNKNOWN, Verdict.OK)


class Count(msgspec.Struct, frozen=True):
    """A counter: how many checks came out so."""

    icon: str
    word: Text
    count: int


class Check(msgspec.Struct, frozen=True):
    """A check and its result."""

    icon: str
    word: Text
    title: Text


class Area(msgspec.Struct, frozen=True):
    title: Text
    checks: tuple[Check, ...]


class ScanView(msgspec.Struct, frozen=True):
    """*says* sums up; *done* if there is something to show."""

    says: Text
    counts: tuple[Count, ...]
    areas: tuple[Area, ...]
    done: bool
    busy: bool

    @classmethod
    def of(cls, state: FlowState) -> ScanView:
        judged = state.judged
        busy = state.working is not None or state.waiting is not None
        return cls(
            says=_says(state, busy=busy),
            counts=counts(judged),
            areas=tuple(Area(title, tuple(map(_check, items))) for title, items in by_area(judged)),
            done=state.look is not None,
            busy=busy,
        )


def counts(judged: Sequence[Judged]) -> tuple[Count, ...]:
    """The counters that stand above a list of checks."""
    return tuple(
        Count(verdict.value, VERDICTS[verdict], sum(item.verdict is verdict for item in judged))
        for verdict in _COUNTED
    )


def _check(item: Judged) -> Check:
    return Check(item.verdict.value, VERDICTS[item.verdict], item.title)


def _says(state: FlowState, *, busy: bool) -> Text:
    if busy:
        return say("Checking…")
    if state.look is None:
        return say("Not checked yet.")
    unmet = sum(item.verdict is Verdict.FIXABLE for item in state.judged)
    if not unmet:
        return say_n(
            "{count} check ran. Nothing needs to be repaired.",
            "{count} checks ran. Nothing needs to be repaired.",
            count=len(state.judged),
        )
    return say_n(
        "{count} check ran. Repairs available: {unmet}.",
        "{count} checks ran. Repairs available: {unmet}.",
        count=len(state.judged),
        unmet=unmet,
    )
