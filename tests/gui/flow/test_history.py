"""The history of setups: page by page, and an undo is previewed like any other change."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui.flow.test_transitions import START, after, job, told
from tests.gui.states import DIFF, PLAN, fresh, setup
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.steps import Page
from wizard.model.commands.command import Ran
from wizard.model.orders import Phase


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
