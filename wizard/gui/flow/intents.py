"""What the person wants, what the site says, and what shall be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.jobs import Job, Result, Secret
from wizard.model.events import Event
from wizard.model.first_time import Choice
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.machines.computer import Machine


class Open(msgspec.Struct, frozen=True):
    """The window is on the screen."""


class PickMachine(msgspec.Struct, frozen=True):
    """This one, of those that there are."""

    machine: Machine


class SurveyAgain(msgspec.Struct, frozen=True):
    """Which machines are there now?"""


class OpenFirst(msgspec.Struct, frozen=True):
    """Show what there is to install: WSL itself, a distro, its first user."""


class LookFirst(msgspec.Struct, frozen=True):
    """Check again what is missing."""


class ChooseFirst(msgspec.Struct, frozen=True):
    """This distro, this user, from there."""

    choice: Choice


class TakeStep(msgspec.Struct, frozen=True):
    """Do the step of that id."""

    step: str
    password: Secret | None = None


class ComeBack(msgspec.Struct, frozen=True):
    """Restart Windows later, and come back by yourself then."""


class SetUp(msgspec.Struct, frozen=True):
    """Choose what is needed."""


class CheckDrift(msgspec.Struct, frozen=True):
    """Look at once, for what the last setup was for."""


class Want(msgspec.Struct, frozen=True):
    """This is what I need."""

    wanted: Wanted


class WriteEntry(msgspec.Struct, frozen=True):
    """These *words* stand in the line of *entry* now."""

    entry: ListEntry
    words: str


class AddEntry(msgspec.Struct, frozen=True):
    """Add what stands in the line of *entry*."""

    entry: ListEntry


class LoadProfile(msgspec.Struct, frozen=True):
    path: str


class SaveProfile(msgspec.Struct, frozen=True):
    path: str


class Scan(msgspec.Struct, frozen=True):
    """Look at the machine (again)."""


class SeeFindings(msgspec.Struct, frozen=True):
    pass


class Choose(msgspec.Struct, frozen=True):
    """Tick the repairs of these rules, or not."""

    rules: tuple[str, ...]
    on: bool


class Review(msgspec.Struct, frozen=True):
    """Show every change."""


class PlanShown(msgspec.Struct, frozen=True):
    """The difference of the plan with this id is on the screen."""

    plan: str


class SavePlan(msgspec.Struct, frozen=True):
    path: str


class SaveReport(msgspec.Struct, frozen=True):
    """Save what the last look saw, in words of *language*."""

    path: str
    language: str


class Proceed(msgspec.Struct, frozen=True):
    """The difference is understood; ask me once more."""


class Apply(msgspec.Struct, frozen=True):
    """The user confirmed: apply the plan."""


class ApplyAnyway(msgspec.Struct, frozen=True):
    """Apply the plan with all that its prepared files showed."""


class DoNotApply(msgspec.Struct, frozen=True):
    """Leave everything as it is, and let me choose again."""


class Verify(msgspec.Struct, frozen=True):
    """Look again at the setup that waits."""


class Prove(msgspec.Struct, frozen=True):
    """Run the acceptance suite."""


class Keep(msgspec.Struct, frozen=True):
    pass


class UndoSetup(msgspec.Struct, frozen=True):
    pass


class RecoverSetup(msgspec.Struct, frozen=True):
    """Put the files of the interrupted setup back; then, if *again*, show its plan for another try."""

    again: bool = False


class AskRestart(msgspec.Struct, frozen=True):
    """Show what a restart would end."""


class ConfirmRestart(msgspec.Struct, frozen=True):
    """The user confirmed: restart, and stop what was listed."""


class Later(msgspec.Struct, frozen=True):
    """No restart now; what waits goes on waiting."""


class RunRescue(msgspec.Struct, frozen=True):
    """Go the steps that bring a distro back."""


class Replan(msgspec.Struct, frozen=True):
    """The machine moved: look again and make the plan anew."""


class Finish(msgspec.Struct, frozen=True):
    """There is nothing to repair."""


class StartOver(msgspec.Struct, frozen=True):
    pass


class GoBack(msgspec.Struct, frozen=True):
    pass


class Cancel(msgspec.Struct, frozen=True):
    """Stop what is being done; if nothing is, leave."""


class Quit(msgspec.Struct, frozen=True):
    """Leave now, whatever is being read; what is being written is stopped or waited for."""


class OpenHistory(msgspec.Struct, frozen=True):
    pass


class CloseHistory(msgspec.Struct, frozen=True):
    pass


class OpenShells(msgspec.Struct, frozen=True):
    """Show what each kind of shell gets."""


class MeasureShells(msgspec.Struct, frozen=True):
    """Start the shells to find it out."""


class CloseShells(msgspec.Struct, frozen=True):
    pass


class MoreHistory(msgspec.Struct, frozen=True):
    """The setups before those that are listed."""


class PickSetup(msgspec.Struct, frozen=True):
    number: int


class TakeBack(msgspec.Struct, frozen=True):
    """Plan the way back from this setup."""

    number: int


class KeepEdits(msgspec.Struct, frozen=True):
    """In files that were edited since, undo what the setup wrote, or (*on* is false) leave them as they are."""

    on: bool


class UndoLines(msgspec.Struct, frozen=True):
    """Plan the same for the files that the setup left which was undone just now."""


class JobProgress(msgspec.Struct, frozen=True):
    """Progress of a running job."""

    generation: int
    event: Event


class JobFinished(msgspec.Struct, frozen=True):
    """The result of a finished job."""

    generation: int
    result: Result


Intent = (
    Open
    | PickMachine
    | SurveyAgain
    | OpenFirst
    | LookFirst
    | ChooseFirst
    | TakeStep
    | ComeBack
    | SetUp
    | CheckDrift
    | Want
    | WriteEntry
    | AddEntry
    | LoadProfile
    | SaveProfile
    | Scan
    | SeeFindings
    | Choose
    | Review
    | PlanShown
    | SavePlan
    | SaveReport
    | Proceed
    | Apply
    | ApplyAnyway
    | DoNotApply
    | Verify
    | Prove
    | Keep
    | UndoSetup
    | RecoverSetup
    | AskRestart
    | ConfirmRestart
    | Later
    | RunRescue
    | Replan
    | Finish
    | StartOver
    | GoBack
    | Cancel
    | Quit
    | OpenHistory
    | CloseHistory
    | OpenShells
    | MeasureShells
    | CloseShells
    | MoreHistory
    | PickSetup
    | TakeBack
    | KeepEdits
    | UndoLines
    | JobProgress
    | JobFinished
)


class StartJob(msgspec.Struct, frozen=True):
    """Give *job* to the worker; it is about *machine*. There is never more than one at a time."""

    generation: int
    job: Job
    machine: Machine | None = None


class Halt(msgspec.Struct, frozen=True):
    """Ask the job of that generation to stop at its next step."""

    generation: int


class Leave(msgspec.Struct, frozen=True):
    """Close the window."""


Effect = StartJob | Halt | Leave
