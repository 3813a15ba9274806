"""The Shells window: what each kind of shell gets, and how that is known."""

from __future__ import annotations

import msgspec

from wizard.gui.flow import intents
from wizard.gui.flow.jobs import Problem
from wizard.gui.flow.state import FlowState
from wizard.gui.views.buttons import Button
from wizard.gui.views.frame import doing
from wizard.model.text import Text, say


class ShellsView(msgspec.Struct, frozen=True):
    """A column for each group of shells that get the same, with its *heads* one below the other, and a row for each
    setting. *says* how it is known, with *icon*; *measure* starts the shells, and *stop* stops that."""

    heads: tuple[tuple[Text, ...], ...]
    rows: tuple[str, ...]
    cells: tuple[tuple[Text, ...], ...]
    icon: str
    says: Text
    measure: Button
    stop: Button | None
    doing: Text | None
    job: int | None
    problem: Problem | None

    @classmethod
    def of(cls, state: FlowState) -> ShellsView | None:
        shown = state.shells
        if shown is None:
            return None
        table, working = shown.table, state.working
        rows = table.rows if table is not None else ()
        columns = table.columns if table is not None else ()
        return cls(
            heads=tuple(each.titles for each in columns),
            rows=rows,
            cells=tuple(tuple(each.cell(name) for each in columns) for name in rows),
            icon="ok" if table is not None and table.is_measured else "advice",
            says=table.says if table is not None else say("Reading the start files…"),
            measure=_measure(state),
            stop=Button(say("S&top"), intents.Cancel()) if working is not None else None,
            doing=doing(state),
            job=working.generation if working is not None else None,
            problem=state.problem,
        )


def _measure(state: FlowState) -> Button:
    idle = state.working is None and state.waiting is None
    label = say("&Start the shells and measure")
    if not state.can.commands:
        why = say("Nothing runs on this machine now, so its shells cannot be started.")
        return Button(label, intents.MeasureShells(), enabled=False, tip=why)
    tip = say("Starts each kind of shell in a private copy. Your files are not changed.")
    return Button(label, intents.MeasureShells(), enabled=idle, tip=tip)
