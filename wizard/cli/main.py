"""The command line as a whole: its commands, and what becomes of an error. Nothing escapes as a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

import click

from wizard.app.texts import Speech
from wizard.cli.exits import Exit, exit_of
from wizard.model.errors import WizardError

_HOMES = {
    "looking": ("look", "plan", "verify", "history", "drift", "report", "record", "explain"),
    "changing": ("apply", "accept", "undo"),
    "windows": ("window", "demo"),
}


def _tell_version(context: click.Context, _option: click.Parameter, is_wanted: bool) -> None:
    if is_wanted:
        from wizard.version import VERSION

        click.echo(f"wsl-go-wizard {VERSION}")
        context.exit()


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version.",
)
@click.pass_context
def commands(context: click.Context) -> int | None:
    """Makes WSL right for Go development: shows every change first, and takes it back on demand.

    Without a command, the window opens.
    """
    if context.invoked_subcommand is not None:
        return None
    from wizard.cli.windows import window

    code: int = context.invoke(window)
    return code


def _load(argv: Sequence[str]) -> None:
    """Import the commands that *argv* may mean; none without words, so that the window opens at once."""
    meant = [home for home, names in _HOMES.items() if set(names) & set(argv)]
    for home in meant or (_HOMES if argv else ()):
        for value in vars(import_module(f"wizard.cli.{home}")).values():
            if isinstance(value, click.Command):
                commands.add_command(value)


def run(argv: Sequence[str]) -> int:
    """Run the command line. Nothing escapes: an error is a sentence on stderr and an exit code."""
    try:
        _load(argv)
        code = commands.main(args=list(argv), prog_name="wsl-go-wizard", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return Exit.ERROR
    except click.ClickException as error:
        error.show()
        return Exit.ERROR
    except WizardError as error:
        _complain(error, argv)
        return exit_of(error)
    except BrokenPipeError:
        return Exit.ERROR
    except Exception as bug:
        return _bug(bug)
    return int(code or 0)


def _complain(error: WizardError, argv: Sequence[str]) -> None:
    speech = Speech(_language(argv))
    if "--json" in argv:
        from wizard.cli.asking import print_json

        print_json({"error": {"code": error.code, "says": [speech(text) for text in error.sentences()]}})
    for text in error.sentences():
        click.echo(speech(text), err=True)


def _language(argv: Sequence[str]) -> str | None:
    return next((after for word, after in pairwise(argv) if word == "--language"), None)


def _bug(bug: Exception) -> int:
    from wizard.app.bugs import save_report, sentence

    click.echo(Speech()(sentence(save_report(bug))), err=True)
    return Exit.ERROR
