"""A restart: what it ends, told before anybody says yes; and the ways out if a distro does not come back."""

from __future__ import annotations

import enum

import msgspec
from msgspec.structs import replace

from wizard.gui.flow.jobs import DoRadius, DoRescue, DoRestart, Problem, Todo
from wizard.gui.flow.state import FlowState
from wizard.model.commands.lines import SHUT_DOWN, terminate
from wizard.model.findings import Restart
from wizard.model.ports import SiteKind
from wizard.model.radius import Radius
from wizard.model.shown.words import shown
from wizard.model.text import Text, join, plain, say


class EndingRow(msgspec.Struct, frozen=True):
    """Something that ends: *what*, and *where* (the distro, the user)."""

    what: Text
    where: Text


class RestartStage(enum.Enum):
    """What is being found out, that this did not work, the question, the work, or that the distro did not come back."""

    LOOK = "look"
    BLIND = "blind"
    ASK = "ask"
    WORK = "work"
    LOST = "lost"


class RestartView(msgspec.Struct, frozen=True):
    """*steps* lead out of it if a distro did not come back."""

    icon: str
    title: Text
    machine: Text
    says: Text
    endings: tuple[EndingRow, ...]
    unknown: tuple[Text, ...]
    steps: tuple[Todo, ...]
    command: str

    @classmethod
    def of(cls, state: FlowState) -> RestartView | None:
        """None if no restart is offered."""
        if state.offer is None:
            return None
        stage, radius = _stage(state), state.offer.radius
        asks = stage is RestartStage.ASK and radius is not None
        return cls(
            icon="blocked" if stage is RestartStage.LOST else "advice",
            title=_title(state, stage),
            machine=name(state),
            says=_says(state, stage),
            endings=_endings(radius) if asks and radius is not None else (),
            unknown=radius.unknown if asks and radius is not None else (),
            steps=_steps(state.problem) if stage is RestartStage.LOST else (),
            command=_command(state) if asks else "",
        )


def _steps(problem: Problem | None) -> tuple[Todo, ...]:
    """The way out, as it may be seen: a command names the distro."""
    steps = problem.steps if problem is not None else ()
    return tuple(replace(step, command=shown(step.command)) for step in steps)


def _stage(state: FlowState) -> RestartStage:
    job = state.working.job if state.working is not None else None
    if isinstance(job, DoRestart | DoRescue):
        return RestartStage.WORK
    if state.problem is not None and state.problem.steps:
        return RestartStage.LOST
    if state.offer is not None and state.offer.radius is not None:
        return RestartStage.ASK
    return RestartStage.LOOK if isinstance(job, DoRadius) else RestartStage.BLIND


def name(state: FlowState) -> Text:
    """What restarts."""
    return say("WSL") if _is_pc(state) else plain(state.site.name)


def _is_pc(state: FlowState) -> bool:
    return state.site.kind is SiteKind.WINDOWS


def _command(state: FlowState) -> str:
    return SHUT_DOWN if _is_pc(state) else terminate(state.site.name)


def _title(state: FlowState, stage: RestartStage) -> Text:
    machine = name(state)
    match stage:
        case RestartStage.WORK:
            if state.working is not None and isinstance(state.working.job, DoRescue):
                return say("Undoing the setup of {machine}…", machine=machine)
            return say("Restarting {machine}…", machine=machine)
        case RestartStage.LOST:
            return say("{machine} did not start again", machine=machine)
        case _:
            return say("{machine} needs a restart", machine=machine)


def _says(state: FlowState, stage: RestartStage) -> Text:
    match stage:
        case RestartStage.LOOK:
            return say("Checking what the restart will close…")
        case RestartStage.BLIND:
            return say("Could not find out what the restart will close. Check again, or restart later.")
        case RestartStage.WORK:
            return say("This takes a few seconds, or up to two minutes if many programs start.")
        case RestartStage.LOST:
            if state.problem is not None and state.problem.can_rescue:
                return say("The wizard can undo the setup in WSL safe mode. The steps are:")
            return say("You can undo the setup by hand in WSL safe mode. The steps are:")
        case _:
            return _asking(state)


def _asking(state: FlowState) -> Text:
    radius = state.offer.radius if state.offer is not None else None
    if radius is None or not (radius.endings or radius.unknown):
        return say(
            "The changes take effect after the restart. The wizard found no programs that it would close."
        )
    return say("The changes take effect after the restart. Save your work first, because the restart closes:")


def _endings(radius: Radius) -> tuple[EndingRow, ...]:
    many = radius.restart is Restart.WSL
    rows = []
    for ending in radius.endings:
        parts = (ending.distro if many or not ending.user else "", ending.user)
        rows.append(EndingRow(ending.what, join(filter(None, parts))))
    named = {ending.distro for ending in radius.endings}
    quiet = [distro for distro in radius.distros if distro not in named] if many else []
    rows += [EndingRow(say("The whole distro"), plain(distro)) for distro in quiet]
    return tuple(rows)
