"""The wizard as a machine: `step(state, intent) -> (state, effects)`. Pure; whatever happens in whatever
order, a site is given one job at a time, and nothing is applied whose difference was not on the screen.

An intent that makes no sense now is ignored: the state stays the same value.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from wizard.gui.flow import (
    answers,
    applying,
    choose_machine,
    first_time,
    history,
    intents,
    jobs,
    needs,
    proof,
    restarts,
    shells,
)
from wizard.gui.flow.intents import Effect, Halt, Intent, Leave
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, Outcome, OutcomeKind, newest_look
from wizard.gui.flow.steps import Page
from wizard.gui.flow.wishes import obstacle
from wizard.model.orders import Phase


def step(state: FlowState, intent: Intent) -> Transition:
    """The state after *intent*, and what shall be done about it."""
    match intent:
        case intents.JobProgress():
            return _show_progress(state, intent), ()
        case intents.JobFinished():
            return answers.take(state, intent)
        case intents.Cancel():
            return _cancel(state)
        case intents.Quit():
            return _quit(state)
        case intents.GoBack():
            return _go_back(state)
        case intents.CloseHistory() | intents.CloseShells():
            return _close_window(state)
        case intents.PickMachine():
            return choose_machine.pick(state, intent)
    if state.working is not None or state.waiting is not None or not _is_its_time(state, intent):
        return state, ()
    handler = _WHEN_IDLE[type(intent)]
    after: Transition = handler(state, intent)
    return after


_ALWAYS = (intents.Open, intents.SurveyAgain)
_FIRST = (intents.LookFirst, intents.ChooseFirst, intents.TakeStep, intents.ComeBack)


def _is_its_time(state: FlowState, intent: Intent) -> bool:
    """First-time setup comes before the machines, and a machine is open before anything is asked of it. As long as the
    Shells window is open, the page behind it waits."""
    if isinstance(intent, _ALWAYS):
        return True
    if state.first is not None or isinstance(intent, _FIRST):
        return state.first is not None and isinstance(intent, _FIRST)
    if state.shells is not None:
        return isinstance(intent, intents.MeasureShells)
    return state.is_open


def _show_progress(state: FlowState, intent: intents.JobProgress) -> FlowState:
    busy = state.busy
    if busy is None or busy.generation != intent.generation or busy.dropped:
        return state
    return replace(state, busy=replace(busy, progress=busy.progress.after(intent.event)))


def _cancel(state: FlowState) -> Transition:
    working = state.working
    if state.waiting is not None:
        return replace(state, waiting=None), ()
    if working is None:
        return (state, ()) if state.shells is not None else _quit(state)
    if not working.can_stop or working.stopping:
        return state, ()
    halting = (Halt(working.generation),)
    if working.writes:
        return replace(state, busy=replace(working, stopping=True)), halting
    return replace(state, busy=replace(working, dropped=True), problem=None, keep_choice=False), halting


def _quit(state: FlowState) -> Transition:
    if state.working is not None and state.working.writes:
        return _cancel(state)
    halt: tuple[Effect, ...] = (Halt(state.busy.generation),) if state.busy is not None else ()
    return replace(state, waiting=None), (*halt, Leave())


_BEFORE = {Page.NEEDS: Page.MACHINE, Page.SCAN: Page.NEEDS, Page.FINDINGS: Page.SCAN, Page.APPLY: Page.REVIEW}


def _go_back(state: FlowState) -> Transition:
    if state.working is not None and state.working.writes:
        return state, ()
    if state.first is not None and state.first.asked:
        left, effects = _drop(state)
        return first_time.leave(left), effects
    page = _BEFORE.get(state.page)
    if state.page is Page.REVIEW:
        page = Page.FINDINGS if state.look is not None and state.back_from is None else Page.MACHINE
    if page is None or state.history is not None or state.shells is not None:
        return state, ()
    state, effects = _drop(state)
    return replace(state, page=page, problem=None, notice=None, unagreed=()), effects


def _close_window(state: FlowState) -> Transition:
    """Close the window beside the wizard's own, and drop what is read for it."""
    if state.history is None and state.shells is None:
        return state, ()
    job = state.waiting or (state.working.job if state.working is not None else None)
    effects: tuple[Effect, ...] = ()
    if isinstance(job, jobs.DoHistory | jobs.DoShow | jobs.DoBack | jobs.DoShells):
        state, effects = _drop(state)
    return replace(state, history=None, shells=None, problem=None), effects


def _drop(state: FlowState) -> Transition:
    nothing = state.working is None and state.waiting is None
    return (state, ()) if nothing else _cancel(state)


def _open(state: FlowState, intent: intents.Open) -> Transition:
    return choose_machine.survey(state) if state.page is Page.MACHINE else (state, ())


def _check_drift(state: FlowState, intent: intents.CheckDrift) -> Transition:
    if state.page is not Page.MACHINE or state.open is not None:
        return state, ()
    setups = state.glance.setups if state.glance is not None else ()
    names = [setup.record.plan.profile for setup in setups if setup.record is not None]
    known = (each for each in state.profiles if names[:1] == [each.name] and obstacle(each) is None)
    wanted = next(known, state.wanted)
    return _scan(replace(state, wanted=wanted, page=Page.SCAN, outcome=None), intents.Scan())


def _scan(state: FlowState, intent: intents.Scan) -> Transition:
    if state.page not in (Page.NEEDS, Page.SCAN, Page.FINDINGS) or state.open is not None:
        return state, ()
    if state.page is Page.NEEDS:
        state = needs.settled(state)
        if state.refused or needs.why_not(state) is not None:
            return state, ()
    fresh = replace(
        state,
        page=Page.SCAN,
        look=None,
        drift=(),
        plan=None,
        diff=None,
        seen=None,
        back_from=None,
        unagreed=(),
    )
    return run(fresh, jobs.DoLook(state.wanted))


def _see_findings(state: FlowState, intent: intents.SeeFindings) -> Transition:
    if state.page is not Page.SCAN or state.look is None:
        return state, ()
    return replace(state, page=Page.FINDINGS, problem=None), ()


def _choose(state: FlowState, intent: intents.Choose) -> Transition:
    rules = state.fixable & frozenset(intent.rules)
    if state.page is not Page.FINDINGS or not rules:
        return state, ()
    return replace(state, chosen=state.chosen | rules if intent.on else state.chosen - rules), ()


def _review(state: FlowState, intent: intents.Review) -> Transition:
    if state.page is not Page.FINDINGS or state.look is None or not state.chosen:
        return state, ()
    return run(state, jobs.DoPlan(state.look, state.chosen))


def _seen(state: FlowState, intent: intents.PlanShown) -> Transition:
    if state.page is not Page.REVIEW or state.plan is None or state.plan.id != intent.plan:
        return state, ()
    return replace(state, seen=intent.plan), ()


def _save_plan(state: FlowState, intent: intents.SavePlan) -> Transition:
    if state.page is not Page.REVIEW or state.plan is None:
        return state, ()
    return run(state, jobs.DoSavePlan(state.plan, intent.path))


def _save_report(state: FlowState, intent: intents.SaveReport) -> Transition:
    look = newest_look(state)
    if look is None or state.page not in (Page.FINDINGS, Page.VERIFY, Page.DONE):
        return state, ()
    return run(state, jobs.DoSaveReport(look, intent.path, intent.language, state.suite))


def _verify(state: FlowState, intent: intents.Verify) -> Transition:
    waits = state.open
    if waits is None or waits.is_interrupted or state.page not in (Page.MACHINE, Page.VERIFY):
        return state, ()
    again = replace(state, page=Page.VERIFY, verified=None, offer=None)
    return run(again, jobs.DoVerify(waits.plan, state.wanted))


def _keep(state: FlowState, intent: intents.Keep) -> Transition:
    waits = state.open
    if waits is None or waits.phase not in (Phase.TRIAL, None):
        return state, ()
    return run(state, jobs.DoAccept(waits.number))


def _undo(state: FlowState, intent: intents.UndoSetup) -> Transition:
    waits = state.open
    if waits is None or waits.phase not in (Phase.TRIAL, None):
        return state, ()
    return run(state, jobs.DoUndo(waits.number))


def _recover(state: FlowState, intent: intents.RecoverSetup) -> Transition:
    if state.open is None or not state.open.is_interrupted:
        return state, ()
    return run(replace(state, again=intent.again and state.open.plan is not None), jobs.DoRecover())


def _replan(state: FlowState, intent: intents.Replan) -> Transition:
    if state.page is not Page.APPLY or state.open is not None:
        return state, ()
    if state.back_from is not None:
        return run(state, jobs.DoBack(state.back_from, state.keeps_edits is True))
    return _scan(replace(state, page=Page.SCAN, keep_choice=True), intents.Scan())


def _finish(state: FlowState, intent: intents.Finish) -> Transition:
    if state.page not in (Page.FINDINGS, Page.REVIEW):
        return state, ()
    return replace(state, page=Page.DONE, outcome=Outcome(OutcomeKind.NOTHING), problem=None), ()


def _start_over(state: FlowState, intent: intents.StartOver) -> Transition:
    if state.page is not Page.DONE:
        return state, ()
    outcome = state.outcome if restarts.is_due(state) else None
    return choose_machine.survey(
        replace(choose_machine.forget(state), outcome=outcome, restarted=state.restarted)
    )


_WHEN_IDLE: dict[type[Any], Any] = {
    intents.Open: _open,
    intents.SurveyAgain: choose_machine.survey_again,
    intents.OpenFirst: first_time.open_it,
    intents.LookFirst: first_time.look,
    intents.ChooseFirst: first_time.choose,
    intents.TakeStep: first_time.take,
    intents.ComeBack: first_time.come_back,
    intents.SetUp: needs.set_up,
    intents.CheckDrift: _check_drift,
    intents.Want: needs.want,
    intents.WriteEntry: needs.write,
    intents.AddEntry: needs.add,
    intents.LoadProfile: needs.load,
    intents.SaveProfile: needs.save,
    intents.Scan: _scan,
    intents.SeeFindings: _see_findings,
    intents.Choose: _choose,
    intents.Review: _review,
    intents.PlanShown: _seen,
    intents.SavePlan: _save_plan,
    intents.SaveReport: _save_report,
    intents.Proceed: applying.proceed,
    intents.Apply: applying.apply,
    intents.ApplyAnyway: applying.apply_anyway,
    intents.DoNotApply: applying.do_not_apply,
    intents.Verify: _verify,
    intents.Prove: proof.prove,
    intents.Keep: _keep,
    intents.UndoSetup: _undo,
    intents.RecoverSetup: _recover,
    intents.AskRestart: restarts.ask,
    intents.ConfirmRestart: restarts.restart,
    intents.Later: restarts.later,
    intents.RunRescue: restarts.rescue,
    intents.Replan: _replan,
    intents.Finish: _finish,
    intents.StartOver: _start_over,
    intents.OpenHistory: history.open_window,
    intents.OpenShells: shells.open_window,
    intents.MeasureShells: shells.measure,
    intents.MoreHistory: history.more,
    intents.PickSetup: history.pick,
    intents.TakeBack: history.take_back,
    intents.KeepEdits: history.keep_edits,
    intents.UndoLines: history.undo_lines,
}
