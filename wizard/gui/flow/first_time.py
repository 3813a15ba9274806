"""First-time setup in the flow: a look, then one step at a time, each by the user's click and looked at again."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import First, FlowState
from wizard.gui.flow.steps import Page
from wizard.model.first_time import FirstLook, Operation, SetupStep
from wizard.model.text import say


def begin(state: FlowState) -> Transition:
    """There is no machine to choose: see what is missing."""
    return run(replace(state, first=First()), jobs.DoFirstLook())


def open_it(state: FlowState, intent: intents.OpenFirst) -> Transition:
    if state.page is not Page.MACHINE or state.first is not None or state.pc is None:
        return state, ()
    return run(replace(state, first=First(asked=True), outcome=None), jobs.DoFirstLook())


def look(state: FlowState, intent: intents.LookFirst) -> Transition:
    if state.first is None:
        return state, ()
    choice = state.first.seen.choice if state.first.seen is not None else None
    return run(state, jobs.DoFirstLook(choice))


def choose(state: FlowState, intent: intents.ChooseFirst) -> Transition:
    """Another choice has other steps; nothing has to be looked at for it."""
    first = state.first
    if first is None or first.seen is None:
        return state, ()
    from wizard.engine.setup.decide import remaining_steps

    seen = dataclasses.replace(
        first.seen, choice=intent.choice, remaining=remaining_steps(first.seen.pc, intent.choice)
    )
    return replace(state, first=replace(first, seen=seen), problem=None), ()


def doable(seen: FirstLook | None) -> tuple[SetupStep, ...]:
    """The next step that is needed, and those before it that are only offered."""
    steps: list[SetupStep] = []
    for step in seen.remaining.steps if seen is not None else ():
        steps.append(step)
        if step.is_needed:
            break
    return tuple(steps)


def take(state: FlowState, intent: intents.TakeStep) -> Transition:
    first = state.first
    if first is None or first.seen is None or first.restarting:
        return state, ()
    step = next((step for step in doable(first.seen) if step.id == intent.step), None)
    return (state, ()) if step is None else run(state, jobs.DoStep(first.seen, step, intent.password))


def come_back(state: FlowState, intent: intents.ComeBack) -> Transition:
    return (state, ()) if state.first is None else run(state, jobs.DoComeBack())


def leave(state: FlowState) -> FlowState:
    """Back to the machines, if there are any."""
    return replace(state, first=None, problem=None, notice=None)


def answered(state: FlowState, result: jobs.Result) -> Transition:
    """What was asked of the PC, and changed nothing."""
    first = state.first
    match result:
        case None:
            words = say("Installation continues automatically after the next Windows restart.")
            return replace(state, notice=words), ()
        case FirstLook() if first is not None:
            return _ask_for_offer(replace(state, first=replace(first, seen=result)))
        case jobs.Offered(names) if first is not None:
            return replace(state, first=replace(first, offered=names)), ()
        case _:
            return state, ()


def stepped(state: FlowState, step: SetupStep, seen: FirstLook) -> Transition:
    """What is missing after *step*. When it was the last one, there are machines to choose from."""
    first = state.first
    if first is None:
        return state, ()
    restarting = step.operation is Operation.RESTART_WINDOWS
    done = first.done if restarting else (*first.done, step.title)
    after = replace(first, seen=seen, done=done, restarting=restarting)
    if seen.remaining.is_done and not restarting:
        return run(replace(state, first=None), jobs.DoSurvey())
    return _ask_for_offer(replace(state, first=after))


def _ask_for_offer(state: FlowState) -> Transition:
    first = state.first
    if first is None or first.offered is not None or first.seen is None:
        return state, ()
    next_one = doable(first.seen)[-1:]
    installs = any(step.operation is Operation.INSTALL_DISTRO for step in next_one)
    adds = first.asked and first.seen.remaining.is_done
    return run(state, jobs.DoOffer()) if installs or adds else (state, ())
