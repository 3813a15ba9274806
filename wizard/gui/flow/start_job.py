"""One job at a time: how a job begins."""

from __future__ import annotations

from msgspec.structs import replace

from wizard.gui.flow.intents import Effect, StartJob
from wizard.gui.flow.jobs import DoApply, Job
from wizard.gui.flow.state import Busy, FlowState, ProgressSoFar

Transition = tuple[FlowState, tuple[Effect, ...]]


def run(state: FlowState, job: Job) -> Transition:
    """Begin *job*. If the site is still busy with something that nobody waits for, it begins after that."""
    clean = replace(state, problem=None, notice=None)
    if state.busy is not None:
        return replace(clean, waiting=job), ()
    generation = state.generation + 1
    parts = len(job.plan.downloads) + 1 if isinstance(job, DoApply) else 1
    busy = Busy(job, generation, progress=ProgressSoFar(parts=parts))
    return replace(clean, generation=generation, busy=busy, waiting=None), (
        StartJob(generation, job, state.machine),
    )
