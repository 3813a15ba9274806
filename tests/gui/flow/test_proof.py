"""The acceptance suite in the flow: who may run it, what it told so far, and where its result goes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.app.proof.made import results, suite
from tests.gui import states
from tests.gui.flow.test_transitions import CHECKED, after, job, told
from tests.gui.gallery import PC_SITE
from tests.gui.read import words
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.proof import is_offered, outcome_line, proved
from wizard.gui.flow.state import FlowState
from wizard.model.events import Doing, Note
from wizard.model.orders import Phase, Receipt
from wizard.model.proof import StepOutcome
from wizard.model.text import say


@pytest.fixture
def checked() -> FlowState:
    return replace(after(*CHECKED), can=states.RUNNING)


def test_it_runs_when_the_user_asks_and_its_result_is_kept(checked: FlowState) -> None:
    state, effects = told(checked, intents.Prove())
    assert checked.verified is not None
    assert job(effects) == jobs.DoProve(checked.verified.look, checked.wanted)
    state = after(suite(), state=state)
    assert state.suite == suite()
    assert state.verified == checked.verified
    asked = job(told(state, intents.SaveReport("/r.pdf", "en"))[1])
    assert isinstance(asked, jobs.DoSaveReport)
    assert asked.suite == suite()


def test_it_can_be_stopped_and_what_comes_late_is_dropped(checked: FlowState) -> None:
    state = after(intents.Prove(), intents.Cancel(), suite(), state=checked)
    assert state.suite is None
    assert state.working is None


def test_nothing_is_proven_where_nothing_runs_nor_of_a_pc(checked: FlowState) -> None:
    still = replace(checked, can=states.CAN)
    assert is_offered(still)
    assert told(still, intents.Prove())[1] == ()
    assert not is_offered(replace(checked, site=PC_SITE))


def test_what_was_proven_goes_with_the_setup_that_is_undone(checked: FlowState) -> None:
    proven = after(intents.Prove(), suite(), state=checked)
    kept = after(intents.Keep(), Receipt(7, Phase.ACCEPTED), state=proven)
    assert kept.suite == suite()
    assert after(intents.UndoSetup(), Receipt(7, Phase.UNDONE), state=proven).suite is None


def test_each_result_is_known_as_soon_as_it_is_told(checked: FlowState) -> None:
    state = after(intents.Prove(), state=checked)
    assert state.busy is not None
    events = [Doing(say("A program builds"), 1, 9), *(Note(outcome_line(each)) for each in results())]
    for event in events:
        state = after(intents.JobProgress(state.busy.generation, event), state=state)
    told_so_far = [(words(title), outcome) for title, outcome in proved(state)]
    assert told_so_far == [(each.title.render(), each.outcome) for each in results()]
    assert StepOutcome.FAILED in dict(told_so_far).values()
