"""Whatever a person clicks and whenever the site answers: what can never be."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given
from hypothesis import settings as limits
from msgspec.structs import replace

from tests.gui import states
from tests.gui.flow.test_first_time import BARE
from tests.gui.flow.test_first_time import seen as seen_of
from tests.gui.states import PLAN, problem, unopened
from tests.gui.whole.site_answers import answers
from wizard.gui.flow import intents, jobs
from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.first_time import doable
from wizard.gui.flow.intents import Effect, Halt, Intent, JobFinished, JobProgress, Leave, StartJob
from wizard.gui.flow.jobs import WRITES, ProblemKind, Secret
from wizard.gui.flow.state import First, FlowState, Offer, Waits
from wizard.gui.flow.steps import Page
from wizard.gui.flow.transitions import step
from wizard.gui.views.buttons import Buttons
from wizard.model.events import Doing, Progress
from wizard.model.first_time import Choice
from wizard.model.orders import Phase
from wizard.model.ports import Site, SiteKind
from wizard.model.text import say

WITHOUT_MACHINE = jobs.DoSurvey | jobs.DoOpen | jobs.FirstJob
UNSTOPPABLE = (jobs.DoAccept, jobs.DoUndo, jobs.DoRecover, jobs.DoRestart, jobs.DoRescue)
CLICKS: tuple[Intent, ...] = (
    intents.Open(),
    intents.PickMachine(states.PC),
    intents.PickMachine(states.DEBIAN),
    intents.PickMachine(states.SLEEPING),
    intents.SurveyAgain(),
    intents.OpenFirst(),
    intents.LookFirst(),
    intents.ChooseFirst(Choice("Debian", "zoe")),
    intents.TakeStep("install-wsl"),
    intents.TakeStep("add-user:Ubuntu", Secret("correct horse")),
    intents.ComeBack(),
    intents.SetUp(),
    intents.CheckDrift(),
    intents.Want(states.OTHER),
    intents.WriteEntry(ListEntry.PROXY, "https://a.b"),
    intents.WriteEntry(ListEntry.PRIVATE, "https://no.pattern"),
    intents.WriteEntry(ListEntry.PRIVATE, ""),
    intents.AddEntry(ListEntry.PROXY),
    intents.AddEntry(ListEntry.PRIVATE),
    intents.LoadProfile("team.toml"),
    intents.SaveProfile("team.toml"),
    intents.Scan(),
    intents.SeeFindings(),
    intents.Choose(("careful", "two"), True),
    intents.Choose(("one", "two"), False),
    intents.Review(),
    intents.PlanShown(PLAN.id),
    intents.SavePlan("plan.json"),
    intents.SaveReport("report.html", "en"),
    intents.KeepEdits(True),
    intents.KeepEdits(False),
    intents.UndoLines(),
    intents.Proceed(),
    intents.Apply(),
    intents.ApplyAnyway(),
    intents.DoNotApply(),
    intents.Verify(),
    intents.Prove(),
    intents.OpenShells(),
    intents.MeasureShells(),
    intents.CloseShells(),
    intents.Keep(),
    intents.UndoSetup(),
    intents.RecoverSetup(),
    intents.RecoverSetup(again=True),
    intents.AskRestart(),
    intents.ConfirmRestart(),
    intents.Later(),
    intents.RunRescue(),
    intents.Replan(),
    intents.Finish(),
    intents.StartOver(),
    intents.GoBack(),
    intents.Cancel(),
    intents.Quit(),
    intents.OpenHistory(),
    intents.CloseHistory(),
    intents.MoreHistory(),
    intents.PickSetup(3),
    intents.TakeBack(3),
)


def applied() -> FlowState:
    """A setup was just made on a distro that has to restart for it."""
    return replace(
        unopened(),
        machines=states.SURVEY.machines,
        machine=states.DEBIAN,
        site=Site(SiteKind.WSL, "Debian", "lock"),
        can=states.RUNNING,
        page=Page.VERIFY,
        offer=Offer(),
        open=Waits(7, Phase.TRIAL, PLAN),
    )


STARTS = (
    unopened(),
    applied(),
    replace(applied(), offer=Offer(states.RADIUS), problem=problem(ProblemKind.NO_BOOT)),
    replace(unopened(), machines=(states.PC,), pc=states.ABOUT_PC, first=First(seen_of(BARE))),
)


class Worker:
    """A worker that may answer at any time, to what it was asked, once."""

    def __init__(self) -> None:
        self.running: StartJob | None = None
        self.old: list[StartJob] = []

    def take(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            if isinstance(effect, StartJob):
                assert self.running is None, "two jobs at once on one site"
                self.running = effect

    def done(self) -> StartJob | None:
        run, self.running = self.running, None
        if run is not None:
            self.old.append(run)
        return run


def check(
    before: FlowState, after: FlowState, intent: Intent, effects: tuple[Effect, ...], site: Worker
) -> None:
    never_at_odds(after)
    if isinstance(intent, JobFinished) and (
        before.busy is None or before.busy.generation != intent.generation
    ):
        assert (after, effects) == (before, ()), "an old answer counted"
    for effect in effects:
        match effect:
            case StartJob(generation, job, machine):
                assert after.busy is not None
                assert machine == after.machine, "a job for another machine than the chosen one"
                if not isinstance(job, WITHOUT_MACHINE):
                    assert after.is_open, "a job for a machine that is not open"
                if isinstance(job, jobs.DoStep):
                    only_what_is_next(before, job)
                if isinstance(job, jobs.DoProve) or (isinstance(job, jobs.DoShells) and job.measures):
                    assert after.can.commands, "nothing runs there"
                if isinstance(job, jobs.DoLook) and before.page is Page.NEEDS:
                    assert not after.refused
                    assert after.wanted == job.wanted
                if isinstance(job, jobs.DoRestart):
                    only_what_was_told(before)
                assert (after.busy.generation, after.busy.job) == (generation, job)
                if isinstance(job, jobs.DoApply):
                    only_what_was_seen(before, job)
                    assert isinstance(intent, intents.ApplyAnyway) is bool(before.unagreed)
            case Halt(generation):
                assert before.busy is not None
                assert before.busy.generation == generation
                assert not isinstance(before.busy.job, UNSTOPPABLE)
            case Leave():
                assert site.running is None or not isinstance(site.running.job, WRITES)


def only_what_was_seen(before: FlowState, job: jobs.DoApply) -> None:
    assert before.seen == job.plan.id, "applied what was not on the screen"
    assert before.plan == job.plan
    assert before.open is None, "applied while a setup waits"
    assert before.can.act


def only_what_is_next(before: FlowState, job: jobs.DoStep) -> None:
    assert before.first is not None
    assert before.first.seen is not None
    earlier = before.first.seen.remaining.steps[: before.first.seen.remaining.steps.index(job.step)]
    assert not any(step.is_needed for step in earlier), "a step before its time"


def only_what_was_told(before: FlowState) -> None:
    assert before.offer is not None
    assert before.offer.radius is not None, "restarted before it was told what ends"
    assert before.can.restart


def never_at_odds(state: FlowState) -> None:
    if state.page in (Page.REVIEW, Page.APPLY):
        assert state.plan is not None
        assert state.diff is not None
    if state.page is not Page.MACHINE:
        assert state.is_open
    if state.first is not None:
        assert state.page is Page.MACHINE
        assert state.history is None
    assert "correct horse" not in repr(state)
    if state.shells is not None:
        assert (state.page, state.history) == (Page.FINDINGS, None)
    if state.suite is not None:
        assert state.open is not None or state.outcome is not None, "a proof of what is not applied"
    if state.offer is not None:
        assert state.page is Page.VERIFY
        assert state.can.restart
    if state.unagreed:
        assert state.page is Page.APPLY
    if state.page is Page.FINDINGS:
        assert state.look is not None
    if state.page is Page.DONE:
        assert state.outcome is not None
    assert state.chosen <= state.fixable or state.look is None
    assert state.seen is None or (state.plan is not None and state.seen == state.plan.id)
    if state.busy is not None:
        assert not (state.busy.dropped and isinstance(state.busy.job, WRITES)), "a change nobody waits for"
    assert state.waiting is None or (state.busy is not None and state.busy.dropped)


@limits(max_examples=120, deadline=None)
@given(st.data())
def test_no_sequence_of_events_breaks_the_machine(data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(STARTS))
    site = Worker()
    for _ in range(data.draw(st.integers(1, 50))):
        intent = data.draw(next_intent(state, site))
        before = state
        state, effects = step(state, intent)
        check(before, state, intent, effects, site)
        site.take(effects)
        busy = state.busy.generation if state.busy is not None else None
        assert busy == (site.running.generation if site.running is not None else None)


@st.composite
def next_intent(draw: st.DrawFn, state: FlowState, site: Worker) -> Intent:
    """A click, something the site says, an old answer, or, most of all, the way on."""
    kind = draw(st.sampled_from(["forward", "forward", "answer", "answer", "answer", "click", "tell", "old"]))
    if kind == "answer" and site.running is not None:
        run = site.running
        result = draw(answers(run.job))
        site.done()
        return JobFinished(run.generation, result)
    if kind == "tell" and site.running is not None:
        event = draw(st.sampled_from([Doing(say("step"), 1, 2), Progress(1, 2), Progress(2, 2)]))
        return JobProgress(site.running.generation, event)
    if kind == "old" and site.old:
        run = draw(st.sampled_from(site.old))
        return JobFinished(run.generation, draw(answers(run.job)))
    if kind == "forward":
        return forward(state)
    return draw(st.sampled_from(CLICKS))


def forward(state: FlowState) -> Intent:
    """What a person who wants to get on would do."""
    if state.first is not None:
        steps = doable(state.first.seen)
        return intents.TakeStep(steps[0].id) if steps else intents.LookFirst()
    if not state.is_open:
        return intents.Open()
    if state.page is Page.MACHINE and state.open is not None:
        return intents.RecoverSetup() if state.open.is_interrupted else intents.UndoSetup()
    if state.page is Page.REVIEW and state.plan is not None and state.seen is None:
        return intents.PlanShown(state.plan.id)
    return Buttons.of(state).next.intent


def test_the_walk_reaches_every_page_and_every_danger() -> None:
    """Else the law above would hold of nothing."""
    reached: set[Page] = set()
    asked: set[type] = set()

    @limits(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(st.data())
    def walk(data: st.DataObject) -> None:
        state, site = data.draw(st.sampled_from(STARTS)), Worker()
        for _ in range(60):
            state, effects = step(state, data.draw(next_intent(state, site)))
            site.take(effects)
            reached.add(state.page)
            asked.update(type(effect.job) for effect in effects if isinstance(effect, StartJob))

    walk()
    assert reached == set(Page)
    dangers = {jobs.DoApply, jobs.DoRadius, jobs.DoRestart, jobs.DoRescue, jobs.DoStep}
    assert dangers <= asked
