"""Which restart a machine still waits for. The files themselves are the memory of it: nothing else is kept."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.model.findings import Judged, Restart, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Setup

_STANDS = (Phase.TRIAL, Phase.ACCEPTED)


def pending(judged: Iterable[Judged], setups: Iterable[Setup], began: str | None) -> Restart:
    """The most that has to start anew before all that stands in the files is felt.

    Rules say so where they see what runs: *advice* of theirs with a restart means that the file is right. For
    the rest, a setup that stands and is younger than what runs has not been felt yet: *began* is when that
    started (in the form of `Record.at`), None if nobody knows. New shells are not counted: they come by
    themselves.
    """
    levels = [item.finding.restart for item in judged if item.verdict is Verdict.ADVICE]
    levels += [level for at, level in restarts(setups) if began is not None and at > began]
    return max((level for level in levels if level > Restart.SHELL), default=Restart.NONE)


def restarts(setups: Iterable[Setup]) -> tuple[tuple[str, Restart], ...]:
    """When each setup that stands was applied, and the restart that it was to be felt after, if any."""
    return tuple(
        (setup.record.at, setup.record.plan.restart)
        for setup in setups
        if setup.record is not None and setup.phase in _STANDS and setup.record.plan.restart > Restart.SHELL
    )
