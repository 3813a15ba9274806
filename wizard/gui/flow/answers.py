"""What the site's answers mean for the wizard. Answers that nobody waits for any more are dropped."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from wizard.app.look import Verified
from wizard.app.machines.glance import Glance
from wizard.app.shells.table import ShellTable
from wizard.gui.flow import applying, choose_machine, first_time, history, jobs, restarts, shells
from wizard.gui.flow.intents import JobFinished
from wizard.gui.flow.jobs import Job, Problem, Result
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind, Waits
from wizard.gui.flow.steps import Page
from wizard.model.diffs import DiffView
from wizard.model.first_time import FirstLook
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Setup
from wizard.model.proof import SuiteResult
from wizard.model.radius import Radius
from wizard.model.text import plain, say
from wizard.model.wanted import Wanted

_COMPLETE = say("All changes of the interrupted setup were applied. Keep or undo them.")


def take(state: FlowState, answer: JobFinished) -> Transition:
    """The state after the site's *answer*, and what shall be done next."""
    busy = state.busy
    if busy is None or busy.generation != answer.generation:
        return state, ()
    idle = replace(state, busy=None, waiting=None)
    if busy.dropped:
        return (idle, ()) if state.waiting is None else run(idle, state.waiting)
    if isinstance(answer.result, Problem):
        return _failed(idle, busy.job, answer.result)
    if busy.writes:
        return _wrote(idle, busy.job, answer.result, stopping=busy.stopping)
    return _read(idle, busy.job, answer.result)


def waits_of(number: int | None, setups: Sequence[Setup]) -> Waits | None:
    """The open setup of that number, with what the journal tells of it."""
    if number is None:
        return None
    setup = next((setup for setup in setups if setup.number == number), None)
    if setup is None:
        return Waits(number, None)
    record = setup.record
    return Waits(number, setup.phase, record.plan if record else None, record.at if record else "")


def _read(state: FlowState, job: Job, result: Result) -> Transition:
    match job, result:
        case jobs.DoSurvey(), jobs.Surveyed():
            return choose_machine.surveyed(state, result)
        case jobs.DoOpen(), jobs.Opened():
            opened = choose_machine.opened(state, result)
            return (opened if result.glance is None else _glanced(opened, result.glance)), ()
        case jobs.DoGlance(), Glance():
            return _glanced(state, result), ()
        case jobs.DoLook(), jobs.Looked():
            return _looked(choose_machine.mark_running(state), result), ()
        case ((jobs.DoPlan() | jobs.DoPicture() | jobs.DoBack()), jobs.Planned()):
            return _planned(state, job, result), ()
        case jobs.DoVerify(), Verified():
            return _checked(state, result), ()
        case jobs.DoRadius(), Radius():
            return restarts.measured(state, result), ()
        case ((jobs.DoFirstLook() | jobs.DoOffer() | jobs.DoComeBack()), _):
            return first_time.answered(state, result)
        case _:
            return _beside(state, job, result), ()


def _beside(state: FlowState, job: Job, result: Result) -> FlowState:
    """Answers that leave the page as it is: of files, and of the history."""
    match job, result:
        case jobs.DoLoad(), Wanted():
            return replace(state, wanted=result, notice=say("The profile was loaded."))
        case ((jobs.DoSaveProfile() | jobs.DoSavePlan() | jobs.DoSaveReport()), str(path)):
            return replace(state, notice=say("Saved as {path}.", path=path))
        case jobs.DoHistory(), tuple():
            return history.listed(state, result)
        case jobs.DoShells(), ShellTable():
            return shells.told(state, result)
        case jobs.DoProve(), SuiteResult():
            return replace(state, suite=result)
        case jobs.DoShow(), DiffView():
            return history.shown(state, result)
        case _:
            return state


def _planned(state: FlowState, job: Job, planned: jobs.Planned) -> FlowState:
    back_from = job.setup if isinstance(job, jobs.DoBack) else None
    if planned.look is not None:
        state = replace(state, look=planned.look, chosen=planned.chosen)
    fresh = replace(state, plan=planned.plan, diff=planned.diff, seen=None, unagreed=(), back_from=back_from)
    return replace(fresh, keeps_edits=planned.keeps_edits, page=Page.REVIEW, history=None, outcome=None)


def _glanced(state: FlowState, glance: Glance) -> FlowState:
    waits = waits_of(glance.open, glance.setups)
    page = state.page
    if page is Page.APPLY and waits is not None and not waits.is_interrupted:
        page = Page.VERIFY
    elif page is Page.VERIFY and (waits is None or waits.is_interrupted):
        page = Page.MACHINE
    name = state.machine.name if state.machine is not None else state.site.name
    glances = {**state.glances, name: glance}
    offer = state.offer if page is Page.VERIFY else None
    return replace(
        choose_machine.mark_running(state), glance=glance, glances=glances, open=waits, page=page, offer=offer
    )


def _looked(state: FlowState, looked: jobs.Looked) -> FlowState:
    look = looked.look
    state = replace(state, look=look, drift=looked.drift, open=waits_of(look.open, look.setups))
    chosen = state.chosen if state.keep_choice else frozenset(look.recommended)
    page = Page.SCAN if state.open is None else Page.MACHINE
    return replace(state, chosen=chosen & state.fixable, keep_choice=False, page=page)


def _checked(state: FlowState, verified: Verified) -> FlowState:
    waits = waits_of(verified.look.open, verified.look.setups)
    if waits is None or waits.is_interrupted:
        return replace(state, open=waits, page=Page.MACHINE)
    return replace(state, open=waits, verified=verified)


def _wrote(state: FlowState, job: Job, result: Result, *, stopping: bool) -> Transition:
    match job, result:
        case jobs.DoStep(), FirstLook():
            return first_time.stepped(state, job.step, result)
        case jobs.DoRestart(), Verified():
            return _restarted(choose_machine.mark_running(state), result)
        case jobs.DoApply(plan), Receipt():
            return _applied(state, Waits(result.batch or 0, Phase.TRIAL, plan), stopping=stopping)
        case jobs.DoApply(), jobs.Unagreed():
            return applying.stopped(state, result), ()
        case jobs.DoAccept(), Receipt():
            return _ended(state, OutcomeKind.KEPT, result)
        case jobs.DoRescue(), Receipt():
            return _ended(replace(state, restarted=None), OutcomeKind.UNDONE, result)
        case jobs.DoRecover(), Receipt(phase=Phase.TRIAL):
            after, effects = run(replace(state, again=False), jobs.DoGlance())
            return replace(after, notice=_COMPLETE), effects
        case ((jobs.DoUndo() | jobs.DoRecover()), Receipt()):
            if state.again and state.open is not None and state.open.plan is not None:
                return run(replace(state, again=False, open=None), jobs.DoPicture(state.open.plan))
            return _ended(replace(state, again=False), OutcomeKind.UNDONE, result)
        case _:
            return state, ()


def _applied(state: FlowState, waits: Waits, *, stopping: bool) -> Transition:
    applied = replace(
        state, open=waits, page=Page.VERIFY, verified=None, seen=None, restarted=None, suite=None
    )
    if restarts.is_due(applied):
        after, effects = restarts.offer(applied)
    else:
        after, effects = run(applied, jobs.DoVerify(waits.plan, state.wanted))
    late = say("All changes were applied before they could be stopped. You can still undo them.")
    return (replace(after, notice=late) if stopping else after), effects


def _restarted(state: FlowState, verified: Verified) -> Transition:
    """The machine has restarted. With an open setup, this answer is its verification; else nothing is left to do."""
    waits = waits_of(verified.look.open, verified.look.setups)
    up = replace(state, offer=None, open=waits, problem=None)
    if waits is not None and not waits.is_interrupted:
        return replace(up, page=Page.VERIFY, verified=verified, restarted=waits.number), ()
    kept = state.outcome is not None and state.outcome.ending is OutcomeKind.KEPT
    number = state.outcome.number if state.outcome is not None and kept else None
    after, effects = run(replace(up, page=Page.MACHINE, look=None, restarted=number), jobs.DoGlance())
    return replace(after, notice=say("{machine} was restarted.", machine=plain(state.site.name))), effects


def _ended(state: FlowState, ending: OutcomeKind, receipt: Receipt) -> Transition:
    waits = state.open
    plan = waits.plan if waits is not None else None
    number = waits.number if waits is not None else receipt.batch
    suite = state.suite if ending is OutcomeKind.KEPT else None
    ended = replace(state, open=None, offer=None, outcome=Outcome(ending, number, plan, receipt), suite=suite)
    if state.page is Page.MACHINE:
        return run(ended, jobs.DoGlance())
    return replace(ended, page=Page.DONE, problem=None, notice=None), ()


def _failed(state: FlowState, job: Job, problem: Problem) -> Transition:
    failed = replace(state, problem=problem, keep_choice=False, again=False)
    match job:
        case jobs.DoGlance():
            return (state if state.problem is not None else failed), ()
        case jobs.DoApply() if problem.kind in (jobs.ProblemKind.STALE, jobs.ProblemKind.STOPPED):
            return failed, ()
        case jobs.DoOffer():
            return first_time.answered(failed, jobs.Offered(()))
        case jobs.DoRestart():
            # It may have ended with the setup in force, so taking that back needs another restart.
            return replace(failed, restarted=state.open.number if state.open is not None else None), ()
        case jobs.DoApply() | jobs.DoAccept() | jobs.DoUndo() | jobs.DoRecover():
            after, effects = run(failed, jobs.DoGlance())
            return replace(after, problem=problem), effects
        case _:
            return failed, ()
