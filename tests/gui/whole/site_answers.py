"""What a site may answer to any job: right or wrong, and whatever it was asked."""

from __future__ import annotations

import hypothesis.strategies as st
from msgspec.structs import replace

from tests.app.proof.made import suite
from tests.gui import states
from tests.gui.flow.test_first_time import BARE, DONE, FRESH, READY
from tests.gui.flow.test_first_time import seen as seen_of
from tests.gui.states import DIFF, EMPTY, PLAN, glance, look, problem, setup, verified
from wizard.app.machines.computer import Survey
from wizard.app.shells.table import ShellTable
from wizard.gui.flow import jobs
from wizard.gui.flow.jobs import Job, ProblemKind, Result
from wizard.model.findings import Restart
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Setup
from wizard.model.ports import Site
from wizard.model.text import say

CANS = (states.CAN, states.RUNNING, states.msgspec_replace(states.RUNNING, act=False))
OPEN = (None, None, Phase.TRIAL, Phase.SWITCHING)
SURVEYS = (states.SURVEY, states.SURVEY, states.ONE, states.NONE, Survey((states.PC,)))


def open_one(phase: Phase | None) -> tuple[tuple[Setup, ...], int | None]:
    setups = (setup(3), setup(2))
    return ((setup(7, phase), *setups), 7) if phase is not None else (setups, None)


@st.composite
def answers(draw: st.DrawFn, job: Job) -> Result:
    """Something that a site may answer to *job*."""
    if draw(st.integers(0, 7)) == 7:
        return problem(draw(st.sampled_from(ProblemKind)))
    setups, number = open_one(draw(st.sampled_from(OPEN)))
    match job:
        case jobs.DoSurvey():
            survey = draw(st.sampled_from(SURVEYS))
            return jobs.Surveyed(survey, states.ABOUT_PC if survey is not states.ONE else None)
        case jobs.DoFirstLook() | jobs.DoStep():
            return seen_of(draw(st.sampled_from([BARE, READY, FRESH, DONE])))
        case jobs.DoOffer():
            return jobs.Offered(("Ubuntu", "Debian"))
        case jobs.DoComeBack():
            return None
        case jobs.DoOpen(machine):
            seen = glance(*setups, open=number) if machine.is_running is not False else None
            return jobs.Opened(Site(machine.kind, machine.name, "lock"), draw(st.sampled_from(CANS)), seen)
        case jobs.DoRadius():
            return states.RADIUS
        case jobs.DoRestart():
            return verified(well=draw(st.booleans()), open=number)
        case jobs.DoGlance():
            return glance(*setups, open=number)
        case jobs.DoLook():
            pending = draw(st.sampled_from([Restart.NONE, Restart.DISTRO]))
            return jobs.Looked(replace(look(*setups, open=number), pending=pending))
        case jobs.DoPlan() | jobs.DoPicture() | jobs.DoBack():
            keeps = draw(st.sampled_from([None, False, True]))
            return jobs.Planned(draw(st.sampled_from([PLAN, PLAN, EMPTY])), DIFF, keeps_edits=keeps)
        case jobs.DoApply(plan):
            differs = jobs.Unagreed(plan, (say("PATH loses nothing."),))
            return draw(st.sampled_from([Receipt(7, Phase.TRIAL), differs]))
        case jobs.DoVerify():
            return verified(well=draw(st.booleans()), open=number)
        case jobs.DoAccept():
            return Receipt(7, Phase.ACCEPTED)
        case jobs.DoUndo() | jobs.DoRecover() | jobs.DoRescue():
            foreign = draw(st.sampled_from([(), ("/etc/wsl.conf",)]))
            return Receipt(7, draw(st.sampled_from([Phase.UNDONE, Phase.TRIAL])), foreign=foreign)
        case jobs.DoHistory():
            return (setup(3), setup(2))
        case jobs.DoShow():
            return DIFF
        case jobs.DoShells():
            return ShellTable(job.measures, say("It is known."), ())
        case jobs.DoProve():
            return suite()
        case jobs.DoLoad():
            return states.OTHER
        case _:
            return "somewhere"
