"""What the wizard does when a person does something: stories, told to the pure machine."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.states import DIFF, EMPTY, PLAN, fresh, glance, look, problem, setup, verified
from wizard.app.machines.glance import Glance
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.applying import can_apply
from wizard.gui.flow.intents import Effect, Halt, Intent, JobFinished, JobProgress, Leave, StartJob
from wizard.gui.flow.jobs import Job, ProblemKind, Result
from wizard.gui.flow.state import FlowState, OutcomeKind
from wizard.gui.flow.steps import Page
from wizard.gui.flow.transitions import step
from wizard.model.events import Doing, Progress
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.ports import Can
from wizard.model.text import say


def told(state: FlowState, *steps: Intent | Result) -> tuple[FlowState, tuple[Effect, ...]]:
    """The state after *steps*; a result is the answer to the job that runs."""
    effects: tuple[Effect, ...] = ()
    for item in steps:
        if not isinstance(item, Intent):
            assert state.busy is not None, f"nothing runs that {item} could answer"
            item = JobFinished(state.busy.generation, item)
        state, effects = step(state, item)
    return state, effects


def after(*steps: Intent | Result, state: FlowState | None = None) -> FlowState:
    return told(state or fresh(), *steps)[0]


def job(effects: tuple[Effect, ...]) -> Job:
    runs = [effect.job for effect in effects if isinstance(effect, StartJob)]
    assert len(runs) == 1
    return runs[0]


def start(seen: Glance, can: Can = states.CAN) -> tuple[Intent | Result, ...]:
    """The window opens, on a computer with one machine."""
    return intents.Open(), jobs.Surveyed(states.ONE), jobs.Opened(states.SITE, can, seen)


START = start(glance())


SCANNED = (*START, intents.SetUp(), intents.Scan(), jobs.Looked(look()))


FOUND = (*SCANNED, intents.SeeFindings())


PLANNED = (*FOUND, intents.Review(), jobs.Planned(PLAN, DIFF))


ASKED = (*PLANNED, intents.PlanShown(PLAN.id), intents.Proceed())


APPLIED = (*ASKED, intents.Apply(), Receipt(7, Phase.TRIAL))


CHECKED = (*APPLIED, verified())


def test_the_only_machine_is_opened_by_itself() -> None:
    state, effects = told(fresh(), intents.Open())
    assert job(effects) == jobs.DoSurvey()
    _, effects = told(state, jobs.Surveyed(states.ONE))
    assert job(effects) == jobs.DoOpen(states.MACHINE)


def test_a_waiting_setup_comes_before_everything_else() -> None:
    waiting = after(*start(glance(setup(7, Phase.TRIAL), open=7)))
    assert waiting.open is not None
    assert waiting.open.plan == PLAN
    assert after(intents.SetUp(), state=waiting) == waiting
    assert after(intents.CheckDrift(), state=waiting) == waiting


def test_the_whole_way_to_keep() -> None:
    state, effects = told(fresh(), *CHECKED)
    assert state.page is Page.VERIFY
    state, effects = told(state, intents.Keep())
    assert job(effects) == jobs.DoAccept(7)
    done = after(Receipt(7, Phase.ACCEPTED), state=state)
    assert (done.page, done.open) == (Page.DONE, None)
    assert done.outcome is not None
    assert done.outcome.ending is OutcomeKind.KEPT


def test_safe_repairs_are_ticked_and_careful_ones_are_not() -> None:
    assert after(*SCANNED).chosen == {"one", "two"}


def test_only_what_can_be_repaired_can_be_ticked() -> None:
    state = after(*FOUND, intents.Choose(("good", "careful", "nonsense"), True))
    assert state.chosen == {"one", "two", "careful"}
    assert after(intents.Choose(("one",), False), state=state).chosen == {"two", "careful"}


def test_nothing_is_applied_that_was_not_on_the_screen() -> None:
    unseen = after(*PLANNED)
    assert not can_apply(unseen)
    assert after(intents.Proceed(), state=unseen).page is Page.REVIEW
    assert after(intents.PlanShown("another plan"), intents.Proceed(), state=unseen).page is Page.REVIEW
    assert after(intents.PlanShown(PLAN.id), intents.Proceed(), state=unseen).page is Page.APPLY


def test_an_empty_plan_cannot_be_applied() -> None:
    state = after(
        *FOUND, intents.Review(), jobs.Planned(EMPTY, DIFF), intents.PlanShown(EMPTY.id), intents.Proceed()
    )
    assert state.page is Page.REVIEW


def test_apply_is_followed_by_a_second_look() -> None:
    state, effects = told(fresh(), *APPLIED)
    assert job(effects) == jobs.DoVerify(PLAN, states.BASELINE)
    assert state.page is Page.VERIFY


def test_cancel_while_looking_drops_the_look() -> None:
    state, effects = told(fresh(), *START, intents.SetUp(), intents.Scan(), intents.Cancel())
    assert effects == (Halt(3),)
    assert state.working is None
    late = after(jobs.Looked(look()), state=state)
    assert late.look is None
    assert late.busy is None


def test_a_new_look_waits_for_the_dropped_one() -> None:
    state, effects = told(fresh(), *START, intents.SetUp(), intents.Scan(), intents.Cancel(), intents.Scan())
    assert effects == ()
    state, effects = told(state, jobs.Looked(look()))
    assert state.look is None
    assert job(effects) == jobs.DoLook(states.BASELINE)


def test_an_answer_of_an_older_generation_changes_nothing() -> None:
    state = after(*START, intents.SetUp(), intents.Scan())
    assert step(state, JobFinished(1, jobs.Looked(look()))) == (state, ())
    assert step(state, JobProgress(1, Doing(say("old news")))) == (state, ())


def test_cancel_while_applying_stops_after_this_step() -> None:
    state, effects = told(fresh(), *ASKED, intents.Apply(), intents.Cancel())
    assert isinstance(effects[0], Halt)
    assert state.working is not None
    assert state.working.stopping
    assert told(state, intents.Cancel()) == (state, ()), "asking twice changes nothing"


def test_a_stop_in_time_leaves_all_as_it_was() -> None:
    state = after(*ASKED, intents.Apply(), intents.Cancel(), problem(ProblemKind.STOPPED))
    assert state.page is Page.APPLY
    assert state.open is None
    assert can_apply(state)


def test_a_stop_too_late_leaves_the_choice() -> None:
    state = after(*ASKED, intents.Apply(), intents.Cancel(), Receipt(7, Phase.TRIAL))
    assert state.page is Page.VERIFY
    assert state.open is not None
    assert state.notice is not None


@pytest.mark.parametrize("intent", [intents.Cancel(), intents.Quit(), intents.GoBack()])
def test_keep_is_never_cut_off(intent: Intent) -> None:
    state = after(*CHECKED, intents.Keep())
    assert told(state, intent) == (state, ())


def test_a_stale_plan_is_made_anew_from_a_fresh_look_and_ticks_stay() -> None:
    chosen = after(*FOUND, intents.Choose(("two",), False))
    seen = (
        intents.Review(),
        jobs.Planned(PLAN, DIFF),
        intents.PlanShown(PLAN.id),
        intents.Proceed(),
        intents.Apply(),
    )
    stale = after(*seen, problem(ProblemKind.STALE), state=chosen)
    assert (stale.page, stale.busy) == (Page.APPLY, None)
    state, effects = told(stale, intents.Replan())
    assert isinstance(job(effects), jobs.DoLook)
    assert not can_apply(state)
    assert after(jobs.Looked(look()), state=state).chosen == {"one"}


def test_a_failed_apply_asks_what_stands_and_keeps_the_reason_on_the_screen() -> None:
    state, effects = told(fresh(), *ASKED, intents.Apply(), problem())
    assert job(effects) == jobs.DoGlance()
    cut = after(glance(setup(7, Phase.SWITCHING), open=7), state=state)
    assert cut.problem == problem()
    assert cut.open is not None
    assert cut.open.is_interrupted
    state, effects = told(cut, intents.RecoverSetup())
    assert job(effects) == jobs.DoRecover()
    done = after(Receipt(7, Phase.UNDONE), state=state)
    assert done.page is Page.DONE
    assert done.outcome is not None
    assert done.outcome.ending is OutcomeKind.UNDONE


def test_an_interrupted_setup_can_be_finished() -> None:
    cut = after(*start(glance(setup(7, Phase.SWITCHING), open=7)))
    state, effects = told(cut, intents.RecoverSetup(again=True), Receipt(7, Phase.UNDONE))
    assert job(effects) == jobs.DoPicture(PLAN)
    again = after(jobs.Planned(PLAN, DIFF), state=state)
    assert again.page is Page.REVIEW
    assert not can_apply(again), "its difference has to be seen again"


def test_an_interrupted_setup_that_turns_out_to_be_complete_is_not_called_undone() -> None:
    cut = after(*start(glance(setup(7, Phase.SWITCHING), open=7)))
    state, effects = told(cut, intents.RecoverSetup(), Receipt(7, Phase.TRIAL))
    assert job(effects) == jobs.DoGlance()
    whole = after(glance(setup(7, Phase.TRIAL), open=7), state=state)
    assert whole.notice is not None
    assert "Keep or undo" in whole.notice.render()
    assert (whole.page, whole.outcome) == (Page.MACHINE, None)


def test_undo_from_the_first_page_returns_there() -> None:
    waiting = after(*start(glance(setup(7, Phase.TRIAL), open=7)))
    state, effects = told(waiting, intents.UndoSetup(), Receipt(7, Phase.UNDONE))
    assert job(effects) == jobs.DoGlance()
    assert (state.page, state.open) == (Page.MACHINE, None)


def test_a_setup_of_another_wizard_stops_the_scan() -> None:
    state = after(*START, intents.SetUp(), intents.Scan(), jobs.Looked(look(setup(9, Phase.TRIAL), open=9)))
    assert state.page is Page.MACHINE
    assert state.open is not None


def test_drift_is_checked_for_what_the_last_setup_was_for() -> None:
    other = setup(3, plan=states.msgspec_replace(PLAN, profile="other"))
    state, effects = told(fresh(), *start(glance(other)), intents.CheckDrift())
    assert job(effects) == jobs.DoLook(states.OTHER)
    assert state.page is Page.SCAN


def test_back_while_looking_drops_the_look() -> None:
    state, effects = told(fresh(), *START, intents.SetUp(), intents.Scan(), intents.GoBack())
    assert effects == (Halt(3),)
    assert state.page is Page.NEEDS


def test_quit_while_looking_leaves_at_once() -> None:
    _, effects = told(fresh(), *START, intents.SetUp(), intents.Scan(), intents.Quit())
    assert effects == (Halt(3), Leave())


def test_quit_while_applying_stops_and_stays() -> None:
    state, effects = told(fresh(), *ASKED, intents.Apply(), intents.Quit())
    assert Leave() not in effects
    assert state.working is not None
    assert state.working.stopping


def test_a_recording_can_be_reviewed_and_not_applied() -> None:
    can = states.Can(commands=True, act=False, restart=False)
    state = after(*start(glance(), can), *ASKED[len(START) :])
    assert state.page is Page.REVIEW


def test_progress_never_falls() -> None:
    state = after(*ASKED, intents.Apply())
    generation = state.generation
    reached = []
    events = (
        Progress(5, 10),
        Progress(10, 10),
        Doing(say("next"), 1, 4),
        Doing(say("next"), 3, 4),
        Progress(1, 9),
    )
    for event in events:
        state = after(JobProgress(generation, event), state=state)
        assert state.busy is not None
        reached.append(state.busy.progress.reached)
    assert reached == sorted(reached)
    assert reached[0] > 0


def test_a_download_and_the_changes_share_one_bar() -> None:
    download = states.Download("go.tgz", "1.25", "0" * 64, 10, ("https://go.dev/dl/",))
    plan = states.msgspec_replace(PLAN, downloads=(download,))
    seen = (
        intents.Review(),
        jobs.Planned(plan, DIFF),
        intents.PlanShown(plan.id),
        intents.Proceed(),
        intents.Apply(),
    )
    state = after(*FOUND, *seen)
    generation = state.generation
    for event in (Doing(say("fetch")), Progress(10, 10), Doing(say("check")), Doing(say("write"), 1, 2)):
        state = after(JobProgress(generation, event), state=state)
    assert state.busy is not None
    assert state.busy.progress.reached == 500


def test_start_over_forgets_all_but_the_machine() -> None:
    done = after(*CHECKED, intents.Keep(), Receipt(7, Phase.ACCEPTED))
    state, effects = told(done, intents.StartOver())
    assert job(effects) == jobs.DoSurvey()
    assert (state.page, state.look, state.plan, state.outcome) == (Page.MACHINE, None, None, None)


def test_finish_without_ticks_changes_nothing() -> None:
    state = after(*FOUND, intents.Choose(("one", "two"), False), intents.Finish())
    assert state.page is Page.DONE
    assert state.outcome is not None
    assert state.outcome.ending is OutcomeKind.NOTHING


def test_what_a_rehearsal_taught_is_known_to_the_findings() -> None:
    """A repair that did harm is CAREFUL from then on, and no longer chosen; whoever goes back can choose it again."""
    before = after(*FOUND)
    assert before.look is not None
    learned = replace(before.look, pending=Restart.WSL)
    state = after(intents.Review(), jobs.Planned(PLAN, DIFF, learned, frozenset()), state=before)
    assert (state.look, state.chosen, state.plan) == (learned, frozenset(), PLAN)
    assert after(intents.Review(), jobs.Planned(PLAN, DIFF), state=before).chosen == before.chosen
