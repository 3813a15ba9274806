"""What the site's answers mean for the wizard. Answers that nobody waits for any more are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wizard.gui import jobs
from wizard.gui.intents import Answer
from wizard.gui.jobs import Job, Problem, Result
from wizard.gui.running import Step, run
from wizard.gui.state import Ending, Outcome, State, Waits
from wizard.gui.steps import Page
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Setup
from wizard.model.text import say

if TYPE_CHECKING:
    from wizard.app.glance import Glance


def take(state: State, answer: Answer) -> Step:
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


def _read(state: State, job: Job, result: Result) -> Step:
    match result:
        case jobs.Glanced(glance):
            return _glanced(state, glance), ()
        case jobs.Looked():
            return _looked(state, result), ()
        case jobs.Planned(plan, diff):
            back_from = job.setup if isinstance(job, jobs.DoBack) else None
            planned = replace(state, plan=plan, diff=diff, seen=None, back_from=back_from)
            return replace(planned, page=Page.REVIEW, history=None, outcome=None), ()
        case jobs.Checked():
            return _checked(state, result), ()
        case jobs.Loaded(wanted):
            return replace(state, wanted=wanted, notice=say("The profile was read.")), ()
        case jobs.Saved(path):
            return replace(state, notice=say("Saved as {path}.", path=path)), ()
        case jobs.Listed() | jobs.Shown():
            return _history(state, result), ()
        case _:
            return state, ()


def _glanced(state: State, glance: Glance) -> State:
    waits = waits_of(glance.open, glance.setups)
    page = state.page
    if page is Page.APPLY and waits is not None and not waits.is_interrupted:
        page = Page.VERIFY
    elif page is Page.VERIFY and (waits is None or waits.is_interrupted):
        page = Page.MACHINE
    return replace(state, glance=glance, open=waits, page=page)


def _looked(state: State, looked: jobs.Looked) -> State:
    look = looked.look
    state = replace(state, look=look, drift=looked.drift, open=waits_of(look.open, look.setups))
    chosen = state.chosen if state.keep_choice else frozenset(look.recommended)
    page = Page.SCAN if state.open is None else Page.MACHINE
    return replace(state, chosen=chosen & state.fixable, keep_choice=False, page=page)


def _checked(state: State, checked: jobs.Checked) -> State:
    look = checked.verified.look
    waits = waits_of(look.open, look.setups)
    if waits is None or waits.is_interrupted:
        return replace(state, open=waits, page=Page.MACHINE)
    return replace(state, open=waits, verified=checked.verified)


def _history(state: State, result: jobs.Listed | jobs.Shown) -> State:
    history = state.history
    if history is None:
        return state
    if isinstance(result, jobs.Shown):
        return replace(state, history=replace(history, diff=result.diff))
    setups = (*history.setups, *result.setups)
    complete = not result.setups or setups[-1].number <= 1
    return replace(state, history=replace(history, setups=setups, complete=complete))


def _wrote(state: State, job: Job, result: Result, *, stopping: bool) -> Step:
    match result, job:
        case jobs.Applied(receipt), jobs.DoApply(plan):
            return _applied(state, Waits(receipt.batch or 0, Phase.TRIAL, plan), stopping=stopping)
        case jobs.Accepted(receipt), _:
            return _ended(state, Ending.KEPT, receipt)
        case jobs.Undone(receipt), _:
            if isinstance(job, jobs.DoRecover) and receipt.phase is Phase.TRIAL:
                return run(replace(state, again=False), jobs.DoGlance())
            if state.again and state.open is not None and state.open.plan is not None:
                return run(replace(state, again=False, open=None), jobs.DoPicture(state.open.plan))
            return _ended(replace(state, again=False), Ending.UNDONE, receipt)
        case _:
            return state, ()


def _applied(state: State, waits: Waits, *, stopping: bool) -> Step:
    applied = replace(state, open=waits, page=Page.VERIFY, verified=None, seen=None)
    after, effects = run(applied, jobs.DoVerify(waits.plan, state.wanted))
    late = say("Everything was done before the stop reached the machine. You can still undo it.")
    return (replace(after, notice=late) if stopping else after), effects


def _ended(state: State, ending: Ending, receipt: Receipt) -> Step:
    waits = state.open
    plan = waits.plan if waits is not None else None
    number = waits.number if waits is not None else receipt.batch
    ended = replace(state, open=None, outcome=Outcome(ending, number, plan, receipt))
    if state.page is Page.MACHINE:
        return run(ended, jobs.DoGlance())
    return replace(ended, page=Page.DONE, problem=None, notice=None), ()


def _failed(state: State, job: Job, problem: Problem) -> Step:
    failed = replace(state, problem=problem, keep_choice=False, again=False)
    match job:
        case jobs.DoGlance():
            return (state if state.problem is not None else failed), ()
        case jobs.DoApply() if problem.kind in ("stale", "stopped"):
            return failed, ()
        case jobs.DoApply() | jobs.DoAccept() | jobs.DoUndo() | jobs.DoRecover():
            after, effects = run(failed, jobs.DoGlance())
            return replace(after, problem=problem), effects
        case _:
            return failed, ()
