"""What stands around every page: its title and sentence, the steps, what is being done, what went wrong."""

from __future__ import annotations

import msgspec

from wizard.gui.jobs import DoApply, Problem
from wizard.gui.state import Page, State
from wizard.gui.views.words import KINDS
from wizard.model.text import Text, plain, say

_STEPS = {
    Page.MACHINE: say("Your machine"),
    Page.NEEDS: say("What you need"),
    Page.SCAN: say("Scan"),
    Page.FINDINGS: say("Findings"),
    Page.REVIEW: say("Review"),
    Page.APPLY: say("Apply"),
    Page.VERIFY: say("Verify"),
    Page.DONE: say("Done"),
}
_SENTENCES = {
    Page.MACHINE: say("Nothing changes before you have seen the exact difference."),
    Page.NEEDS: say("Choose a profile, and adjust what matters to you. What is not asked for is left alone."),
    Page.SCAN: say("The wizard looks at files and settings. Looking changes nothing."),
    Page.FINDINGS: say("Tick what shall be repaired. Nothing is written yet."),
    Page.REVIEW: say("Exactly this will be written, byte for byte, and nothing else."),
    Page.APPLY: say("The wizard makes all changes, or none."),
    Page.VERIFY: say(
        "A second look at the machine: did it take effect? Then keep the changes, or undo them."
    ),
    Page.DONE: say("What became of it."),
}


class FrameView(msgspec.Struct, frozen=True):
    """*doing* is what the user is waiting for, if anything; *can_stop* whether it can be stopped."""

    page: Page
    title: Text
    sentence: Text
    problem: Problem | None = None
    notice: Text | None = None
    doing: Text | None = None
    job: int | None = None
    can_stop: bool = False

    @classmethod
    def of(cls, state: State) -> FrameView:
        alone = state.history is None
        return cls(
            page=state.page,
            title=_STEPS[state.page],
            sentence=_SENTENCES[state.page],
            problem=state.problem if alone else None,
            notice=state.notice,
            doing=doing(state) if alone else None,
            job=state.working.generation if state.working is not None else None,
            can_stop=state.waiting is not None or (state.working is not None and state.working.can_stop),
        )


def doing(state: State) -> Text | None:
    """What is being done now that the user waits for."""
    if state.waiting is not None:
        return say("The last question is being dropped; the next one follows …")
    working = state.working
    if working is None:
        return None
    if working.stopping:
        return say("Stopping after this step …")
    if working.heard.lines and not isinstance(working.job, DoApply):
        return working.heard.lines[-1]
    return say("Applying …") if isinstance(working.job, DoApply) else say("One moment …")


class StepView(msgspec.Struct, frozen=True):
    """A step of the rail. *standing* is ``done``, ``here`` or ``ahead``; *says* tells it in words."""

    number: int
    title: Text
    standing: str
    says: Text


class RailView(msgspec.Struct, frozen=True):
    """The rail: steps, the machine, how it stands, and whether its history can be opened now."""

    steps: tuple[StepView, ...]
    machine: str
    kind: Text
    standing: Text
    history: bool

    @classmethod
    def of(cls, state: State) -> RailView:
        return cls(
            steps=tuple(_step(page, state.page) for page in Page),
            machine=state.site.name,
            kind=KINDS.get(state.site.kind) or plain(state.site.kind),
            standing=_standing(state),
            history=state.working is None and state.waiting is None,
        )


def _step(page: Page, here: Page) -> StepView:
    title = _STEPS[page]
    if page is here:
        return StepView(page + 1, title, "here", say("Step {n}, {title}: here", n=page + 1, title=title))
    if page < here:
        return StepView(page + 1, title, "done", say("Step {n}, {title}: done", n=page + 1, title=title))
    return StepView(page + 1, title, "ahead", say("Step {n}, {title}: ahead", n=page + 1, title=title))


def _standing(state: State) -> Text:
    if state.working is not None and state.working.writes:
        return say("being changed")
    if state.open is not None:
        interrupted = state.open.is_interrupted
        return say("a setup was interrupted") if interrupted else say("a setup waits for your word")
    if state.look is not None:
        return say("looked at; unchanged") if state.outcome is None else say("looked at")
    return say("not looked at yet")
