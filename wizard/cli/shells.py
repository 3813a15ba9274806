"""The command that shows what each kind of shell gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wizard.cli.exits import Exit
from wizard.cli.options import Run, common

if TYPE_CHECKING:
    from wizard.app.shells.table import ShellTable
    from wizard.app.texts import Speech
    from wizard.cli.show import Terminal


@click.command("shells")
@click.option(
    "--rehearsal/--no-rehearsal",
    "measures",
    default=True,
    help="Start your shells in private copies of the distro. Else read their start files. Default: on.",
)
@common
def shells(run: Run, measures: bool) -> int:
    """Show which Go, and which settings, each kind of shell gets. Changes nothing.

    Terminals, an editor's server, scripts, wsl with a command, and what VS Code sets for itself.
    """
    from wizard.app.shells.table import shell_table

    session = run.session
    look = session.look(run.tell)
    found = shell_table(session.transport, look, session.wanted, run.tell, measures=measures)
    run.answer(found, lambda terminal: _show(terminal, found, run.speech))
    return Exit.DONE


def _show(terminal: Terminal, found: ShellTable, speak: Speech) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text as Rich

    terminal.line(found.says)
    shown = Table(box=SIMPLE_HEAD, header_style="bold")
    shown.add_column()
    for column in found.columns:
        shown.add_column(Rich(speak(column.title)), overflow="fold")
    for name in found.rows:
        shown.add_row(Rich(name), *(Rich(speak(column.cell(name))) for column in found.columns))
    terminal.draw(shown)
