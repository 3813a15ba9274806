"""What each job means for a `Session`. No Qt."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from msgspec.structs import replace

from wizard.app import plan_files
from wizard.app.explain import how_known
from wizard.app.look import Look
from wizard.app.machines.glance import glance
from wizard.app.plans import saved
from wizard.app.plans.rehearsing import rehearsing
from wizard.app.profiles.reading import load
from wizard.app.profiles.saving import save
from wizard.app.session import Session
from wizard.app.shells.table import shell_table
from wizard.engine.rehearsal.agreed import NotAgreedError
from wizard.engine.rehearsal.rehearse import newly_careful
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import Result, SessionJob
from wizard.gui.flow.proof import outcome_line
from wizard.gui.problems import problem_of
from wizard.model.errors import NO_BOOT, MachineError
from wizard.model.events import Note, Stop, Tell
from wizard.model.orders import Phase
from wizard.model.plans import Plan
from wizard.model.ports import SiteKind
from wizard.model.proof import StepResult
from wizard.model.shown.words import shown
from wizard.transports.private_files import save_private


def do(session: Session, job: SessionJob, tell: Tell, stop: Stop) -> Result:
    """What comes of *job* on one machine. Raises `WizardError`."""
    match job:
        case jobs.DoApply(plan):
            return _apply(session, plan, tell, stop)
        case jobs.DoAccept(batch):
            return session.accept(batch, tell)
        case jobs.DoUndo(batch):
            return session.undo(batch, tell)
        case jobs.DoRecover():
            return session.recover(tell)
        case jobs.DoRestart() | jobs.DoRescue():
            return _restart(session, job, tell)
        case jobs.DoLoad() | jobs.DoSaveProfile() | jobs.DoSavePlan() | jobs.DoSaveReport():
            return _with_file(session, job)
        case _:
            return _read(session, job, tell, stop)


def _apply(session: Session, plan: Plan, tell: Tell, stop: Stop) -> Result:
    try:
        return session.apply(plan, tell, stop)
    except NotAgreedError as error:
        return jobs.Unagreed(replace(plan, rehearsal=error.seen), error.differs)


def _restart(session: Session, job: jobs.DoRestart | jobs.DoRescue, tell: Tell) -> Result:
    from wizard.app import rescue

    site = session.site
    match job:
        case jobs.DoRescue():
            return rescue.Rescue(session, rescue.computer_of(session)).run(tell)
        case jobs.DoRestart(wanted):
            session.wanted = wanted
            try:
                return session.restart(tell)
            except MachineError as error:
                if error.code != NO_BOOT or site.kind is SiteKind.WINDOWS:
                    raise
                steps = tuple(jobs.Todo(step.what, step.command) for step in rescue.steps(site.name))
                can = rescue.computer_of(session) is not None
                return replace(problem_of(error), kind=jobs.ProblemKind.NO_BOOT, steps=steps, can_rescue=can)
        case _:
            assert_never(job)


def _read_ahead(look: Look) -> None:
    """Mask what the window will quote of *look*, and find the facts it cites: the first time takes long, and is kept
    for the window's own thread."""
    how_known.paragraphs(source for item in look.judged for source in item.sources)
    for finding in (item.finding for item in look.judged):
        for text in (finding.says, finding.why, finding.do, finding.effect, finding.may_break):
            if text is not None:
                text.render()
        for seen in finding.evidence:
            shown(f"{seen.source}:{seen.line}")
            shown(seen.quote)
            if seen.note is not None:
                seen.note.render()


ReadJob = (
    jobs.DoGlance
    | jobs.DoRadius
    | jobs.DoLook
    | jobs.DoPlan
    | jobs.DoPicture
    | jobs.DoVerify
    | jobs.DoShells
    | jobs.DoProve
    | jobs.DoHistory
    | jobs.DoShow
    | jobs.DoBack
)


def _read(session: Session, job: ReadJob, tell: Tell, stop: Stop) -> Result:
    match job:
        case jobs.DoGlance():
            return glance(session, stop)
        case jobs.DoRadius():
            return session.radius(tell=tell, stop=stop)
        case jobs.DoLook(wanted):
            session.wanted = wanted
            look = session.look(tell, stop)
            _read_ahead(look)
            return jobs.Looked(look, session.drift(look))
        case jobs.DoVerify(plan, wanted):
            session.wanted = wanted
            return session.verify(plan, tell, stop)
        case jobs.DoShells(look, wanted, measures):
            return shell_table(session.transport, look, wanted, tell, stop, measures=measures)
        case jobs.DoProve():
            return _prove(session, job, tell, stop)
        case jobs.DoHistory(before):
            return session.history(before)
        case jobs.DoPlan():
            return _rehearsed(session, job, tell, stop)
        case jobs.DoPicture(plan):
            return _made_again(session, plan, tell, stop)
        case _:
            return _plan(session, job)


def _prove(session: Session, job: jobs.DoProve, tell: Tell, stop: Stop) -> Result:
    from wizard.app.proof.named_projects import named_projects
    from wizard.app.proof.suite import Suite

    def hear(result: StepResult) -> None:
        tell(Note(outcome_line(result)))

    projects = named_projects(job.look, job.wanted)
    return Suite(session.transport, projects, tell=tell, stop=stop, hear=hear).run()


def _rehearsed(session: Session, job: jobs.DoPlan, tell: Tell, stop: Stop) -> Result:
    look, plan, view = rehearsing(session, job.look, tell, stop).plan(job.chosen)
    if look.judged == job.look.judged:
        return jobs.Planned(plan, view)
    return jobs.Planned(plan, view, look, job.chosen - newly_careful(job.look.judged, look.judged))


def _made_again(session: Session, plan: Plan, tell: Tell, stop: Stop) -> Result:
    saved.take_profile(plan, session)
    look = session.look(tell, stop)
    made = rehearsing(session, look, tell, stop).rehearsed(saved.remade(plan, session, look))
    return jobs.Planned(made, session.diff(made))


def _plan(session: Session, job: jobs.DoShow | jobs.DoBack) -> Result:
    match job:
        case jobs.DoShow(plan, ran):
            return session.diff(plan, ran)
        case jobs.DoBack():
            return _back(session, job)
        case _:
            assert_never(job)


def _back(session: Session, job: jobs.DoBack) -> jobs.Planned:
    setup = job.setup
    was_undone = setup.phase is Phase.UNDONE
    plan = session.back(setup, keeps_edits=job.keeps_edits or was_undone)
    can_choose = not was_undone and (job.keeps_edits or session.can_keep_edits(setup, plan))
    return jobs.Planned(plan, session.diff(plan), keeps_edits=job.keeps_edits if can_choose else None)


Filing = jobs.DoLoad | jobs.DoSaveProfile | jobs.DoSavePlan | jobs.DoSaveReport


def _with_file(session: Session, job: Filing) -> Result:
    path = Path(job.path)
    match job:
        case jobs.DoLoad():
            return load(path)
        case jobs.DoSaveProfile(wanted):
            save(wanted, path)
        case jobs.DoSavePlan(plan):
            plan_files.save(plan, path)
        case jobs.DoSaveReport():
            _report(session, job, path)
        case _:
            assert_never(job)
    return str(path)


def _report(session: Session, job: jobs.DoSaveReport, path: Path) -> None:
    from wizard.app.report.files import FORMS, ReportForm, written
    from wizard.app.texts import Speech

    form = FORMS.get(path.suffix.lower(), ReportForm.HTML)
    words = written(form, session, job.look, Speech(job.language), language=job.language, suite=job.suite)
    content = words.encode()
    if form is ReportForm.PDF:
        from wizard.gui.pdf import as_pdf

        content = as_pdf(words, session.site.name)
    save_private(path, content, "report-not-saved")
