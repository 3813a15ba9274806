"""What stands around every page: its title and sentence, the steps, what is being done, what went wrong."""

from __future__ import annotations

import msgspec

from wizard.gui.jobs import DoApply, Problem
from wizard.gui.state import State
from wizard.gui.steps import SENTENCES, TITLES, Page, StepView, steps_at
from wizard.gui.views.words import KINDS
from wizard.model.text import Text, plain, say


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
            title=TITLES[state.page],
            sentence=SENTENCES[state.page],
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


def news(state: State) -> Text:
    """What a person who does not see the window should hear of it now."""
    if state.problem is not None:
        return state.problem.sentences[0]
    return state.notice or doing(state) or TITLES[state.page]


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
            steps=steps_at(state.page),
            machine=state.site.name,
            kind=KINDS.get(state.site.kind) or plain(state.site.kind),
            standing=_standing(state),
            history=state.working is None and state.waiting is None,
        )


def _standing(state: State) -> Text:
    if state.working is not None and state.working.writes:
        return say("being changed")
    if state.open is not None:
        interrupted = state.open.is_interrupted
        return say("a setup was interrupted") if interrupted else say("a setup waits for your word")
    if state.look is not None:
        return say("looked at; unchanged") if state.outcome is None else say("looked at")
    return say("not looked at yet")
