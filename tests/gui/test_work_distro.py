"""Jobs that start the user's shells and his Go: on this machine, with real ones, and nothing is left behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.app.proof.conftest import cache, distro
from tests.app.proof.ground import Distro
from tests.app.shells.test_table import GO, NONE, Machine, look
from tests.gui import demo
from tests.gui.gallery import pictures
from tests.gui.states import busy
from wizard.app.session import Session
from wizard.app.shells.table import ShellTable
from wizard.gui.flow import jobs
from wizard.gui.flow.intents import JobProgress
from wizard.gui.flow.jobs import ProblemKind
from wizard.gui.flow.proof import proved
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.transitions import step
from wizard.gui.problems import attempt
from wizard.gui.work import do
from wizard.model.events import Doing, Event, Note, never, silent
from wizard.model.proof import SuiteResult
from wizard.model.rehearsal.shells import ShellKind, Shells
from wizard.model.wanted import Wanted
from wizard.transports.host import Host

__all__ = ["cache", "distro"]

pytestmark = [
    pytest.mark.linux(reason="the suite runs in a distro, through its shells"),
    pytest.mark.xdist_group("suite"),
]


def test_the_suite_tells_each_result_and_comes_back_with_all(distro: Distro, tmp_path: Path) -> None:
    distro.cache = None
    distro.profile("PATH=/nowhere:/usr/bin:/bin", f"TMPDIR={tmp_path / 'tmp'}", "export PATH TMPDIR")
    told: list[Event] = []
    found = do(Session(distro, Host(), Wanted()), jobs.DoProve(None, Wanted()), told.append, never)
    assert isinstance(found, SuiteResult)
    assert [event for event in told if isinstance(event, Note)], "nothing to be shown while it runs"
    assert len([event for event in told if isinstance(event, Note)]) == len(found.results)
    last = [event for event in told if isinstance(event, Doing)][-1]
    assert last.number == last.count
    state = proving()
    for event in told:
        state, _ = step(state, JobProgress(1, event))
    assert [outcome for _, outcome in proved(state)] == [each.outcome for each in found.results]
    assert state.busy is not None
    assert state.busy.progress.reached > 900


def test_it_stops_when_it_is_asked_to(distro: Distro) -> None:
    distro.cache = None
    told: list[Event] = []
    session = Session(distro, Host(), Wanted())
    found = attempt(lambda: do(session, jobs.DoProve(None, Wanted()), told.append, lambda: len(told) > 2))
    assert isinstance(found, jobs.Problem)
    assert found.kind is ProblemKind.STOPPED


def test_shells_are_read_or_measured_as_the_job_says() -> None:
    seen = {ShellKind.TERMINAL: GO, ShellKind.SCRIPT: NONE}
    session = Session(Machine(Shells(seen, seen)), Host(), demo.BASELINE)
    for measures in (False, True):
        job = jobs.DoShells(look(), demo.BASELINE, measures)
        table = do(session, job, silent, never)
        assert isinstance(table, ShellTable)
        assert table.is_measured is measures


def proving() -> FlowState:
    """The page while the suite runs."""
    return replace(pictures()["verify-well"], busy=busy(jobs.DoProve(None, Wanted())))
