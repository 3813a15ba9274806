"""A restart in the flow: offered with all that it ends, done only after a yes, and never forgotten."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import job, told
from tests.gui.states import DIFF, PLAN, RADIUS, glance, look, problem, setup, verified
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.intents import Intent
from wizard.gui.flow.jobs import ProblemKind, Result
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind
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
    lost = after(*OFFERED, intents.ConfirmRestart(), problem(ProblemKind.NO_BOOT))
    assert (lost.page, lost.problem) == (Page.VERIFY, problem(ProblemKind.NO_BOOT))
    state, effects = told(lost, intents.RunRescue())
    assert job(effects) == jobs.DoRescue()
    saved = after(Receipt(7, Phase.UNDONE), state=state)
    assert saved.outcome is not None
    assert (saved.page, saved.outcome.ending, saved.open) == (Page.DONE, OutcomeKind.UNDONE, None)
    assert told(saved, intents.AskRestart()) == (saved, ()), "it runs without the setup already"


def test_only_what_the_wizard_can_rescue_is_rescued() -> None:
    by_hand = after(
        *OFFERED, intents.ConfirmRestart(), replace(problem(ProblemKind.NO_BOOT), can_rescue=False)
    )
    assert told(by_hand, intents.RunRescue()) == (by_hand, ())


def test_a_folder_is_never_restarted() -> None:
    tree = states.Can(commands=False, act=True, restart=True)
    _, effects = told(states.unopened(), *SURVEYED, jobs.Opened(SITE, tree, glance()), *APPLIED[len(START) :])
    assert job(effects) == jobs.DoVerify(PLAN, states.BASELINE)
