"""The history of setups: page by page, and an undo is previewed like any other change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.flow.test_transitions import CHECKED, START, after, job, told
from tests.gui.states import DIFF, EMPTY, PLAN, fresh, problem, setup
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.jobs import ProblemKind
from wizard.gui.flow.steps import Page
from wizard.model.commands.command import Ran
from wizard.model.orders import Phase, Receipt


def test_taking_back_is_previewed_like_any_other() -> None:
    state = after(*START, intents.OpenHistory(), (setup(3), setup(2)))
    state, effects = told(state, intents.TakeBack(3))
    assert job(effects) == jobs.DoBack(setup(3))
    state = after(jobs.Planned(PLAN, DIFF), state=state)
    assert (state.page, state.history, state.back_from) == (Page.REVIEW, None, setup(3))
    assert after(intents.GoBack(), state=state).page is Page.MACHINE


@pytest.mark.parametrize("phase", [Phase.UNDONE, Phase.TRIAL, Phase.SWITCHING])
def test_only_a_kept_setup_can_be_taken_back(phase: Phase) -> None:
    state = after(*START, intents.OpenHistory(), (setup(3, phase),))
    assert told(state, intents.TakeBack(3)) == (state, ())


REVIEWED = (
    *START,
    intents.OpenHistory(),
    (setup(3),),
    intents.TakeBack(3),
    jobs.Planned(PLAN, DIFF, keeps_edits=False),
)


def test_to_keep_edits_is_planned_anew_and_has_to_be_seen_again() -> None:
    state, effects = told(after(*REVIEWED, intents.PlanShown(PLAN.id)), intents.KeepEdits(True))
    assert job(effects) == jobs.DoBack(setup(3), keeps_edits=True)
    state = after(jobs.Planned(EMPTY, DIFF, keeps_edits=True), state=state)
    assert (state.page, state.plan, state.keeps_edits, state.seen) == (Page.REVIEW, EMPTY, True, None)
    assert job(told(state, intents.KeepEdits(False))[1]) == jobs.DoBack(setup(3))
    assert told(state, intents.KeepEdits(True)) == (state, ())


def test_nothing_is_chosen_about_edits_where_there_are_none() -> None:
    state = after(*REVIEWED[:-1], jobs.Planned(PLAN, DIFF))
    assert told(state, intents.KeepEdits(True)) == (state, ())
    assert told(after(*START), intents.KeepEdits(True)) == (after(*START), ())


def test_a_plan_that_keeps_edits_and_has_become_stale_is_planned_so_again() -> None:
    state = after(*REVIEWED, intents.KeepEdits(True), jobs.Planned(PLAN, DIFF, keeps_edits=True))
    state = after(intents.PlanShown(PLAN.id), intents.Proceed(), intents.Apply(), state=state)
    state = after(problem(ProblemKind.STALE), state=state)
    assert job(told(state, intents.Replan())[1]) == jobs.DoBack(setup(3), keeps_edits=True)


LEFT = Receipt(7, Phase.UNDONE, foreign=("/etc/wsl.conf",))


def test_an_undo_that_left_edited_files_can_be_followed_up() -> None:
    state = after(*CHECKED, intents.UndoSetup(), LEFT)
    state, effects = told(state, intents.UndoLines())
    asked = job(effects)
    assert isinstance(asked, jobs.DoBack)
    assert (asked.setup.number, asked.setup.phase) == (7, Phase.UNDONE)
    assert after(jobs.Planned(PLAN, DIFF), state=state).page is Page.REVIEW


def test_such_a_setup_can_be_picked_in_the_history_too() -> None:
    state = after(*CHECKED, intents.UndoSetup(), LEFT, intents.OpenHistory(), (setup(7, Phase.UNDONE),))
    assert job(told(state, intents.TakeBack(7))[1]) == jobs.DoBack(setup(7, Phase.UNDONE))


def test_an_undo_that_left_nothing_is_not_followed_up() -> None:
    state = after(*CHECKED, intents.UndoSetup(), Receipt(7, Phase.UNDONE))
    assert told(state, intents.UndoLines()) == (state, ())


def test_a_picked_setup_is_shown_with_what_became_of_its_commands() -> None:
    done = Ran(("apt-get", "install", "x"), True, 900, None)
    state = after(*START, intents.OpenHistory(), (replace(setup(3), ran=(done,)), setup(2)))
    state, effects = told(state, intents.PickSetup(3))
    assert job(effects) == jobs.DoShow(PLAN, (done,))
    history = after(DIFF, state=state).history
    assert history is not None
    assert (history.picked, history.diff) == (3, DIFF)


def test_history_comes_page_by_page() -> None:
    state, effects = told(
        fresh(),
        *START,
        intents.OpenHistory(),
        (setup(5), setup(4)),
        intents.MoreHistory(),
    )
    assert job(effects) == jobs.DoHistory(4)
    state = after((setup(3), setup(2), setup(1)), state=state)
    assert state.history is not None
    assert [item.number for item in state.history.setups] == [5, 4, 3, 2, 1]
    assert state.history.complete


def test_closing_history_drops_what_it_waits_for() -> None:
    state = after(*START, intents.OpenHistory(), intents.CloseHistory(), (setup(1),))
    assert state.history is None
    assert state.busy is None
