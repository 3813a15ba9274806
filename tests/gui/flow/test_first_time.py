"""A PC without WSL: what the window does, told to the pure machine."""

from __future__ import annotations

from dataclasses import replace as replace_class

from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_transitions import job, told
from tests.gui.gallery import pictures
from tests.gui.states import PC, problem
from tests.pcs.setup import KnownPc
from wizard.app.machines.computer import Survey
from wizard.engine.setup.decide import remaining_steps
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.intents import Halt, Intent
from wizard.gui.flow.jobs import ProblemKind, Result, Secret
from wizard.gui.flow.state import FlowState
from wizard.model.first_time import Choice, Distro, FirstLook, Operation
from wizard.model.text import say

ANY = Choice()
BARE = KnownPc(account="Zoe")
READY = replace_class(BARE, platform=True, package="2.6.1")
FRESH = replace_class(READY, distros=(Distro("Ubuntu", 2, is_fresh=True),))
DONE = replace_class(READY, distros=(Distro("Ubuntu", 2),))


def seen(pc: KnownPc, choice: Choice = ANY) -> FirstLook:
    return FirstLook(pc.state, remaining_steps(pc.state, choice), choice)


def after(*steps: Intent | Result, state: FlowState | None = None) -> FlowState:
    return told(state or states.unopened(), *steps)[0]


ALONE = (intents.Open(), jobs.Surveyed(Survey((PC,)), states.ABOUT_PC))


def at(pc: KnownPc) -> FlowState:
    return after(*ALONE, seen(pc))


def ids(state: FlowState) -> list[str]:
    assert state.first is not None
    assert state.first.seen is not None
    return [step.id for step in state.first.seen.remaining.steps]


def test_a_pc_without_a_distro_is_looked_at_and_nothing_is_done() -> None:
    state, effects = told(states.unopened(), *ALONE)
    assert job(effects) == jobs.DoFirstLook()
    state, effects = told(state, seen(BARE))
    assert effects == (), "every step waits for a click"
    assert ids(state)[0] == "install-wsl"


def test_steps_are_done_in_their_order() -> None:
    state = at(BARE)
    first, *later = ids(state)
    for step in later:
        assert told(state, intents.TakeStep(step)) == (state, ())
    done = job(told(state, intents.TakeStep(first))[1])
    assert isinstance(done, jobs.DoStep)
    assert done.step.operation is Operation.INSTALL_WSL


def test_windows_restarts_only_by_a_click_and_only_once() -> None:
    waiting = replace_class(BARE, has_ran=frozenset({Operation.ENABLE_PLATFORM}))
    state = at(waiting)
    assert ids(state)[0] == "restart-windows"
    state, effects = told(state, intents.TakeStep("restart-windows"))
    assert isinstance(job(effects), jobs.DoStep)
    state = after(seen(waiting), state=state)
    assert told(state, intents.TakeStep("restart-windows")) == (state, ())


def test_a_restart_can_wait() -> None:
    state, effects = told(
        at(replace_class(BARE, has_ran=frozenset({Operation.ENABLE_PLATFORM}))), intents.ComeBack()
    )
    assert job(effects) == jobs.DoComeBack()
    assert after(None, state=state).notice is not None


def test_when_a_distro_is_next_the_offer_is_asked_for_once() -> None:
    state, effects = told(states.unopened(), *ALONE, seen(READY))
    assert job(effects) == jobs.DoOffer()
    state, effects = told(state, problem())
    assert effects == ()
    assert state.problem == problem()
    _, effects = told(state, intents.LookFirst(), seen(READY))
    assert effects == ()


def test_another_choice_is_another_command_and_no_crossing() -> None:
    state, effects = told(
        at(READY), jobs.Offered(("Ubuntu", "Debian")), intents.ChooseFirst(Choice("Debian"))
    )
    assert effects == ()
    assert ids(state)[0] == "install-distro:Debian"


def test_the_last_step_leads_to_the_machines() -> None:
    state = after(intents.TakeStep("add-user:Ubuntu", Secret("pw")), state=at(FRESH))
    state, effects = told(state, seen(DONE))
    assert (state.first, job(effects)) == (None, jobs.DoSurvey())


def test_a_look_alone_never_turns_in_a_circle() -> None:
    state, effects = told(states.unopened(), *ALONE, seen(DONE))
    assert effects == ()
    assert state.first is not None


def test_a_password_is_nowhere_to_be_read() -> None:
    state, effects = told(at(FRESH), intents.TakeStep("add-user:Ubuntu", Secret("correct horse")))
    assert "correct horse" not in repr(state) + repr(effects)
    ended = after(problem(), state=state)
    assert ended.busy is None


def test_a_step_can_be_stopped_and_is_never_dropped() -> None:
    state, effects = told(at(BARE), intents.TakeStep("install-wsl"), intents.Cancel())
    assert effects == (Halt(3),)
    assert state.working is not None
    assert state.working.stopping
    state = after(problem(ProblemKind.STOPPED), state=state)
    assert (state.busy, state.problem) == (None, problem(ProblemKind.STOPPED))


def test_more_can_be_installed_from_the_list_of_machines_and_left_again() -> None:
    machines = replace(pictures()["machines"], pc=states.ABOUT_PC)
    state, effects = told(machines, intents.OpenFirst())
    assert job(effects) == jobs.DoFirstLook()
    state, effects = told(state, seen(DONE))
    assert job(effects) == jobs.DoOffer()
    state = after(jobs.Offered(("Debian",)), intents.ChooseFirst(Choice("Debian")), state=state)
    assert ids(state)[0] == "install-distro:Debian"
    left = after(intents.GoBack(), state=state)
    assert (left.first, left.machine, left.site) == (None, machines.machine, machines.site)


def test_nothing_is_asked_of_a_machine_meanwhile() -> None:
    state = replace(at(BARE), notice=say("a note"))
    for intent in (intents.SetUp(), intents.CheckDrift(), intents.PickMachine(PC), intents.OpenHistory()):
        assert told(state, intent) == (state, ())
