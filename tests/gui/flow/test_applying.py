"""A plan whose prepared files do more than was agreed to is applied only if the user says so once more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import ASKED, after, job, told
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.model.edits.files import DropLine, Wish
from wizard.model.findings import Risk
from wizard.model.orders import Phase, Receipt
from wizard.model.rehearsal.shells import Harm, HarmKind, Rehearsal, ShellKind
from wizard.model.rehearsal.texts import harm_text
from wizard.model.state import Change

LOST = Harm(HarmKind.LOST_ALIAS, (ShellKind.TERMINAL,), "ll")
SEEN = Rehearsal((ShellKind.TERMINAL,), harms=(LOST,))
PROFILE = Change("/home/me/.profile", states.BEFORE, states.AFTER, 1000, 1000, "~/.profile")
PLAN = replace(
    states.PLAN,
    changes=(states.CHANGE, PROFILE),
    wishes=(Wish(states.EDIT, ("one",)), Wish(DropLine("~/.profile", 1, "alias ll=ls"), ("two",))),
    rehearsal=Rehearsal((ShellKind.TERMINAL,)),
)
SHOWN = replace(PLAN, rehearsal=SEEN)
ASKED_OF_SHELLS = (
    *ASKED[:-3],
    jobs.Planned(PLAN, states.DIFF),
    intents.PlanShown(PLAN.id),
    intents.Proceed(),
)
STOPPED = (*ASKED_OF_SHELLS, intents.Apply(), jobs.Unagreed(SHOWN, (harm_text(LOST),)))


@pytest.fixture
def stopped() -> FlowState:
    return after(*STOPPED)


def test_it_is_asked_on_the_same_page_and_nothing_runs(stopped: FlowState) -> None:
    assert (stopped.page, stopped.busy, stopped.problem) == (Page.APPLY, None, None)
    assert stopped.unagreed == (harm_text(LOST),)
    assert stopped.plan == SHOWN


def test_the_way_that_enter_means_changes_nothing_and_chooses_again(stopped: FlowState) -> None:
    state, effects = told(stopped, intents.DoNotApply())
    assert (state.page, effects, state.unagreed) == (Page.FINDINGS, (), ())
    assert state.chosen == stopped.chosen - {"two"}
    risks = {item.rule: item.finding.risk for item in state.judged}
    assert (risks["two"], risks["one"]) == (Risk.CAREFUL, Risk.SAFE)
    assert state.notice is not None


def test_what_was_applied_anyway_was_agreed_to_with_all_that_was_seen(stopped: FlowState) -> None:
    state, effects = told(stopped, intents.ApplyAnyway())
    assert job(effects) == jobs.DoApply(SHOWN)
    assert state.unagreed == ()
    assert after(Receipt(7, Phase.TRIAL), state=state).page is Page.VERIFY


def test_more_than_that_is_asked_again(stopped: FlowState) -> None:
    other = Harm(HarmKind.LOST_FUNCTION, (ShellKind.TERMINAL,), "nvm")
    again = after(intents.ApplyAnyway(), jobs.Unagreed(SHOWN, (harm_text(other),)), state=stopped)
    assert again.unagreed == (harm_text(other),)


def test_apply_alone_is_no_consent(stopped: FlowState) -> None:
    assert told(stopped, intents.Apply()) == (stopped, ())


def test_a_plan_that_was_made_of_no_findings_is_left_too(stopped: FlowState) -> None:
    """What takes the place of an interrupted setup is planned without a look."""
    state = after(intents.DoNotApply(), state=replace(stopped, look=None))
    assert (state.page, state.unagreed) == (Page.MACHINE, ())


@pytest.mark.parametrize("intent", [intents.ApplyAnyway(), intents.DoNotApply()])
def test_without_a_question_there_is_no_answer(
    intent: intents.ApplyAnyway | intents.DoNotApply,
) -> None:
    asked = after(*ASKED)
    assert told(asked, intent) == (asked, ())


def test_back_shows_the_review_with_what_was_seen(stopped: FlowState) -> None:
    state = after(intents.GoBack(), state=stopped)
    assert (state.page, state.unagreed, state.plan) == (Page.REVIEW, (), SHOWN)


def test_the_history_can_be_read_before_the_answer(stopped: FlowState) -> None:
    state = after(intents.OpenHistory(), (states.setup(3),), intents.CloseHistory(), state=stopped)
    assert state.unagreed == stopped.unagreed
