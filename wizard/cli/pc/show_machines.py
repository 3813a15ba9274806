"""How the choice of machines looks in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from wizard.app.machines.computer import Machine, Survey
from wizard.app.to_json import Say
from wizard.model.ports import SiteKind
from wizard.model.text import Text, plain, say


def show_machines(survey: Survey, speak: Say) -> None:
    """A table of all machines, and why there may be more."""
    table = Table(box=None, pad_edge=False)
    for head in (say("Name"), say("Type"), say("State"), say("System")):
        table.add_column(speak(head))
    for machine in survey.machines:
        cells = (plain(machine.name), _kind(machine), _state(machine), plain(machine.release))
        table.add_row(*(speak(cell) for cell in cells))
    console = Console(markup=False, highlight=False)
    console.print(table)
    for problem in survey.problems:
        console.print(speak(problem), style="yellow")


def _kind(machine: Machine) -> Text:
    if machine.kind is not SiteKind.WSL:
        return say("this PC") if machine.kind is SiteKind.WINDOWS else say("this machine")
    if machine.is_default:
        return say("WSL {version}, default distro", version=machine.wsl or 2)
    return plain(f"WSL {machine.wsl or 2}")


def _state(machine: Machine) -> Text:
    if machine.is_running is None:
        return say("unknown")
    return say("running") if machine.is_running else say("stopped")
