"""The Shells window: start files are read at once, shells are started only when the user asks for it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import FOUND, after, job, told
from wizard.app.shells.table import ShellTable
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.intents import Halt
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.model.text import say

READ = ShellTable(False, say("Read."), ())
MEASURED = ShellTable(True, say("Measured."), ())


@pytest.fixture
def found() -> FlowState:
    return replace(after(*FOUND), can=states.RUNNING)


def test_it_opens_with_what_start_files_say(found: FlowState) -> None:
    state, effects = told(found, intents.OpenShells())
    asked = job(effects)
    assert isinstance(asked, jobs.DoShells)
    assert (asked.look, asked.wanted, asked.measures) == (found.look, found.wanted, False)
    shown = after(READ, state=state).shells
    assert shown is not None
    assert shown.table == READ


def test_shells_are_started_when_the_user_asks(found: FlowState) -> None:
    state, effects = told(found, intents.OpenShells(), READ, intents.MeasureShells())
    asked = job(effects)
    assert isinstance(asked, jobs.DoShells)
    assert asked.measures
    shown = after(MEASURED, state=state).shells
    assert shown is not None
    assert shown.table == MEASURED


def test_nothing_is_started_where_nothing_runs(found: FlowState) -> None:
    still = replace(found, can=states.CAN)
    assert told(still, intents.OpenShells(), READ, intents.MeasureShells())[1] == ()


def test_to_stop_or_to_close_drops_the_measuring(found: FlowState) -> None:
    for intent in (intents.Cancel(), intents.CloseShells()):
        state, effects = told(found, intents.OpenShells(), READ, intents.MeasureShells(), intent)
        assert [type(effect) for effect in effects] == [Halt]
        late = after(MEASURED, state=state)
        assert (late.shells is None) is isinstance(intent, intents.CloseShells)
        if late.shells is not None:
            assert late.shells.table == READ, "what was known stays"


def test_a_stop_that_comes_too_late_does_not_close_the_wizard(found: FlowState) -> None:
    state = after(intents.OpenShells(), READ, state=found)
    assert told(state, intents.Cancel()) == (state, ())


def test_the_page_behind_it_waits(found: FlowState) -> None:
    state = after(intents.OpenShells(), READ, state=found)
    for intent in (intents.Review(), intents.Scan(), intents.GoBack(), intents.OpenHistory()):
        assert told(state, intent) == (state, ())
    assert told(after(intents.CloseShells(), state=state), intents.Scan())[0].page is Page.SCAN
