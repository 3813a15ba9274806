"""What each job means on a computer with several machines. Their sessions are kept, so that a job is always
done on the machine that it is about. No Qt."""

from __future__ import annotations

from wizard.app.computer import Computer, Machine, Single
from wizard.app.glance import glance
from wizard.app.session import Session
from wizard.gui import jobs
from wizard.gui.jobs import Job, Result
from wizard.gui.pc import PcGlance, pc_glance
from wizard.gui.work import attempt, perform
from wizard.model.errors import InputError
from wizard.model.events import Doing, Stop, Tell
from wizard.model.text import say
from wizard.model.wanted import Wanted

PC = "windows"


class Desk:
    """The machines of *computer*, opened for *wanted* as they are needed."""

    def __init__(self, computer: Computer, wanted: Wanted) -> None:
        self._computer = computer
        self._wanted = wanted
        self._sessions: dict[tuple[str, str], Session] = {}

    def perform(self, job: Job, machine: Machine | None, tell: Tell, stop: Stop) -> Result:
        """Do *job*, which is about *machine*, and say what came of it. Never raises."""
        match job:
            case jobs.DoSurvey():
                return attempt(lambda: self._survey(tell, stop))
            case jobs.DoOpen(chosen):
                return attempt(lambda: self._open(chosen, stop))
            case _:
                session = attempt(lambda: self._session(machine))
                return perform(session, job, tell, stop) if isinstance(session, Session) else session

    def _survey(self, tell: Tell, stop: Stop) -> jobs.Surveyed:
        tell(Doing(say("Looking which machines there are")))
        survey = self._computer.survey(stop)
        return jobs.Surveyed(survey, self._pc(survey.machines, stop))

    def _pc(self, machines: tuple[Machine, ...], stop: Stop) -> PcGlance | None:
        pc = next((machine for machine in machines if machine.kind == PC), None)
        seen = attempt(lambda: pc_glance(self._session(pc), stop)) if pc is not None else None
        return seen if isinstance(seen, PcGlance) else None

    def _open(self, machine: Machine, stop: Stop) -> jobs.Opened:
        session = self._session(machine)
        return jobs.Opened(
            session.site.site,
            session.site.can,
            # A glance would start it.
            glance(session, stop) if machine.is_running is not False else None,
            pc_glance(session, stop) if machine.kind == PC else None,
        )

    def _session(self, machine: Machine | None) -> Session:
        if machine is None:
            raise InputError("no-machine", say("No machine is chosen."))
        key = (machine.kind, machine.name)
        if key not in self._sessions:
            self._sessions[key] = self._computer.open(machine, self._wanted)
        return self._sessions[key]


def desk_of(given: Computer | Session, wanted: Wanted) -> tuple[Desk, Wanted]:
    """A desk for *given*, and what is wanted first: what a session that was given is for, else *wanted*."""
    if isinstance(given, Session):
        return Desk(Single(given), given.wanted), given.wanted
    return Desk(given, wanted), wanted
