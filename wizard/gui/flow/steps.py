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


class StepView(NamedTuple):
    """A step of the sidebar. *standing* is ``done``, ``here`` or ``ahead``; *says* tells it in words."""

    number: int
    title: Text
    standing: str
    says: Text


def steps_at(here: Page) -> tuple[StepView, ...]:
    """All steps, seen from the page *here*."""
    return tuple(_step(page, here) for page in Page)


def _step(page: Page, here: Page) -> StepView:
    title = TITLES[page]
    if page is here:
        return StepView(page + 1, title, "here", say("Step {n}, {title}: current", n=page + 1, title=title))
    if page < here:
        return StepView(page + 1, title, "done", say("Step {n}, {title}: completed", n=page + 1, title=title))
    return StepView(page + 1, title, "ahead", say("Step {n}, {title}: not started", n=page + 1, title=title))
