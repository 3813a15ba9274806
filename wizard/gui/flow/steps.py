"""The steps of the wizard, their titles and sentences. The first window needs no more than this."""

from __future__ import annotations

import enum
from typing import NamedTuple

from wizard.model.text import Text, say


class Page(enum.IntEnum):
    """The steps, in order."""

    MACHINE = 0
    NEEDS = 1
    SCAN = 2
    FINDINGS = 3
    REVIEW = 4
    APPLY = 5
    VERIFY = 6
    DONE = 7


TITLES = {
    Page.MACHINE: say("Your machine"),
    Page.NEEDS: say("What you need"),
    Page.SCAN: say("Check"),
    Page.FINDINGS: say("Findings"),
    Page.REVIEW: say("Review"),
    Page.APPLY: say("Apply"),
    Page.VERIFY: say("Verify"),
    Page.DONE: say("Done"),
}
SENTENCES = {
    Page.MACHINE: say("Nothing is changed until you have seen every change."),
    Page.NEEDS: say("Choose a profile and adjust its settings. Settings you leave out are not changed."),
    Page.SCAN: say("The wizard checks files and settings. It changes nothing."),
    Page.FINDINGS: say("Select what to repair. Nothing is written yet."),
    Page.REVIEW: say("The files will be written exactly as shown here."),
    Page.APPLY: say("The wizard applies all changes or none."),
    Page.VERIFY: say("Check whether the changes took effect. Then keep or undo them."),
    Page.DONE: say("What was changed, and what is left to do."),
}


class StepStanding(enum.Enum):
    """Where a step is, seen from the page that is shown."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


class StepView(NamedTuple):
    """A step of the sidebar; *says* tells its *standing* in words."""

    number: int
    title: Text
    standing: StepStanding
    says: Text


def steps_at(here: Page) -> tuple[StepView, ...]:
    """All steps, seen from the page *here*."""
    return tuple(_step(page, here) for page in Page)


def _step(page: Page, here: Page) -> StepView:
    title = TITLES[page]
    number = page + 1
    if page is here:
        words = say("Step {n}, {title}: current", n=number, title=title)
        return StepView(number, title, StepStanding.HERE, words)
    if page < here:
        words = say("Step {n}, {title}: completed", n=number, title=title)
        return StepView(number, title, StepStanding.DONE, words)
    return StepView(
        number, title, StepStanding.AHEAD, say("Step {n}, {title}: not started", n=number, title=title)
    )
