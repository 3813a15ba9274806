"""One job at a time: how a job begins."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow.intents import Effect, Run
from wizard.gui.flow.jobs import DoApply, Job
from wizard.gui.flow.state import Busy, Heard, State

Step = tuple[State, tuple[Effect, ...]]


def run(state: State, job: Job) -> Step:
    """Begin *job*. If the site is still busy with something that nobody waits for, it begins after that."""
    clean = replace(state, problem=None, notice=None)
    if state.busy is not None:
        return replace(clean, waiting=job), ()
    generation = state.generation + 1
    parts = len(job.plan.downloads) + 1 if isinstance(job, DoApply) else 1
    busy = Busy(job, generation, heard=Heard(parts=parts))
    return replace(clean, generation=generation, busy=busy, waiting=None), (
        Run(generation, job, state.machine),
    )
