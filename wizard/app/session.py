"""`Session`: look, plan, apply, accept, undo, history, drift, verify. Synchronous; knows no threads.

It joins two sites (the distro, and the wizard's own computer), the rules and the engine. It reports what it does
through `tell(event)`, and stops when `stop()` is true.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from wizard.app import commands, open_setup, setup_history
from wizard.app.archives import Archives
from wizard.app.look import MACHINE_ID, Left, Look, Verified, ground_of
from wizard.app.restart import shutdown
from wizard.app.setup_history import PAGE
from wizard.engine import evaluate, history
from wizard.engine.pending import causes, pending
from wizard.engine.refused import refused, unchecked
from wizard.engine.waves import gather
from wizard.facts.age import AGE
from wizard.model.commands.command import Ran
from wizard.model.diffs import DiffView
from wizard.model.errors import WizardError
from wizard.model.events import Doing, Stop, Tell, never, silent
from wizard.model.facts import Side
from wizard.model.findings import Restart, Rule
from wizard.model.orders import Commit, Phase, Receipt
from wizard.model.plans import Drift, Plan, Record, Setup
from wizard.model.ports import Site, SiteKind, Transport
from wizard.model.probes import (
    HOME,
    HOME_FOLDERS,
    AccountProbe,
    Answers,
    Journal,
    JournalProbe,
    Probe,
)
from wizard.model.radius import Radius
from wizard.model.text import say, say_n
from wizard.model.wanted import Wanted
from wizard.rules import catalogue
from wizard.transports.refusals import refusal
from wizard.version import VERSION

if TYPE_CHECKING:
    from wizard.app.credentials.credentials import SessionCredentials
    from wizard.app.restart.other_distros import OtherDistros
    from wizard.engine.plan import PlanInput


class Session:
    """One machine (a distro, or this PC), one user, one profile. *other_distros* are the distros that
    end with a restart of the computer's WSL. All methods may raise `WizardError`s and nothing else."""

    def __init__(
        self,
        transport: Transport,
        host: Transport,
        wanted: Wanted,
        *,
        archives: Archives | None = None,
        other_distros: OtherDistros | None = None,
        rules: Sequence[Rule] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        version: str = VERSION,
    ) -> None:
        self.transport = transport
        self.host = host
        self.wanted = wanted
        self.other_distros = other_distros
        self._archives = archives or Archives()
        self._side = Side.HOST if transport.site.kind is SiteKind.WINDOWS else Side.DISTRO
        self._given = rules
        self._now = now
        self._version = version

    @property
    def site(self) -> Site:
        """Which machine it is."""
        return self.transport.site

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(self._given) if self._given is not None else catalogue.rules(self._side)

    def look(self, tell: Tell = silent, stop: Stop = never) -> Look:
        """Look at the machine: one crossing a site, and one more for each wave of facts that need facts."""
        facts = evaluate.facts_of(self._rules)
        tell(Doing(say("Checking {site}", site=self.site.name)))
        folders = HOME_FOLDERS if self._side is Side.DISTRO else ()
        own = (AccountProbe(), HOME, *folders, JournalProbe(PAGE), MACHINE_ID, *AGE.ask(self.wanted))

        times: list[datetime] = []

        def read(side: Side, probes: tuple[Probe, ...]) -> Answers:
            if self._side is side:
                times.append(self._now())
                answers = self.transport.read(probes, stop)
                times.append(self._now())
                return answers
            return self.host.read(probes, stop) if side is Side.HOST else Answers()

        see, answers = gather(facts, self.wanted, read, also={self._side: own})
        judged = evaluate.evaluate(self._rules, see, self.wanted)
        here = answers[self._side]
        journal = here[JournalProbe(PAGE)]
        setups = history.setups(journal) if isinstance(journal, Journal) else ()
        return Look(
            judged=judged,
            ground=self._ground(here),
            setups=setups,
            open=journal.open if isinstance(journal, Journal) else None,
            answers={side.value: answer for side, answer in answers.items()},
            is_history_known=isinstance(journal, Journal) and journal.readable,
            pending=pending(judged, setups, self._began(here, setups, times, stop)),
        )

    def plan(self, look: Look, chosen: Collection[str] | None = None) -> Plan:
        """The plan of the *chosen* rules' repairs, of the recommended ones if not said. No crossing."""
        from wizard.engine.plan import make_plan

        rules = look.recommended if chosen is None else chosen
        plan = make_plan(look.judged, rules, look.ground, self.wanted.name)
        return msgspec.structs.replace(plan, wanted=self.wanted)

    def planned(self, look: Look, chosen: Collection[str] | None = None) -> tuple[Plan, DiffView]:
        """The plan of `plan` and its picture of `diff`, at less cost than the two by themselves. No crossing."""
        from wizard.engine.diff import diff
        from wizard.engine.plan import folded_plan

        rules = look.recommended if chosen is None else chosen
        made = folded_plan(look.judged, rules, look.ground, self.wanted.name)
        plan = msgspec.structs.replace(made.plan, wanted=self.wanted)
        return plan, diff(plan, steps=made.steps)

    def left(self, look: Look, chosen: Collection[str] | None = None) -> Left:
        """What the plan of the *chosen* rules leaves; of the recommended ones if not said. No crossing."""
        answers = {Side(side): each for side, each in look.answers.items()}
        return Left(
            refused(self._rules, look.judged, answers, chosen),
            unchecked(self._rules, look.judged, self.wanted, chosen),
            look.on_request if chosen is None else (),
        )

    def diff(self, plan: Plan, ran: Sequence[Ran] = ()) -> DiffView:
        """The picture of *plan*. What it shows is byte for byte what `apply` writes; of one that was applied also
        what its commands, *ran*, came to. No crossing."""
        from wizard.engine.diff import diff

        return diff(plan, ran)

    def apply(
        self, plan: Plan, tell: Tell = silent, stop: Stop = never, sealed: tuple[bytes, ...] = ()
    ) -> Receipt:
        """Download what the plan needs, then make all its changes in one crossing. The setup is then in
        trial: it waits for `accept` or `undo`. Raises `StaleError` if the machine is not as the plan says (a plan with
        commands takes one more crossing to find out), or if shells do with what is staged what the plan's rehearsal did
        not show; `InputError` if the plan is not for this machine, or if nothing can be changed on it. *sealed* are the
        bytes that the plan does not hold (`Commit`)."""
        from wizard.engine.rehearsal.agreed import Consent

        self.check_acts()
        if plan.commands:
            self._check_commands(plan, tell, stop)
        record = Record(plan, shutdown.moment(self._now()), self._version)
        changes = tuple(self._archives.beside(plan, change, tell, stop) for change in plan.changes)
        count = len(changes) + len(plan.commands)
        tell(Doing(say_n("Applying {count} change", "Applying {count} changes", count=count)))
        order = Commit(changes, msgspec.json.encode(record), plan.commands, sealed=sealed)
        return Consent(plan).commit(order, self.transport.act, tell, stop)

    def check_acts(self) -> None:
        """Raise `InputError` if the machine answers from a recording: nothing has to be asked or downloaded for it."""
        if self.site.kind is SiteKind.REPLAY:
            raise refusal("replay-cannot-act")

    def _check_commands(self, plan: Plan, tell: Tell, stop: Stop) -> None:
        if plan.undoes is None:
            commands.check_wanted(plan, self.look(tell, stop).judged)
        else:
            commands.check_standing(plan, self.history())

    @property
    def rule_ids(self) -> frozenset[str]:
        """Ids of all rules."""
        return frozenset(rule.id for rule in self._rules)

    def accept(self, batch: int | None = None, tell: Tell = silent) -> Receipt:
        """End the trial of *batch* (of the open setup if not said): it stays."""
        number = setup_history.open_number(self.transport) if batch is None else batch
        return open_setup.accept(self.transport, number, tell)

    def keep(self, receipt: Receipt, tell: Tell = silent) -> Receipt:
        """Accept what was applied just now. An error says that it waits."""
        if receipt.batch is None:
            return receipt
        try:
            return self.accept(receipt.batch, tell)
        except WizardError as error:
            error.unchanged = say(
                "Setup {number} was applied and is waiting for your decision.", number=receipt.batch
            )
            raise

    def undo(self, batch: int | None = None, tell: Tell = silent) -> Receipt:
        """End the trial of *batch* (of the open setup if not said): all files as before."""
        number = setup_history.open_number(self.transport) if batch is None else batch
        return open_setup.undo(self.transport, number, tell)

    def recover(self, tell: Tell = silent, batch: int | None = None) -> Receipt:
        """If a setup (*batch*, if known) was interrupted, put all files back as before. A trial is left to wait."""
        return open_setup.recover(self.transport, tell, batch)

    def history(self, before: int | None = None) -> tuple[Setup, ...]:
        """A page of setups, newest first. One crossing."""
        return setup_history.page(self.transport, before)

    def setup(self, number: int) -> Setup:
        """The setup of that number. Raises `InputError` if there is none."""
        return setup_history.numbered(self.history(number + 1), number)

    def to_undo(self, look: Look, number: int | None = None) -> Setup:
        """The setup of that *number*; if not said, the open one, else the newest accepted one that takes
        nothing back itself. Raises `InputError` if there is none."""
        return setup_history.newest_to_undo(look) if number is None else self.setup(number)

    def record(self, tell: Tell = silent) -> bytes:
        """What this machine answers to one look, without secrets, as a machine file."""
        from wizard.transports.recording import recorded, redact

        look = self.look(tell)
        distro, host = (look.answers[side.value].pairs for side in (Side.DISTRO, Side.HOST))
        kind = recorded.WINDOWS if self._side is Side.HOST else recorded.DISTRO
        return recorded.encode(redact.redact(recorded.Recording(self.site.name, distro, host, kind)))

    def back(self, setup: Setup, *, keeps_edits: bool = False) -> Plan:
        """The plan that takes an accepted *setup* back. One crossing. Files that somebody edited since stay as they
        are; if the plan *keeps_edits*, what the setup wrote in them is taken back: of the newest setup also after it
        was undone, at the cost of one more crossing."""
        ended = keeps_edits and setup.phase is Phase.UNDONE
        newest = self.history()[0].number if ended else None
        record = setup_history.readable(setup, after_undo=setup.number == newest)
        asked = (AccountProbe(), MACHINE_ID, *history.probes_for(record.plan.changes))
        answers = self.transport.read(asked, never)
        ground = self._ground(answers)
        return history.go_back(setup, record, dict(answers.pairs), ground, keeps_edits=keeps_edits)

    def can_keep_edits(self, setup: Setup, plan: Plan) -> bool:
        """Whether *plan*, which takes *setup* back, leaves files that were edited since, and the plan that keeps edits
        does or says more about them. One crossing if anything is left."""
        kept = self.back(setup, keeps_edits=True) if plan.obstacles else plan
        return (kept.changes, kept.obstacles) != (plan.changes, plan.obstacles)

    def drift(self, look: Look) -> tuple[Drift, ...]:
        """What became of every path that a standing setup wrote. One crossing, and one for each page of setups beyond
        the first. Raises `MachineError` if the journal is for root only."""
        if not look.is_history_known:
            raise setup_history.not_known(look.ground.answers[JournalProbe(PAGE)])
        setups = setup_history.whole(self.transport, look.setups)
        standing = history.standing_changes(setups)
        asked = history.probes_for(change for _, change, _ in standing.values())
        answers = self.transport.read(asked, never) if asked else Answers()
        return history.drift(setups, dict(answers.pairs), look.judged)

    def verify(
        self, plan: Plan | None = None, tell: Tell = silent, stop: Stop = never, *, shells: bool = True
    ) -> Verified:
        """Look again: is the setup of *plan* written, is it in effect, is a restart due? Judges the rules of *plan*; of
        the newest setup that was not undone if not said. One crossing more than a look, if there is a plan, and one
        more for what the user's *shells* show of it, if it is for anything that they show."""
        from wizard.app.shells.verifying import Verifying

        return Verifying(self.transport, tell, stop, shells=shells).verified(self.look(tell, stop), plan)

    @property
    def restarts(self) -> Restart:
        """What `restart` restarts: the distro only, or WSL as a whole if the machine is the computer."""
        return Restart.WSL if self._side is Side.HOST else Restart.DISTRO

    def is_running(self, stop: Stop = never) -> bool:
        """Whether anything runs that `restart` would end; yes if nobody knows. At most one crossing."""
        if self._side is Side.DISTRO:
            return True
        return shutdown.running(Answers(), self.other_distros, stop) != ()

    def radius(self, restart: Restart | None = None, tell: Tell = silent, stop: Stop = never) -> Radius:
        """What *restart* would end (if not said: what `restart` does). Starts nothing that does not run."""
        level = self.restarts if restart is None else restart
        return shutdown.radius(level, self.transport, self.other_distros, tell, stop)

    def restart(self, tell: Tell = silent, stop: Stop = never) -> Verified:
        """Restart the machine, and no more than it; then look again.

        Raises `MachineError`: ``no-boot`` if a distro does not come back up, ``restarted-unseen`` if it did and
        could not be looked at.
        """
        if self._side is Side.HOST:
            shutdown.shut_down(self.transport, self.other_distros, tell)
        else:
            self.transport.restart(tell)
        try:
            return self.verify(tell=tell, stop=stop)
        except WizardError as error:
            raise shutdown.not_seen_after_restart(self.site, error) from error

    def _began(
        self, here: Answers, setups: Sequence[Setup], times: Sequence[datetime], stop: Stop
    ) -> str | None:
        """When that began to run which `restart` would end; None if nobody knows, or nobody asks. The first two of
        *times* are about the crossing of *here*."""
        if self._side is Side.DISTRO:
            asked, heard, *_ = times
            return shutdown.began(AGE.read(here, self.wanted), asked, heard, Restart.DISTRO)
        if not causes(setups):
            return None
        asked = self._now()
        age = shutdown.age_of_wsl(here, self.other_distros, stop)
        # It asks a distro that runs already, so that crossing, however slow, starts no WSL.
        return shutdown.began(age, asked, asked, Restart.WSL)

    @property
    def credentials(self) -> SessionCredentials:
        """The user's passwords and tokens: in the system keyring, and in files of plain text."""
        from wizard.app.credentials.credentials import SessionCredentials

        return SessionCredentials(self.transport, self.wanted, self.apply)

    def ground(self, *probes: Probe) -> PlanInput:
        """What a plan is made from, with the answers to *probes*. One crossing."""
        return self._ground(self.transport.read((AccountProbe(), MACHINE_ID, *probes), never))

    def _ground(self, answers: Answers) -> PlanInput:
        return ground_of(answers, self.site, runs=self.transport.can.commands)
