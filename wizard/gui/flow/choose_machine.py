"""Which machine: the part of the flow before all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wizard.gui.flow import first_time, intents, jobs
from wizard.gui.flow.intents import Halt
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import NOTHING, NOWHERE, FlowState
from wizard.gui.flow.steps import Page
from wizard.model.ports import SiteKind

if TYPE_CHECKING:
    from wizard.app.machines.computer import Machine

PC = SiteKind.WINDOWS


def survey(state: FlowState) -> Transition:
    """Ask which machines there are, and nothing else."""
    return run(state, jobs.DoSurvey())


def survey_again(state: FlowState, intent: intents.SurveyAgain) -> Transition:
    return survey(state) if state.page is Page.MACHINE else (state, ())


def surveyed(state: FlowState, answer: jobs.Surveyed) -> Transition:
    """Open the machine that was chosen before, or the one that is meant if none is. Without a distro there is
    first-time setup to do."""
    machines = answer.survey.machines
    known = replace(state, machines=machines, remarks=answer.survey.problems, pc=answer.pc, first=None)
    if machines and all(machine.kind is PC for machine in machines):
        return first_time.begin(replace(forget(known), site=NOWHERE, can=NOTHING, machine=None))
    machine = _same(machines, state.machine) or _meant(machines)
    return (replace(known, machine=None), ()) if machine is None else _choose(known, machine)


def pick(state: FlowState, intent: intents.PickMachine) -> Transition:
    """Open that machine. What is being read about another one is dropped, so that one can walk the list."""
    if (
        state.first is not None
        or state.page is not Page.MACHINE
        or intent.machine not in state.machines
        or state.history is not None
    ):
        return state, ()
    working = state.working
    opening = working is not None and isinstance(working.job, jobs.DoOpen)
    if intent.machine == state.machine and (state.is_open or opening or state.waiting is not None):
        return state, ()
    if working is None:
        return _choose(state, intent.machine)
    if working.writes or not isinstance(working.job, jobs.DoOpen | jobs.DoGlance):
        return state, ()
    dropped = replace(state, busy=replace(working, dropped=True))
    after, effects = _choose(dropped, intent.machine)
    return after, (Halt(working.generation), *effects)


def opened(state: FlowState, answer: jobs.Opened) -> FlowState:
    """The chosen machine can be asked now. What its glance tells comes after that."""
    return replace(state, site=answer.site, can=answer.can, pc=answer.pc or state.pc)


def mark_running(state: FlowState) -> FlowState:
    """The chosen machine was looked at, so it runs."""
    machine = state.machine
    if machine is None or machine.is_running is not False:
        return state
    runs = replace(machine, is_running=True)
    return replace(
        state, machine=runs, machines=tuple(runs if each == machine else each for each in state.machines)
    )


def forget(state: FlowState) -> FlowState:
    """All that was found out about the chosen machine is forgotten; what was wanted, and what the machines are,
    stays."""
    return FlowState(
        state.site,
        state.can,
        state.profiles,
        state.wanted,
        machines=state.machines,
        remarks=state.remarks,
        machine=state.machine,
        pc=state.pc,
        glances=state.glances,
        typed=state.typed,
        generation=state.generation,
        busy=state.busy,
    )


def _choose(state: FlowState, machine: Machine) -> Transition:
    same = state.machine is not None and _is_same(machine, state.machine)
    fresh = state if same else replace(forget(state), site=NOWHERE, can=NOTHING)
    return run(replace(fresh, machine=machine), jobs.DoOpen(machine))


def _same(machines: Sequence[Machine], machine: Machine | None) -> Machine | None:
    return next((each for each in machines if machine is not None and _is_same(each, machine)), None)


def _is_same(one: Machine, other: Machine) -> bool:
    """As WSL compares names (WSL §6.2). There is only one PC."""
    return one.kind is other.kind and (one.kind is PC or one.name.lower() == other.name.lower())


def _meant(machines: Sequence[Machine]) -> Machine | None:
    """The default distro; any, if none is the default."""
    distros = [each for each in machines if each.kind is not PC]
    return next((each for each in distros if each.is_default), next(iter(distros), None))
