"""The acceptance suite on the seventh page, and the window about shells."""

from __future__ import annotations

from msgspec.structs import replace

from tests.app.proof.made import suite
from tests.gui import states
from tests.gui.states import MARKUP, busy, problem
from wizard.app.shells.table import ShellTable, ShellValues
from wizard.gui.flow import jobs
from wizard.gui.flow.state import FlowState, ShellsShown
from wizard.model.events import Doing, Note
from wizard.model.rehearsal.shells import ShellKind
from wizard.model.text import say


def suites(verify: FlowState) -> dict[str, FlowState]:
    """The acceptance suite, from the question to the answer."""
    told = (
        Doing(say("Preparing the acceptance suite"), 1, 24),
        *(
            event
            for number in range(2, 14)
            for event in (
                Doing(say("The cross-built program is for ARM64"), number, 24),
                Note(say("{title}: {outcome}", outcome=say("passed"), title=say("A program builds"))),
            )
        ),
    )
    return {
        "verify-suite-busy": replace(verify, busy=busy(jobs.DoProve(None, states.BASELINE), *told)),
        "verify-suite": replace(verify, suite=suite()),
        "verify-suite-failed": replace(verify, problem=problem()),
    }


def shells(findings: FlowState) -> dict[str, FlowState]:
    """With the Shells window open."""
    columns = (
        ShellValues(
            (ShellKind.TERMINAL, ShellKind.INNER),
            {
                "go": "/home/me/sdk/go1.27.3/bin/go",
                "version": "1.27.3",
                "GOPROXY": "https://proxy.corp.example|direct",
            },
        ),
        ShellValues((ShellKind.SCRIPT,), {"go": MARKUP, "GODEBUG": "netdns=go"}, ("version",)),
    )
    read = ShellTable(False, say("Read from the start files. The shells were not started."), columns)
    measured = ShellTable(
        True, say("Measured: your shells were started in private copies."), (*columns, columns[1])
    )
    start = replace(findings, can=states.RUNNING, shells=ShellsShown(read))
    job = jobs.DoShells(states.look(), states.BASELINE, measures=True)
    return {
        "shells-reading": replace(start, shells=ShellsShown(), busy=busy(job)),
        "shells-read": start,
        "shells-still": replace(start, can=states.CAN),
        "shells-busy": replace(
            start, busy=busy(job, Doing(say("Checking the shells on {site}", site="Ubuntu-24.04")))
        ),
        "shells-failed": replace(start, problem=problem()),
        "shells-measured": replace(start, shells=ShellsShown(measured)),
    }
