"""Which machine: the one that is meant is opened, and walking the list drops what was asked of the last."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_restarts import RESTARTED, SITE, START, SURVEYED, after
from tests.gui.flow.test_transitions import job, told
from tests.gui.states import DEBIAN, PC, SLEEPING, glance, look, problem, setup
from wizard.app.machines.computer import Machine
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.intents import Halt
from wizard.gui.flow.state import NOWHERE
from wizard.model.orders import Phase
from wizard.model.ports import SiteKind


def test_the_default_distro_is_opened_first() -> None:
    state, effects = told(states.unopened(), *SURVEYED)
    assert job(effects) == jobs.DoOpen(DEBIAN)
    assert after(jobs.Opened(SITE, states.RUNNING, glance()), state=state).site == SITE


def test_the_machine_that_was_named_is_opened_first() -> None:
    for named in (Machine("ubuntu-24.04", SiteKind.WSL), Machine("", SiteKind.WINDOWS)):
        state = replace(states.unopened(), machine=named)
        _, effects = told(state, *SURVEYED)
        assert job(effects) == jobs.DoOpen(SLEEPING if named.kind is SiteKind.WSL else PC)
    lost = replace(states.unopened(), machine=Machine("no-such", SiteKind.WSL))
    assert job(told(lost, *SURVEYED)[1]) == jobs.DoOpen(DEBIAN)


def test_nothing_can_be_done_before_a_machine_is_open() -> None:
    state = after(*SURVEYED, problem())
    for intent in (intents.SetUp(), intents.CheckDrift(), intents.OpenHistory(), intents.AskRestart()):
        assert told(state, intent) == (state, ())


def test_all_is_about_the_machine_that_was_chosen() -> None:
    looked = after(*START, intents.SetUp(), intents.Scan(), jobs.Looked(look()), intents.GoBack())
    state, effects = told(looked, intents.GoBack(), intents.PickMachine(PC))
    assert job(effects) == jobs.DoOpen(PC)
    assert (state.site, state.look, state.glance, state.open) == (NOWHERE, None, None, None)
    assert state.glances["Debian"] == glance(), "what was known of the other one is still shown in the list"


def test_a_distro_that_sleeps_is_not_glanced_at_and_wakes_by_a_scan() -> None:
    asleep = (intents.PickMachine(SLEEPING), jobs.Opened(replace(SITE, name="Ubuntu-24.04"), states.RUNNING))
    state = after(*START, *asleep)
    assert (state.glance, state.machine) == (None, SLEEPING)
    awake = after(intents.SetUp(), intents.Scan(), jobs.Looked(look()), state=state)
    assert awake.machine == replace(SLEEPING, is_running=True)
    assert awake.machine in awake.machines


def test_walking_the_list_drops_what_was_asked_of_the_last_one() -> None:
    state, effects = told(states.unopened(), *SURVEYED, intents.PickMachine(SLEEPING))
    assert effects == (Halt(2),)
    state, effects = told(state, intents.PickMachine(PC))
    assert effects == ()
    late = jobs.Opened(SITE, states.RUNNING, glance(setup(7, Phase.TRIAL), open=7))
    state, effects = told(state, late)
    assert job(effects) == jobs.DoOpen(PC)
    assert (state.machine, state.open, state.site) == (PC, None, NOWHERE)


def test_a_machine_that_is_being_opened_is_not_opened_twice() -> None:
    opening = after(*START, intents.PickMachine(PC))
    assert told(opening, intents.PickMachine(PC)) == (opening, ())
    walked = after(intents.PickMachine(SLEEPING), state=opening)
    assert told(walked, intents.PickMachine(SLEEPING)) == (walked, ())
    failed = after(problem(), state=opening)
    assert job(told(failed, intents.PickMachine(PC))[1]) == jobs.DoOpen(PC), "but again, if it did not work"


def test_a_list_that_is_being_made_is_waited_for() -> None:
    state = after(*START, intents.SurveyAgain())
    assert told(state, intents.PickMachine(PC)) == (state, ())


def test_a_machine_is_not_changed_in_the_middle_of_a_change() -> None:
    keeping = after(*RESTARTED, intents.Keep())
    assert told(keeping, intents.PickMachine(PC)) == (keeping, ())
    scanning = after(*START, intents.SetUp(), intents.Scan())
    assert told(scanning, intents.PickMachine(PC)) == (scanning, ())
