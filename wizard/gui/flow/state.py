"""All that the wizard knows, in one frozen value. Pages are pictures of it; `flow.step` makes the next one."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

import msgspec

from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.jobs import WRITES, DoApply, DoStep, Job, Problem
from wizard.gui.flow.steps import Page
from wizard.model.diffs import DiffView
from wizard.model.events import Doing, Event, Note, Progress
from wizard.model.findings import Judged, Verdict
from wizard.model.first_time import FirstLook
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Drift, Plan, Setup
from wizard.model.ports import Can, Site, SiteKind
from wizard.model.proof import SuiteResult
from wizard.model.radius import Radius
from wizard.model.text import Text
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.look import Look, Verified
    from wizard.app.machines.computer import Machine
    from wizard.app.machines.glance import Glance
    from wizard.app.shells.table import ShellTable
    from wizard.gui.pc import PcGlance

LINES = 400
"""How many lines of the log are kept."""


class ProgressSoFar(msgspec.Struct, frozen=True):
    """What a job told so far. *reached* is how far it is, in thousandths, and never falls; *parts* is how
    many parts a bar has that shall not restart (downloads, then the changes), *part* the one we are in."""

    lines: tuple[Text, ...] = ()
    reached: int = 0
    part: int = 0
    parts: int = 1
    full: bool = False

    def after(self, event: Event) -> ProgressSoFar:
        """The progress so far, with *event* added."""
        match event:
            case Doing():
                part = min(self.part + 1, self.parts - 1) if self.full else self.part
                after = msgspec.structs.replace(
                    self, lines=(*self.lines, event.what)[-LINES:], part=part, full=False
                )
                return after._at(event.number - 1, event.count) if event.count else after
            case Progress():
                return msgspec.structs.replace(
                    self._at(event.done, event.total), full=event.done == event.total
                )
            case Note():
                return msgspec.structs.replace(self, lines=(*self.lines, event.text)[-LINES:])

    def _at(self, done: int, total: int) -> ProgressSoFar:
        if total <= 0:
            return self
        share = min(max(done, 0), total) / total
        return msgspec.structs.replace(
            self, reached=max(self.reached, int(1000 * (self.part + share) / self.parts))
        )


class Busy(msgspec.Struct, frozen=True):
    """What the site is doing now. *dropped*: nobody waits for the answer any more; *stopping*: it was asked
    to stop, and its answer still counts."""

    job: Job
    generation: int
    dropped: bool = False
    stopping: bool = False
    progress: ProgressSoFar = ProgressSoFar()

    @property
    def writes(self) -> bool:
        return isinstance(self.job, WRITES)

    @property
    def can_stop(self) -> bool:
        """Reading can be dropped; applying stops between two steps, and so does what Windows does; the rest is
        over soon."""
        return not self.writes or isinstance(self.job, DoApply | DoStep)


class Waits(msgspec.Struct, frozen=True):
    """A setup that is not accepted or undone yet. *phase* is None if the journal may not be read by us."""

    number: int
    phase: Phase | None
    plan: Plan | None = None
    at: str = ""

    @property
    def is_interrupted(self) -> bool:
        return self.phase is not None and self.phase.is_interrupted


class OutcomeKind(enum.Enum):
    """How it ended."""

    KEPT = "kept"
    UNDONE = "undone"
    NOTHING = "nothing"


class Outcome(msgspec.Struct, frozen=True):
    """What became of setup *number*, with the receipt of the site (None: there was nothing to do)."""

    ending: OutcomeKind
    number: int | None = None
    plan: Plan | None = None
    receipt: Receipt | None = None


class History(msgspec.Struct, frozen=True):
    """The History window: *setups* newest first, *complete* if there are no older ones; the *picked* one and
    its picture."""

    setups: tuple[Setup, ...] = ()
    complete: bool = False
    picked: int | None = None
    diff: DiffView | None = None

    def setup(self, number: int | None) -> Setup | None:
        return next((setup for setup in self.setups if setup.number == number), None)


class ShellsShown(msgspec.Struct, frozen=True):
    """The Shells window: its *table*, None until it was read."""

    table: ShellTable | None = None


class Offer(msgspec.Struct, frozen=True):
    """A restart is offered. *radius* is what it ends; None while that is not known."""

    radius: Radius | None = None


class First(msgspec.Struct, frozen=True):
    """First-time setup of this PC: what was *seen* of it, the distros that are *offered* (None: nobody asked),
    the steps that are *done*. *asked*: the user wanted it, there are machines already. *restarting*: Windows is."""

    seen: FirstLook | None = None
    offered: tuple[str, ...] | None = None
    done: tuple[Text, ...] = ()
    asked: bool = False
    restarting: bool = False


NOWHERE = Site(SiteKind.NONE, "", "")
NOTHING = Can(commands=False, act=False, restart=False)


class FlowState(msgspec.Struct, frozen=True):
    """All that the wizard knows, in one frozen value. *machine* is the chosen one of the *machines* (of which
    *remarks* say why there may be more), *site* is `NOWHERE` until it is open; *glances* are those at each machine,
    the last ones, by name. *typed* is what stands in lines of the second page and was not added yet, and *refused* why
    it cannot be. *seen* is the id of the plan whose difference was on the screen; *unagreed* what its
    prepared files do beyond what was agreed to, in sentences; *back_from* the setup that *plan* takes back, and
    *keeps_edits* how (None: there is nothing to choose); *open* the setup that waits for the user's word; *restarted*
    the setup that was in place when the machine was last restarted from here; *suite* what the
    acceptance suite proved of what is applied now."""

    site: Site
    can: Can
    profiles: tuple[Wanted, ...]
    wanted: Wanted
    machines: tuple[Machine, ...] = ()
    remarks: tuple[Text, ...] = ()
    machine: Machine | None = None
    pc: PcGlance | None = None
    glances: dict[str, Glance] = {}
    page: Page = Page.MACHINE
    generation: int = 0
    busy: Busy | None = None
    waiting: Job | None = None
    glance: Glance | None = None
    typed: dict[ListEntry, str] = {}
    refused: dict[ListEntry, Text] = {}
    look: Look | None = None
    drift: tuple[Drift, ...] = ()
    chosen: frozenset[str] = frozenset()
    keep_choice: bool = False
    plan: Plan | None = None
    diff: DiffView | None = None
    seen: str | None = None
    unagreed: tuple[Text, ...] = ()
    back_from: Setup | None = None
    keeps_edits: bool | None = None
    open: Waits | None = None
    verified: Verified | None = None
    outcome: Outcome | None = None
    first: First | None = None
    offer: Offer | None = None
    restarted: int | None = None
    problem: Problem | None = None
    history: History | None = None
    shells: ShellsShown | None = None
    suite: SuiteResult | None = None
    again: bool = False
    notice: Text | None = None

    @property
    def working(self) -> Busy | None:
        """What the user is waiting for."""
        return self.busy if self.busy is not None and not self.busy.dropped else None

    @property
    def is_open(self) -> bool:
        """Whether the chosen machine can be asked."""
        return self.site != NOWHERE

    @property
    def fixable(self) -> frozenset[str]:
        """Rules whose repair can be chosen."""
        return frozenset(item.rule for item in self.judged if can_fix(item))

    @property
    def judged(self) -> tuple[Judged, ...]:
        return self.look.judged if self.look is not None else ()


def can_fix(item: Judged) -> bool:
    """Whether there is a repair to tick."""
    return item.verdict is Verdict.FIXABLE and bool(item.finding.edits)


def newest_look(state: FlowState) -> Look | None:
    """What was seen last."""
    return state.verified.look if state.verified is not None else state.look
