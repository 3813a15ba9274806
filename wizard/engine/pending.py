"""Which restart a machine still waits for. It is derived from the files and the journal each time; nothing else is
stored."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from wizard.model.findings import Judged, Restart, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Setup


class Cause(msgspec.Struct, frozen=True):
    """What a *restart* is to be made for: files have been as they are since *at*. If that is because a setup
    was taken back, it was in them from *from_at* on."""

    at: str
    restart: Restart
    from_at: str | None = None

    def waits(self, began: str) -> bool:
        """Whether the machine, which started at *began*, runs without it. (What was undone before it was in effect
        needs no restart.)"""
        return self.at > began and (self.from_at is None or self.from_at <= began)


def pending(judged: Iterable[Judged], setups: Iterable[Setup], began: str | None) -> Restart:
    """The largest restart that is needed before everything in the files is in effect.

    Rules say so where they see what runs: *advice* of theirs with a restart means that the file is right. For the
    rest, a setup that was applied after the machine started is not in effect yet, and one that was undone after
    that still is: *began* is when the machine started (in the form of `Record.at`), None if that is not known.
    `Restart.SHELL` is not counted: every new terminal is a new shell.
    """
    levels = [item.finding.restart for item in judged if item.verdict is Verdict.ADVICE]
    levels += [cause.restart for cause in causes(setups) if began is not None and cause.waits(began)]
    return max((level for level in levels if level > Restart.SHELL), default=Restart.NONE)


def causes(setups: Iterable[Setup]) -> tuple[Cause, ...]:
    """What restarts were needed for, whether they were made or not."""
    found = (_cause(setup) for setup in setups)
    return tuple(cause for cause in found if cause is not None and cause.restart > Restart.SHELL)


def _cause(setup: Setup) -> Cause | None:
    if setup.record is None:
        return None
    at, restart = setup.record.at, setup.record.plan.restart
    if setup.phase.is_in_place:
        return Cause(at, restart)
    if setup.phase is Phase.UNDONE and setup.undone_at is not None:
        return Cause(setup.undone_at, restart, from_at=at)
    return None
