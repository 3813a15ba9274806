"""What a site can be asked to do for the wizard, and what it answers. Values only; `worker` does the work."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from wizard.model.commands.command import Ran
from wizard.model.diffs import DiffView
from wizard.model.first_time import Choice, FirstLook, SetupStep
from wizard.model.orders import Receipt
from wizard.model.override import override
from wizard.model.plans import Drift, Plan, Setup
from wizard.model.ports import Can, Site
from wizard.model.proof import SuiteResult
from wizard.model.radius import Radius
from wizard.model.text import Text
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.look import Look, Verified
    from wizard.app.machines.computer import Machine, Survey
    from wizard.app.machines.glance import Glance
    from wizard.app.shells.table import ShellTable
    from wizard.gui.pc import PcGlance


class DoSurvey(msgspec.Struct, frozen=True):
    """Which machines are there? None is started for it."""


class DoOpen(msgspec.Struct, frozen=True):
    """Open *machine*; glance at it, unless it does not run."""

    machine: Machine


class DoGlance(msgspec.Struct, frozen=True):
    """Whose machine is it, and does a setup wait there?"""


class DoLook(msgspec.Struct, frozen=True):
    """Look at everything, for what is *wanted*."""

    wanted: Wanted


class DoPlan(msgspec.Struct, frozen=True):
    """Plan and picture the repairs of the *chosen* rules."""

    look: Look
    chosen: frozenset[str]


class DoPicture(msgspec.Struct, frozen=True):
    """Make a *plan* again that a journal kept, and picture it."""

    plan: Plan


class DoApply(msgspec.Struct, frozen=True):
    """Make all changes of *plan*."""

    plan: Plan


class DoVerify(msgspec.Struct, frozen=True):
    """Look again at what *plan* was for (None: everything), for what was *wanted*."""

    plan: Plan | None
    wanted: Wanted


class DoShells(msgspec.Struct, frozen=True):
    """What does each kind of shell get, for what is *wanted*? *measures*: the shells are started for it; else what
    *look* saw of their start files says it."""

    look: Look
    wanted: Wanted
    measures: bool


class DoProve(msgspec.Struct, frozen=True):
    """Run the acceptance suite, also on the projects that *wanted* names and that *look* saw."""

    look: Look | None
    wanted: Wanted


class DoAccept(msgspec.Struct, frozen=True):
    """The open setup stays."""

    batch: int


class DoUndo(msgspec.Struct, frozen=True):
    """All files as before the open setup."""

    batch: int


class DoRecover(msgspec.Struct, frozen=True):
    """Put all files of an interrupted setup back."""


class DoRadius(msgspec.Struct, frozen=True):
    """What would a restart end?"""


class DoRestart(msgspec.Struct, frozen=True):
    """Restart the machine, and look again, for what was *wanted*."""

    wanted: Wanted


class DoRescue(msgspec.Struct, frozen=True):
    """Take the newest setup of a distro that does not start back, through WSL's safe mode."""


class DoHistory(msgspec.Struct, frozen=True):
    """A page of setups, the newest or those *before* a number."""

    before: int | None = None


class DoShow(msgspec.Struct, frozen=True):
    """Picture the *plan* of a setup of the history, and what became of its commands, as far as they *ran*."""

    plan: Plan
    ran: tuple[Ran, ...] = ()


class DoBack(msgspec.Struct, frozen=True):
    """Plan the way back from *setup*. *keeps_edits*: in files that were edited since, only what the setup wrote goes;
    of a setup that was undone, nothing else is left."""

    setup: Setup
    keeps_edits: bool = False


class DoLoad(msgspec.Struct, frozen=True):
    """Read a profile from the file *path*."""

    path: str


class DoSaveProfile(msgspec.Struct, frozen=True):
    """Write a profile to the file *path*."""

    wanted: Wanted
    path: str


class DoSavePlan(msgspec.Struct, frozen=True):
    """Write a plan to the file *path*, as JSON."""

    plan: Plan
    path: str


class DoSaveReport(msgspec.Struct, frozen=True):
    """Write what a look saw, and what the *suite* proved, to the file *path*, in the form that its ending says."""

    look: Look
    path: str
    language: str
    suite: SuiteResult | None = None


class Secret:
    """Text that is shown nowhere: not in a log, not in the report of a bug."""

    __slots__ = ("words",)

    def __init__(self, words: str) -> None:
        self.words = words

    @override
    def __repr__(self) -> str:
        return "Secret(…)"


class DoFirstLook(msgspec.Struct, frozen=True):
    """What is missing on this PC before WSL can be used? *choice* is the user's; None: the one kept."""

    choice: Choice | None = None


class DoOffer(msgspec.Struct, frozen=True):
    """Which distros can be installed?"""


class DoStep(msgspec.Struct, frozen=True):
    """Carry out *step* of those that *seen* names. *password* is the new Linux user's."""

    seen: FirstLook
    step: SetupStep
    password: Secret | None = None


class DoComeBack(msgspec.Struct, frozen=True):
    """Come back by itself after the next restart of Windows."""


SessionJob = (
    DoGlance
    | DoLook
    | DoPlan
    | DoPicture
    | DoApply
    | DoVerify
    | DoShells
    | DoProve
    | DoAccept
    | DoUndo
    | DoRecover
    | DoRadius
    | DoRestart
    | DoRescue
    | DoHistory
    | DoShow
    | DoBack
    | DoLoad
    | DoSaveProfile
    | DoSavePlan
    | DoSaveReport
)
"""What is asked of one machine."""

FirstJob = DoFirstLook | DoOffer | DoStep | DoComeBack
"""What is asked of a PC that has no WSL yet."""

Job = DoSurvey | DoOpen | FirstJob | SessionJob
WRITES = (DoApply, DoAccept, DoUndo, DoRecover, DoRestart, DoRescue, DoStep)
"""Jobs that change the machine, or end what runs there: their answers are never dropped."""


class Surveyed(msgspec.Struct, frozen=True):
    survey: Survey
    pc: PcGlance | None = None


class Opened(msgspec.Struct, frozen=True):
    """No *glance* at a machine that does not run."""

    site: Site
    can: Can
    glance: Glance | None = None
    pc: PcGlance | None = None


class Looked(msgspec.Struct, frozen=True):
    look: Look
    drift: tuple[Drift, ...] = ()


class Planned(msgspec.Struct, frozen=True):
    """*keeps_edits* as `DoBack` has it; None if there is nothing to choose. *look* is the look behind it if a rehearsal
    taught something about its repairs, and *chosen* what is then left of the choice."""

    plan: Plan
    diff: DiffView
    look: Look | None = None
    chosen: frozenset[str] = frozenset()
    keeps_edits: bool | None = None


class Unagreed(msgspec.Struct, frozen=True):
    """Nothing was applied: with the prepared files, shells did more than the user agreed to (*differs*, in sentences).
    *plan* has all that they did as its rehearsal."""

    plan: Plan
    differs: tuple[Text, ...]


class Offered(msgspec.Struct, frozen=True):
    """Names of distros: as a bare tuple they could be taken for the setups of `DoHistory`."""

    names: tuple[str, ...]


class Todo(msgspec.Struct, frozen=True):
    """*what* has to be done, and the *command* that does it."""

    what: Text
    command: str


class ProblemKind(enum.Enum):
    """What a problem means for the flow."""

    STALE = "stale"
    """The machine is not as the plan says."""
    STOPPED = "stopped"
    """The user stopped the job."""
    OPEN = "open"
    """Another setup waits for a decision."""
    NO_BOOT = "no-boot"
    """The distro did not come back."""
    FAILED = "failed"


class Problem(msgspec.Struct, frozen=True):
    """What went wrong, in *sentences* of reading order; *details* is what a developer wants to see.

    *code* is that of the `WizardError`, or ``bug``. *steps* lead out of it; if *can_rescue*, the wizard itself can take
    them.
    """

    code: str
    kind: ProblemKind
    sentences: tuple[Text, ...]
    details: str = ""
    steps: tuple[Todo, ...] = ()
    can_rescue: bool = False


Result: TypeAlias = (
    "Problem | Surveyed | Opened | Glance | Looked | Planned | DiffView | Receipt | Unagreed | Verified | Radius"
    "| tuple[Setup, ...] | Wanted | str | FirstLook | Offered | ShellTable | SuiteResult | None"
)
"""What comes of a job: a `Problem`, or

- a `Receipt` (apply, accept, undo, recover, rescue), `Unagreed` (apply), `Verified` (verify, restart), `Planned` (plan,
  picture, back), `FirstLook` (first look, step), the path as a string (save a profile, a plan, a report);
- `Surveyed`, `Opened`, `Glance`, `Looked`, `Radius`, `ShellTable`, `SuiteResult`, `Offered`, setups (history),
  `DiffView` (show), `Wanted` (load),
  None (come back): of the job of that name.
"""
