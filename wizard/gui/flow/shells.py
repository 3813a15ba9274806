"""The Shells window's part of the flow: what start files say at once, and what the shells show when they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from wizard.gui.flow import intents, jobs
from wizard.gui.flow.start_job import Transition, run
from wizard.gui.flow.state import FlowState, ShellsShown
from wizard.gui.flow.steps import Page

if TYPE_CHECKING:
    from wizard.app.shells.table import ShellTable


def open_window(state: FlowState, intent: intents.OpenShells) -> Transition:
    if state.page is not Page.FINDINGS or state.look is None or state.history is not None:
        return state, ()
    return run(replace(state, shells=ShellsShown()), jobs.DoShells(state.look, state.wanted, measures=False))


def measure(state: FlowState, intent: intents.MeasureShells) -> Transition:
    if state.shells is None or state.look is None or not state.can.commands:
        return state, ()
    return run(state, jobs.DoShells(state.look, state.wanted, measures=True))


def told(state: FlowState, table: ShellTable) -> FlowState:
    return state if state.shells is None else replace(state, shells=ShellsShown(table))
