"""What each job means for a `Session`. No Qt: errors become `Problem`s, everything else a result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, assert_never

from msgspec.structs import replace

from wizard.app import bugs, plan_files, profiles
from wizard.app.glance import glance
from wizard.app.session import Session
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import Problem, Result, SessionJob
from wizard.model.errors import MachineError, OpenError, StaleError, Stopped, WizardError
from wizard.model.events import Stop, Tell
from wizard.model.ports import SiteKind
from wizard.model.text import reason_of, say

T = TypeVar("T")


def perform(session: Session, job: SessionJob, tell: Tell, stop: Stop) -> Result:
    """Do *job* on one machine and say what came of it. Never raises."""
    return attempt(lambda: _do(session, job, tell, stop))


def attempt(act: Callable[[], T]) -> T | Problem:
    """What *act* returns, or what went wrong with it. Never raises."""
    try:
        return act()
    except WizardError as error:
        return problem_of(error)
    except Exception as bug:  # a fault of ours must reach the user as a sentence, whatever it is
        return _fault(bug)


def problem_of(error: WizardError) -> Problem:
    """What went wrong, as the window shows it."""
    return Problem(error.code, _kind(error), error.sentences(), _causes(error))


def _do(session: Session, job: SessionJob, tell: Tell, stop: Stop) -> Result:
    match job:
        case jobs.DoApply(plan):
            return jobs.Applied(session.apply(plan, tell, stop))
        case jobs.DoAccept(batch):
            return jobs.Accepted(session.accept(batch, tell))
        case jobs.DoUndo(batch):
            return jobs.Undone(session.undo(batch, tell))
        case jobs.DoRecover():
            return jobs.Undone(session.recover(tell))
        case jobs.DoRestart() | jobs.DoRescue():
            return _restart(session, job, tell)
        case jobs.DoLoad() | jobs.DoSaveProfile() | jobs.DoSavePlan() | jobs.DoSaveReport():
            return _with_file(session, job)
        case _:
            return _read(session, job, tell, stop)


def _restart(session: Session, job: jobs.DoRestart | jobs.DoRescue, tell: Tell) -> Result:
    from wizard.app.restart import rescue

    site = session.site
    match job:
        case jobs.DoRescue():
            return jobs.Undone(rescue.Rescue(session, rescue.computer_of(session)).run(tell))
        case jobs.DoRestart(wanted):
            session.wanted = wanted
            try:
                return jobs.Restarted(session.restart(tell))
            except MachineError as error:
                if error.code != "no-boot" or site.kind is SiteKind.WINDOWS:
                    raise
                steps = tuple(jobs.Todo(step.what, step.command) for step in rescue.steps(site.name))
                can = rescue.computer_of(session) is not None
                return replace(problem_of(error), kind="no-boot", steps=steps, can_rescue=can)
        case _:
            assert_never(job)


ReadJob = (
    jobs.DoGlance
    | jobs.DoRadius
    | jobs.DoLook
    | jobs.DoPlan
    | jobs.DoPicture
    | jobs.DoVerify
    | jobs.DoHistory
    | jobs.DoShow
    | jobs.DoBack
)


def _read(session: Session, job: ReadJob, tell: Tell, stop: Stop) -> Result:
    match job:
        case jobs.DoGlance():
            return jobs.Glanced(glance(session, stop))
        case jobs.DoRadius():
            return jobs.Measured(session.radius(tell=tell, stop=stop))
        case jobs.DoLook(wanted):
            session.wanted = wanted
            look = session.look(tell, stop)
            return jobs.Looked(look, session.drift(look))
        case jobs.DoVerify(plan, wanted):
            session.wanted = wanted
            return jobs.Checked(session.verify(plan, tell, stop))
        case jobs.DoHistory(before):
            return jobs.HistoryListed(session.history(before))
        case _:
            return _plan(session, job)


def _plan(session: Session, job: jobs.DoPlan | jobs.DoPicture | jobs.DoShow | jobs.DoBack) -> Result:
    match job:
        case jobs.DoShow(setup):
            if setup.record is None:
                return Problem("setup-unreadable", "failed", (say("This setup cannot be read."),))
            return jobs.Shown(setup.number, session.diff(setup.record.plan, setup.ran))
        case jobs.DoPlan(look, chosen):
            plan = session.plan(look, chosen)
        case jobs.DoPicture(plan):
            session.check(plan)
        case jobs.DoBack(setup):
            plan = session.back(setup)
        case _:
            assert_never(job)
    return jobs.Planned(plan, session.diff(plan))


Filing = jobs.DoLoad | jobs.DoSaveProfile | jobs.DoSavePlan | jobs.DoSaveReport


def _with_file(session: Session, job: Filing) -> Result:
    path = Path(job.path)
    match job:
        case jobs.DoLoad():
            return jobs.Loaded(profiles.load(path))
        case jobs.DoSaveProfile(wanted):
            profiles.save(wanted, path)
        case jobs.DoSavePlan(plan):
            plan_files.save(plan, path)
        case jobs.DoSaveReport():
            _report(session, job, path)
        case _:
            assert_never(job)
    return jobs.Saved(str(path))


def _report(session: Session, job: jobs.DoSaveReport, path: Path) -> None:
    from wizard.app import report
    from wizard.app.texts import Speech
    from wizard.model.errors import InputError

    speech = Speech(job.language)
    if path.suffix == ".json":
        words = report.as_json(session, job.look, speech)
    else:
        words = report.as_html(session, job.look, speech, language=job.language)
    try:
        path.write_text(words, encoding="utf-8")
    except OSError as error:
        text = say("Could not write {path}: {why}.", path=str(path), why=reason_of(error))
        raise InputError("report-not-saved", text) from error


def _kind(error: WizardError) -> str:
    match error:
        case StaleError():
            return "stale"
        case Stopped():
            return "stopped"
        case OpenError():
            return "open"
        case _:
            return "failed"


def _causes(error: BaseException) -> str:
    """What a developer wants to see: the code, and what lay beneath."""
    lines = [str(getattr(error, "code", type(error).__name__))]
    cause = error.__cause__
    while cause is not None:
        lines.append(f"{type(cause).__name__}: {cause}")
        cause = cause.__cause__
    return "\n".join(lines)


def _fault(bug: Exception) -> Problem:
    again = say("Check again to see the current state of the machine.")
    try:
        sentence = bugs.sentence(bugs.save_report(bug))
    except OSError:
        sentence = say("WSL Go Wizard ran into a bug.")
    return Problem("bug", "failed", (sentence, again), type(bug).__name__)
