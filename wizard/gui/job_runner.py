"""What each job means on a computer with several machines. Their sessions are kept, so that a job is always
done on the machine that it is about. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from wizard.app.machines.computer import Computer, Machine
from wizard.app.machines.glance import glance
from wizard.app.session import Session
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import FirstJob, Job, Result
from wizard.gui.problems import attempt
from wizard.gui.work import do
from wizard.model.errors import InputError
from wizard.model.events import Doing, Stop, Tell
from wizard.model.ports import SiteKind, Transport
from wizard.model.text import say
from wizard.model.wanted import Wanted

if TYPE_CHECKING:
    from wizard.app.setup.install import FirstTime
    from wizard.gui.pc import PcGlance

PC = SiteKind.WINDOWS


class JobRunner:
    """The machines of *computer*, opened as they are needed, for what is *wanted* first. *first_time* opens the
    first-time setup of a PC; if not said, that of Windows."""

    def __init__(
        self, computer: Computer, wanted: Wanted, first_time: Callable[[Transport], FirstTime] | None = None
    ) -> None:
        self._computer = computer
        self.wanted = wanted
        self._sessions: dict[tuple[SiteKind, str], Session] = {}
        self._first_time = first_time
        self._pc_machine: Machine | None = None

    def perform(self, job: Job, machine: Machine | None, tell: Tell, stop: Stop) -> Result:
        """Do *job*, which is about *machine*, and say what came of it. Never raises."""
        return attempt(lambda: self._do(job, machine, tell, stop))

    def _do(self, job: Job, machine: Machine | None, tell: Tell, stop: Stop) -> Result:
        match job:
            case jobs.DoSurvey():
                return self._survey(tell, stop)
            case jobs.DoOpen(chosen):
                return self._open(chosen, stop)
            case jobs.DoFirstLook() | jobs.DoOffer() | jobs.DoStep() | jobs.DoComeBack():
                return self._first(job, tell, stop)
            case _:
                return do(self._session(machine), job, tell, stop)

    def _survey(self, tell: Tell, stop: Stop) -> jobs.Surveyed:
        tell(Doing(say("Listing this PC and its distros")))
        survey = self._computer.survey(stop)
        self._pc_machine = next((machine for machine in survey.machines if machine.kind is PC), None)
        return jobs.Surveyed(survey, self._pc(stop))

    def _pc(self, stop: Stop) -> PcGlance | None:
        pc = self._pc_machine
        seen = attempt(lambda: _glance_at_pc(self._session(pc), stop)) if pc is not None else None
        return None if isinstance(seen, jobs.Problem) else seen

    def _open(self, machine: Machine, stop: Stop) -> jobs.Opened:
        session = self._session(machine)
        return jobs.Opened(
            session.site,
            session.transport.can,
            # A glance would start it.
            glance(session, stop) if machine.is_running is not False else None,
            _glance_at_pc(session, stop) if machine.kind is PC else None,
        )

    def _first(self, job: FirstJob, tell: Tell, stop: Stop) -> Result:
        first = (self._first_time or _of_windows)(self._session(self._pc_machine).transport)
        match job:
            case jobs.DoFirstLook(choice):
                return first.look(choice, tell, stop)
            case jobs.DoOffer():
                tell(Doing(say("Listing the distros that can be installed")))
                return jobs.Offered(first.offered(stop))
            case jobs.DoStep(seen, step, secret):
                password = secret.words if secret is not None else None
                return first.carry_out(seen, step, tell, stop, password)
            case jobs.DoComeBack():
                first.restart_later(tell)
                return None
            case _:
                assert_never(job)

    def _session(self, machine: Machine | None) -> Session:
        if machine is None:
            raise InputError("no-machine", say("No machine is selected."))
        key = (machine.kind, machine.name)
        if key not in self._sessions:
            self._sessions[key] = self._computer.open(machine, self.wanted)
        return self._sessions[key]


def _glance_at_pc(session: Session, stop: Stop) -> PcGlance:
    """What Windows is asked is imported only where there is Windows."""
    from wizard.gui.pc import pc_glance

    return pc_glance(session, stop)


def _of_windows(transport: Transport) -> FirstTime:
    """First-time setup of the PC that *transport* leads to. After a restart of Windows, the window opens again."""
    from wizard.app.setup.here import open_first_time
    from wizard.transports.windows.pc import Windows

    return open_first_time(transport if isinstance(transport, Windows) else None, ("window",))
