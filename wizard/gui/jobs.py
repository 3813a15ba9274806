"""What a site can be asked to do for the wizard, and what it answers. Values only; `worker` does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wizard.model.diffs import DiffView
from wizard.model.orders import Receipt
from wizard.model.plans import Drift, Plan, Setup
from wizard.model.text import Text
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.glance import Glance
    from wizard.app.session import Look, Verified


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
    """Picture a *plan* that is there already."""

    plan: Plan


class DoApply(msgspec.Struct, frozen=True):
    """Make all changes of *plan*."""

    plan: Plan


class DoVerify(msgspec.Struct, frozen=True):
    """Look again at what *plan* was for (None: everything), for what was *wanted*."""

    plan: Plan | None
    wanted: Wanted


class DoAccept(msgspec.Struct, frozen=True):
    """The open setup stays."""

    batch: int


class DoUndo(msgspec.Struct, frozen=True):
    """All files as before the open setup."""

    batch: int


class DoRecover(msgspec.Struct, frozen=True):
    """Put all files of an interrupted setup back."""


class DoHistory(msgspec.Struct, frozen=True):
    """A page of setups, the newest or those *before* a number."""

    before: int | None = None


class DoShow(msgspec.Struct, frozen=True):
    """Picture what a *setup* of the history changed."""

    setup: Setup


class DoBack(msgspec.Struct, frozen=True):
    """Plan the way back from *setup*."""

    setup: Setup


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
    """Write what a look saw to the file *path*, for people (HTML), or for programs if it ends in ``.json``."""

    look: Look
    path: str
    language: str


Job = (
    DoGlance
    | DoLook
    | DoPlan
    | DoPicture
    | DoApply
    | DoVerify
    | DoAccept
    | DoUndo
    | DoRecover
    | DoHistory
    | DoShow
    | DoBack
    | DoLoad
    | DoSaveProfile
    | DoSavePlan
    | DoSaveReport
)
WRITES = (DoApply, DoAccept, DoUndo, DoRecover)
"""Jobs that change the machine: their answers are never dropped."""


class Glanced(msgspec.Struct, frozen=True):
    glance: Glance


class Looked(msgspec.Struct, frozen=True):
    look: Look
    drift: tuple[Drift, ...] = ()


class Planned(msgspec.Struct, frozen=True):
    """Answers `DoPlan`, `DoPicture` and `DoBack`."""

    plan: Plan
    diff: DiffView


class Applied(msgspec.Struct, frozen=True):
    receipt: Receipt


class Checked(msgspec.Struct, frozen=True):
    verified: Verified


class Accepted(msgspec.Struct, frozen=True):
    receipt: Receipt


class Undone(msgspec.Struct, frozen=True):
    """Answers `DoUndo` and `DoRecover`."""

    receipt: Receipt


class Listed(msgspec.Struct, frozen=True):
    setups: tuple[Setup, ...]


class Shown(msgspec.Struct, frozen=True):
    """Answers `DoShow`."""

    number: int
    diff: DiffView


class Loaded(msgspec.Struct, frozen=True):
    wanted: Wanted


class Saved(msgspec.Struct, frozen=True):
    path: str


class Problem(msgspec.Struct, frozen=True):
    """What went wrong, in *sentences* of reading order; *details* is what a developer wants to see.

    *code* is that of the `WizardError`, or ``bug``. *kind* is ``stale``, ``stopped``, ``open`` or ``failed``.
    """

    code: str
    kind: str
    sentences: tuple[Text, ...]
    details: str = ""


Result = (
    Glanced
    | Looked
    | Planned
    | Applied
    | Checked
    | Accepted
    | Undone
    | Listed
    | Shown
    | Loaded
    | Saved
    | Problem
)
