"""One job at a time: a job that has to wait begins after the one that runs, and what was said before is gone."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui import states
from tests.gui.states import PLAN, fresh, problem
from wizard.gui.flow import jobs
from wizard.gui.flow.intents import StartJob
from wizard.gui.flow.start_job import run
from wizard.model.edits.files import Download
from wizard.model.text import say


def test_a_job_begins_with_a_number_of_its_own() -> None:
    state, effects = run(fresh(), jobs.DoSurvey())
    assert effects == (StartJob(state.generation, jobs.DoSurvey(), state.machine),)
    assert state.busy is not None
    assert state.generation == fresh().generation + 1


def test_a_second_job_waits() -> None:
    busy, _ = run(fresh(), jobs.DoSurvey())
    state, effects = run(busy, jobs.DoGlance())
    assert effects == ()
    assert (state.waiting, state.busy) == (jobs.DoGlance(), busy.busy)


def test_what_was_said_before_is_gone() -> None:
    state, _ = run(replace(fresh(), problem=problem(), notice=say("x")), jobs.DoSurvey())
    assert (state.problem, state.notice) == (None, None)


def test_each_download_has_its_part_of_the_bar() -> None:
    downloads = tuple(Download(f"go{n}", "1.25", "0" * 64, 1, ()) for n in range(2))
    plan = replace(PLAN, downloads=downloads)
    state, _ = run(fresh(states.CAN), jobs.DoApply(plan))
    assert state.busy is not None
    assert state.busy.progress.parts == 3
