"""What a session saw: at a first look, and at a second one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import msgspec

from wizard.model.errors import MachineError
from wizard.model.findings import Effect, Judged, Restart, Verdict
from wizard.model.orders import Phase
from wizard.model.plans import Setup, WrittenPath
from wizard.model.ports import Site
from wizard.model.probes import Account, AccountProbe, Answers, FileProbe, Found, Unavailable
from wizard.model.rehearsal.reached import ShellsNow, purposes
from wizard.model.text import from_english, plain, say

if TYPE_CHECKING:
    from wizard.engine.plan import PlanInput

MACHINE_ID: Final = FileProbe("/etc/machine-id")


class Look(msgspec.Struct, frozen=True):
    """What one look saw. *open* is the setup that waits or was interrupted, if any; *recommended* are the
    ids of the rules whose repairs are ticked at first. *is_history_known* is false if the journal is for root
    only, and it is not root who looks: *setups* are then empty for want of evidence. *pending* is the restart
    that what stands in the files still waits for."""

    judged: tuple[Judged, ...]
    ground: PlanInput
    setups: tuple[Setup, ...]
    open: int | None
    answers: dict[str, Answers]
    is_history_known: bool = True
    pending: Restart = Restart.NONE

    @property
    def recommended(self) -> tuple[str, ...]:
        from wizard.engine.plan import recommended

        return recommended(self.judged)

    @property
    def on_request(self) -> tuple[Judged, ...]:
        """What can be repaired and is not ticked at first: each needs a word of its own."""
        from wizard.engine.plan import on_request

        return on_request(self.judged)

    @property
    def unread(self) -> tuple[Setup, ...]:
        """Setups in place whose notes cannot be read: nobody knows what they wrote, so nor what has drifted."""
        return tuple(setup for setup in self.setups if setup.record is None and setup.phase.is_in_place)

    @property
    def open_phase(self) -> Phase | None:
        """The phase of the open setup; None if there is none, or if it could not be read."""
        return next((setup.phase for setup in self.setups if setup.number == self.open), None)

    @property
    def interrupted(self) -> int | None:
        """The number of the setup that was interrupted, if that is known of one."""
        phase = self.open_phase
        return self.open if phase is not None and phase.is_interrupted else None


class Left(msgspec.Struct, frozen=True):
    """What a plan leaves: wishes of the profile that the machine *refused*, wishes that could not be checked, and what
    is repaired only *on request*."""

    refused: tuple[Judged, ...] = ()
    unchecked: tuple[Judged, ...] = ()
    on_request: tuple[Judged, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether the profile wishes more than the plan can do."""
        return bool(self.refused or self.unchecked)


class Verified(msgspec.Struct, frozen=True):
    """The second look: *judged* are the rules the setup was for, and *restart* what must start anew before those
    that wait for it can be OK. *written* is where the setup's paths stand, *effects* how far each check has got, by
    rule, *shells* what the user's shells show of it. *well*: all of *judged* are OK or do not apply, no shell was seen
    not to show what the setup is for, and no restart is due."""

    judged: tuple[Judged, ...]
    well: bool
    restart: Restart
    look: Look
    written: tuple[WrittenPath, ...] = ()
    effects: dict[str, Effect] = {}
    shells: ShellsNow = None

    @property
    def effect(self) -> Effect:
        """How far the setup as a whole has got."""
        if any(each.missed for each in purposes(self.shells)):
            return Effect.NOT
        if not all(is_met(item) or self._waits(item) for item in self.judged):
            return Effect.NOT
        due = self.look.pending > Restart.SHELL or Effect.AFTER_RESTART in self.effects.values()
        return Effect.AFTER_RESTART if due else Effect.NOW

    def _waits(self, item: Judged) -> bool:
        return self.effects.get(item.rule) is Effect.AFTER_RESTART


def is_met(item: Judged) -> bool:
    """Whether the check passed, or has nothing to look at."""
    return item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE)


def ground_of(answers: Answers, site: Site, *, runs: bool) -> PlanInput:
    """What a plan for *site* is made from, on which commands can be run or not. Raises `MachineError` if it is not
    known whose home it is about."""
    from wizard.engine.plan import PlanInput

    account = answers[AccountProbe()]
    if not isinstance(account, Account):
        why = from_english(account.why) if isinstance(account, Unavailable) else plain("?")
        raise MachineError("unreachable", say("Could not find out the user of this machine: {why}.", why=why))
    found = answers[MACHINE_ID]
    identity = found.content.strip() if isinstance(found, Found) else b""
    machine = hashlib.sha256(identity or site.lock.encode()).hexdigest()[:16]
    return PlanInput(answers, account, machine, site.name, runs)
