"""Choosing a machine, and restarting it: stories, told to the pure machine."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import job, told
from tests.gui.states import DEBIAN, DIFF, PC, PLAN, RADIUS, SLEEPING, glance, look, problem, setup, verified
from wizard.app.computer import Machine
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.intents import Halt, Intent
from wizard.gui.flow.jobs import Result
from wizard.gui.flow.state import NOWHERE, FlowState, Outcome, OutcomeKind
from wizard.gui.flow.steps import Page
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.ports import Site, SiteKind

SITE = Site(SiteKind.WSL, "Debian", "wsl-debian")
SURVEYED = (intents.Open(), jobs.Surveyed(states.SURVEY, states.ABOUT_PC))
START = (*SURVEYED, jobs.Opened(SITE, states.RUNNING, glance()))
APPLIED = (
    *START,
    intents.SetUp(),
    intents.Scan(),
    jobs.Looked(look()),
    intents.SeeFindings(),
    intents.Review(),
    jobs.Planned(PLAN, DIFF),
    intents.PlanShown(PLAN.id),
    intents.Proceed(),
    intents.Apply(),
    Receipt(7, Phase.TRIAL),
)
OFFERED = (*APPLIED, RADIUS)
RESTARTED = (*OFFERED, intents.ConfirmRestart(), verified())


def after(*steps: Intent | Result, state: FlowState | None = None) -> FlowState:
    return told(state or states.unopened(), *steps)[0]


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


def test_a_restart_is_offered_with_what_it_ends() -> None:
    state, effects = told(states.unopened(), *APPLIED)
    assert (job(effects), state.page) == (jobs.DoRadius(), Page.VERIFY)
    assert told(state, intents.ConfirmRestart()) == (state, ()), "nothing ends that was not on the screen"
    blind = after(problem(), state=state)
    assert told(blind, intents.ConfirmRestart()) == (blind, ()), "what ends could not be found out"
    assert job(told(blind, intents.AskRestart())[1]) == jobs.DoRadius()
    state, effects = told(state, RADIUS, intents.ConfirmRestart())
    assert job(effects) == jobs.DoRestart(states.BASELINE)


def test_a_restart_is_followed_by_the_second_look() -> None:
    state = after(*RESTARTED)
    assert (state.page, state.offer, state.verified) == (Page.VERIFY, None, verified())
    assert told(state, intents.AskRestart()) == (state, ()), "it was just restarted"
    kept = after(intents.Keep(), Receipt(7, Phase.ACCEPTED), state=state)
    assert told(kept, intents.AskRestart()) == (kept, ()), "no second restart"


@pytest.mark.parametrize("intent", [intents.Cancel(), intents.Quit(), intents.Later()])
def test_a_restart_is_never_cut_off(intent: Intent) -> None:
    state = after(*OFFERED, intents.ConfirmRestart())
    assert told(state, intent) == (state, ())


def test_later_leaves_it_waiting_on_the_first_page() -> None:
    state, effects = told(states.unopened(), *OFFERED, intents.Later())
    assert (state.page, job(effects)) == (Page.MACHINE, jobs.DoGlance())
    state = after(glance(setup(7, Phase.TRIAL), open=7), state=state)
    _, effects = told(state, intents.AskRestart())
    assert job(effects) == jobs.DoRadius()


def test_what_was_taken_back_after_a_restart_waits_for_another_one() -> None:
    state = after(*RESTARTED, intents.UndoSetup(), Receipt(7, Phase.UNDONE))
    assert state.page is Page.DONE
    state, effects = told(state, intents.AskRestart())
    assert job(effects) == jobs.DoRadius()
    state = after(RADIUS, intents.ConfirmRestart(), verified(open=None), state=state)
    assert state.page is Page.MACHINE
    idle = after(glance(), state=state)
    assert told(idle, intents.AskRestart()) == (idle, ())


def test_what_was_taken_back_after_a_restart_that_failed_waits_for_another_one() -> None:
    state = after(
        *OFFERED,
        intents.ConfirmRestart(),
        problem(),
        intents.UndoSetup(),
        Receipt(7, Phase.UNDONE),
    )
    assert job(told(state, intents.AskRestart())[1]) == jobs.DoRadius()


def test_what_was_taken_back_before_a_restart_waits_for_none() -> None:
    state = after(*OFFERED, intents.UndoSetup(), Receipt(7, Phase.UNDONE))
    assert told(state, intents.AskRestart()) == (state, ())


def test_what_waits_since_an_earlier_setup_is_told_by_a_look() -> None:
    waits = replace(look(), pending=Restart.DISTRO)
    state = after(
        *START, intents.SetUp(), intents.Scan(), jobs.Looked(waits), intents.GoBack(), intents.GoBack()
    )
    _, effects = told(state, intents.AskRestart())
    assert job(effects) == jobs.DoRadius()


def test_what_waits_since_an_earlier_setup_is_told_at_the_start() -> None:
    waits = replace(glance(setup(3)), pending=Restart.DISTRO)
    _, effects = told(after(*SURVEYED, jobs.Opened(SITE, states.RUNNING, waits)), intents.AskRestart())
    assert job(effects) == jobs.DoRadius()


def test_a_setup_kept_without_its_restart_is_remembered_at_the_start() -> None:
    kept = (intents.Later(), glance(setup(7, Phase.TRIAL), open=7), intents.Verify())
    verify = (verified(well=False), intents.Keep(), Receipt(7, Phase.ACCEPTED))
    state = after(*OFFERED, *kept, *verify, intents.StartOver())
    assert state.outcome == Outcome(OutcomeKind.KEPT, 7, PLAN, Receipt(7, Phase.ACCEPTED))


def test_a_distro_that_does_not_come_back_is_rescued_after_a_yes() -> None:
    lost = after(*OFFERED, intents.ConfirmRestart(), problem("no-boot"))
    assert (lost.page, lost.problem) == (Page.VERIFY, problem("no-boot"))
    state, effects = told(lost, intents.RunRescue())
    assert job(effects) == jobs.DoRescue()
    saved = after(Receipt(7, Phase.UNDONE), state=state)
    assert saved.outcome is not None
    assert (saved.page, saved.outcome.ending, saved.open) == (Page.DONE, OutcomeKind.UNDONE, None)
    assert told(saved, intents.AskRestart()) == (saved, ()), "it runs without the setup already"


def test_only_what_the_wizard_can_rescue_is_rescued() -> None:
    by_hand = after(*OFFERED, intents.ConfirmRestart(), replace(problem("no-boot"), can_rescue=False))
    assert told(by_hand, intents.RunRescue()) == (by_hand, ())


def test_a_folder_is_never_restarted() -> None:
    tree = states.Can(commands=False, act=True, restart=True)
    _, effects = told(states.unopened(), *SURVEYED, jobs.Opened(SITE, tree, glance()), *APPLIED[len(START) :])
    assert job(effects) == jobs.DoVerify(PLAN, states.BASELINE)
