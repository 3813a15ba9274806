"""A restart: what it ends, told before anybody says yes; and the ways out if a distro does not come back."""

from __future__ import annotations

import msgspec

from wizard.gui.flow.jobs import DoRadius, DoRescue, DoRestart, Todo
from wizard.gui.flow.state import FlowState
from wizard.model.findings import Restart
from wizard.model.ports import SiteKind
from wizard.model.radius import Radius
from wizard.model.text import Text, plain, say


class EndingRow(msgspec.Struct, frozen=True):
    """Something that ends: *what*, and *where* (the distro, the user)."""

    what: Text
    where: str


class RestartView(msgspec.Struct, frozen=True):
    """*stage* is ``look`` (what ends is being found out), ``blind`` (that did not work), ``ask``, ``work`` or
    ``lost`` (the distro did not come back: *steps* lead out of it)."""

    stage: str
    icon: str
    title: Text
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
        asks = stage == "ask" and radius is not None
        return cls(
            stage=stage,
            icon="blocked" if stage == "lost" else "advice",
            title=_title(state, stage),
            says=_says(state, stage),
            endings=_endings(radius) if asks and radius is not None else (),
            unknown=radius.unknown if asks and radius is not None else (),
            steps=state.problem.steps if stage == "lost" and state.problem is not None else (),
            command=_command(state) if asks else "",
        )


def _stage(state: FlowState) -> str:
    job = state.working.job if state.working is not None else None
    if isinstance(job, DoRestart | DoRescue):
        return "work"
    if state.problem is not None and state.problem.steps:
        return "lost"
    if state.offer is not None and state.offer.radius is not None:
        return "ask"
    return "look" if isinstance(job, DoRadius) else "blind"


def name(state: FlowState) -> Text:
    """What restarts."""
    return say("WSL") if _is_pc(state) else plain(state.site.name)


def _is_pc(state: FlowState) -> bool:
    return state.site.kind is SiteKind.WINDOWS


def _command(state: FlowState) -> str:
    return "wsl --shutdown" if _is_pc(state) else f"wsl --terminate {state.site.name}"


def _title(state: FlowState, stage: str) -> Text:
    machine = name(state)
    match stage:
        case "work":
            if state.working is not None and isinstance(state.working.job, DoRescue):
                return say("Taking the setup of {machine} back …", machine=machine)
            return say("Restarting {machine} …", machine=machine)
        case "lost":
            return say("{machine} did not come back", machine=machine)
        case _:
            return say("{machine} has to restart", machine=machine)


def _says(state: FlowState, stage: str) -> Text:
    match stage:
        case "look":
            return say("Looking what a restart would end …")
        case "blind":
            return say("What a restart would end is not known. Look again, or restart later.")
        case "work":
            return say("This takes some seconds, or a minute or two if much has to start.")
        case "lost":
            if state.problem is not None and state.problem.can_rescue:
                return say("The wizard can take its setup back in WSL's safe mode. These are the steps:")
            return say("Its setup can be taken back in WSL's safe mode, by hand. These are the steps:")
        case _:
            return _asking(state)


def _asking(state: FlowState) -> Text:
    radius = state.offer.radius if state.offer is not None else None
    if radius is None or not (radius.endings or radius.unknown):
        return say("The changes take effect after that. As far as can be seen, nothing is lost by it.")
    return say("The changes take effect after that. A restart ends all of this; save your work first:")


def _endings(radius: Radius) -> tuple[EndingRow, ...]:
    many = radius.restart is Restart.WSL
    rows = []
    for ending in radius.endings:
        parts = (ending.distro if many or not ending.user else "", ending.user)
        rows.append(EndingRow(ending.what, ", ".join(filter(None, parts))))
    named = {ending.distro for ending in radius.endings}
    quiet = [distro for distro in radius.distros if distro not in named] if many else []
    rows += [EndingRow(say("The distro as a whole"), distro) for distro in quiet]
    return tuple(rows)
