"""Commands that explain: what a file says to WSL, what a check stands on, what every rule does, what shells get."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wizard.app.texts import Speech
from wizard.app.to_json import to_json
from wizard.cli.exits import Exit
from wizard.cli.language import language_option
from wizard.cli.options import Run, in_distro, json_option, print_json

if TYPE_CHECKING:
    from wizard.app.shells.table import ShellTable
    from wizard.cli.show import Terminal


@click.command("explain")
@click.argument("what", metavar="FILE|CHECK")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["wsl.conf", ".wslconfig"]),
    help="Type of the file. Default: derived from its name.",
)
@json_option
@language_option
def explain(what: str, kind: str | None, as_json: bool, language: str | None) -> int:
    """Explain a wsl.conf or .wslconfig file, or a check.

    File: lists all settings, the values that apply, WSL's warnings, and where WSL stops reading.

    Check, such as wsl-systemd: prints the facts it is based on.
    """
    from wizard.app.explain import how_known
    from wizard.app.explain.config_file import explain as explained
    from wizard.app.explain.config_file import sentences

    speech = Speech(language)
    basis = how_known.basis(what) if kind is None else None
    explanation = to_json(basis, speech) if basis is not None else explained(Path(what), kind)
    if as_json:
        print_json(to_json(explanation, speech))
        return Exit.DONE
    for text in sentences(explanation) if basis is None else how_known.sentences(basis):
        click.echo(speech(text))
    return Exit.DONE


@click.command("rules")
@click.argument("id", metavar="[ID]", required=False)
@json_option
@language_option
def rules(id: str | None, as_json: bool, language: str | None) -> int:
    """List all rules, or the one named ID.

    For each: what it looks at, why, what it would do, and its sources.
    """
    from wizard.app.explain import rule_book

    speech = Speech(language)
    found = rule_book.described(id)
    if as_json:
        print_json(to_json({"rules": found}, speech))
        return Exit.DONE
    area = ""
    for rule in found:
        if rule.area != area:
            area = rule.area
            click.echo(speech(rule.area_title))
        click.echo(f"  {rule.id}")
        for text in rule_book.sentences(rule):
            click.echo(f"    {speech(text)}")
    click.echo(speech(rule_book.PLACES))
    return Exit.DONE


@click.command("shells")
@click.option(
    "--rehearsal/--no-rehearsal",
    "measures",
    default=True,
    help="Start your shells in private copies of the distro. Else read their start files. Default: on.",
)
@in_distro
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
        shown.add_column(Rich("\n".join(map(speak, column.titles))), overflow="fold")
    for name in found.rows:
        shown.add_row(Rich(name), *(Rich(speak(column.cell(name))) for column in found.columns))
    terminal.draw(shown)
