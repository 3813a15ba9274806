"""What stands around every page: its title and sentence, the steps, what is being done, what went wrong."""

from __future__ import annotations

import msgspec

from wizard.gui.flow import restarts
from wizard.gui.flow.choose_machine import PC
from wizard.gui.flow.jobs import DoApply, DoRestart, Problem
from wizard.gui.flow.needs import why_not
from wizard.gui.flow.proof import is_proving
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import SENTENCES, TITLES, Page, StepView, steps_at
from wizard.gui.views.machines import standing
from wizard.gui.views.words import KINDS
from wizard.model.shown.words import shown
from wizard.model.text import Text, plain, say

_FIRST = say("Install WSL")
_FIRST_SAYS = say("Install what Windows needs to run a distro. Each step runs only when you click it.")


class FrameView(msgspec.Struct, frozen=True):
    """*notice* is a short message with its *icon*; *doing* is what the user is waiting for, if anything,
    and *reached* how far it is, in thousandths, if that is known."""

    title: Text
    sentence: Text
    problem: Problem | None = None
    notice: Text | None = None
    icon: str = "ok"
    doing: Text | None = None
    job: int | None = None
    reached: int | None = None

    @classmethod
    def of(cls, state: FlowState) -> FrameView:
        alone = state.history is None and state.shells is None
        obstacle = why_not(state) if state.page is Page.NEEDS else None
        return cls(
            title=TITLES[state.page] if state.first is None else _FIRST,
            sentence=SENTENCES[state.page] if state.first is None else _FIRST_SAYS,
            problem=state.problem if alone else None,
            notice=obstacle or state.notice,
            icon="ok" if obstacle is None else "blocked",
            doing=doing(state) if alone else None,
            job=state.working.generation if state.working is not None else None,
            reached=state.working.progress.reached if state.working and is_proving(state) else None,
        )


def doing(state: FlowState) -> Text | None:
    """What is being done now that the user waits for."""
    if state.waiting is not None:
        return say("Canceling the previous request…")
    working = state.working
    if working is None:
        return None
    if working.stopping:
        return say("Stopping after this step…")
    if working.progress.lines and not isinstance(working.job, DoApply):
        return working.progress.lines[-1]
    return say("Applying…") if isinstance(working.job, DoApply) else say("Working…")


def news(state: FlowState) -> Text:
    """What a person who does not see the window should hear of it now."""
    if state.problem is not None:
        return state.problem.sentences[0]
    if state.unagreed:
        return say("A rehearsal with the prepared files showed: {harm}", harm=state.unagreed[0])
    on_needs = state.page is Page.NEEDS
    if on_needs and state.refused:
        return next(reversed(state.refused.values()))
    obstacle = why_not(state) if on_needs else None
    return obstacle or state.notice or doing(state) or TITLES[state.page]


class SidebarView(msgspec.Struct, frozen=True):
    """The sidebar: steps, the machine, how it stands, and whether its history can be opened now."""

    steps: tuple[StepView, ...]
    machine: str
    kind: Text
    standing: Text
    history: bool

    @classmethod
    def of(cls, state: FlowState) -> SidebarView:
        return cls(
            steps=steps_at(state.page),
            machine=shown(_machine(state)),
            kind=_kind(state),
            standing=_standing(state),
            history=state.is_open and state.first is None and state.working is None and state.waiting is None,
        )


def _machine(state: FlowState) -> str:
    if state.first is not None:
        pc = next((machine for machine in state.machines if machine.kind is PC), None)
        return pc.name if pc is not None else ""
    return state.machine.name if state.machine is not None else state.site.name


def _kind(state: FlowState) -> Text:
    if state.first is not None:
        return say("Install WSL")
    kind = state.machine.kind if state.machine is not None else state.site.kind
    if state.machine is not None and state.machine.wsl is not None:
        return say("WSL {version}, {standing}", version=state.machine.wsl, standing=standing(state.machine))
    return KINDS.get(kind) or plain(kind)


def _standing(state: FlowState) -> Text:
    if state.first is not None:
        return plain("")
    if state.working is not None and state.working.writes:
        restarting = isinstance(state.working.job, DoRestart)
        return say("restarting") if restarting else say("applying changes")
    if restarts.is_due(state):
        return say("waiting for a restart")
    if state.open is not None:
        interrupted = state.open.is_interrupted
        return say("a setup was interrupted") if interrupted else say("a setup is waiting for your decision")
    if state.look is not None:
        return say("checked, unchanged") if state.outcome is None else say("checked")
    return say("not checked yet") if state.is_open else plain("")
