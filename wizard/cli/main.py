"""The command line as a whole: its commands, and what becomes of an error. Nothing escapes as a traceback."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from wizard.app.texts import LANGUAGES, Speech, speech_of_faults
from wizard.cli.exits import Exit, exit_of
from wizard.cli.language import group_language, language_of
from wizard.model.errors import InputError, WizardError
from wizard.model.shown.words import shown_lines
from wizard.model.text import reason_of, say

if TYPE_CHECKING:
    from wizard.app.machines.computer import Computer

_OUTPUT_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EBADF})
_HOMES = {
    "looking": ("look", "machines", "plan", "verify", "history", "drift", "record"),
    "proof.report": ("report",),
    "asking.explaining": ("explain", "rules", "shells"),
    "asking.network": ("network",),
    "changing": ("apply", "accept", "undo"),
    "restarting": ("restart", "rescue"),
    "setting_up": ("setup-wsl", "elevated"),
    "credentials": ("credentials",),
    "open_window": ("window", "demo"),
    "profile.commands": ("profile",),
    "compatibility.asking": ("go-for", "inspect", "projects"),
}


_HELP = ("-h", "--help")


@click.group(invoke_without_command=True, context_settings={"help_option_names": list(_HELP)})
@click.option("--version", is_flag=True, help="Show the version.")
@click.option(
    "--check", is_flag=True, help="With --version: ask the project's page whether there is a newer one."
)
@group_language
@click.pass_context
def commands(context: click.Context, version: bool, check: bool) -> int | None:
    """Sets up WSL for Go development. Shows every change first and can undo it.

    Without a command, it opens the window.
    """
    if version:
        _tell_version(check)
        context.exit()
    if check:
        raise click.UsageError("--check needs --version.")
    if context.invoked_subcommand is not None:
        return None
    from wizard.cli.open_window import window

    code: int = context.invoke(window, language=language_of(context))
    return code


def _tell_version(check: bool) -> None:
    from wizard.version import VERSION

    click.echo(f"wsl-go-wizard {VERSION}")
    if check:
        from wizard.downloads import newer

        click.echo(Speech()(newer.answer()))


def _load(argv: Sequence[str]) -> None:
    """Import the commands that *argv* may mean; none without words, so that the window opens at once."""
    meant = [home for home, names in _HOMES.items() if set(names) & set(argv)]
    for home in meant or (_HOMES if argv else ()):
        for value in vars(import_module(f"wizard.cli.{home}")).values():
            if isinstance(value, click.Command) and value.name in _HOMES[home]:
                commands.add_command(value)
    if argv:
        from wizard.cli.help import speak, translate

        speech = Speech(_language(argv))
        speak(speech)
        if not set(_HELP).isdisjoint(argv):
            translate(commands, speech)


def run(argv: Sequence[str], pc: Computer | None = None) -> int:
    """Run the command line. Nothing escapes: an error is a sentence on stderr and an exit code. *pc* is the PC
    that ``--distro`` and ``--pc`` are about, if it is known already."""
    try:
        _load(argv)
        code = commands.main(args=list(argv), prog_name="wsl-go-wizard", standalone_mode=False, obj=pc)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return Exit.ERROR
    except click.ClickException as error:
        _complain_of_use(error, argv)
        return Exit.ERROR
    except WizardError as error:
        _complain(error, argv)
        return exit_of(error)
    except OSError as error:
        return _unheard(error, argv)
    except Exception as bug:
        return _bug(bug, argv)
    return int(code or 0)


def _unheard(error: OSError, argv: Sequence[str]) -> int:
    """What *error* comes to: nobody listens any more, the answer could not be written, or a bug."""
    if _is_closed_pipe(error):
        _no_more_output()
        return Exit.ERROR
    if not _is_of_output(error):
        return _bug(error, argv)
    _no_more_output()
    _complain(_unwritten(error), [word for word in argv if word != "--json"])
    return Exit.ERROR


def _is_closed_pipe(error: OSError) -> bool:
    """Windows' own library says *invalid argument* of it."""
    is_invalid = error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and is_invalid)


def _is_of_output(error: OSError) -> bool:
    """Whether what failed is writing to where the answer goes: a full disk, a terminal that is gone."""
    return error.filename is None and error.errno in _OUTPUT_ERRORS


def _no_more_output() -> None:
    """What is still buffered goes nowhere, so that the interpreter does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _unwritten(error: OSError) -> InputError:
    return InputError(
        "output-unwritten", say("Could not write the output: {why}.", why=reason_of(error)), None
    )


def _complain(error: WizardError, argv: Sequence[str]) -> None:
    speech = speech_of_faults(_language(argv))
    if "--json" in argv:
        from wizard.cli.options import print_json

        print_json({"error": {"code": error.code, "says": [speech(text) for text in error.sentences()]}})
    _tell("\n".join(speech(text) for text in error.sentences()), argv)


def _complain_of_use(error: click.ClickException, argv: Sequence[str]) -> None:
    if "--json" in argv:
        from wizard.cli.options import print_json

        print_json({"error": {"code": "usage", "says": [shown_lines(error.format_message())]}})
    words = io.StringIO()
    error.show(words)
    click.echo(shown_lines(words.getvalue()), err=True, nl=False)


def _language(argv: Sequence[str]) -> str | None:
    """What ``--language`` says, before click has read it; None if it does not say a language we know."""
    said = ""
    for before, word in pairwise(("", *argv)):
        if before == "--language":
            said = word
        elif word.startswith("--language="):
            said = word.removeprefix("--language=")
    return said if said in LANGUAGES else None


def _bug(bug: Exception, argv: Sequence[str]) -> int:
    from wizard.app.faults.bugs import says_of

    _tell(speech_of_faults(_language(argv))(says_of(bug)), argv)
    return Exit.ERROR


def _tell(words: str, argv: Sequence[str]) -> None:
    """Say what failed; to somebody who clicked, and has no terminal, in a box."""
    from wizard.app.faults.startup import was_clicked

    click.echo(words, err=True)
    if was_clicked(argv):
        from wizard.gui.process.failure_box import show

        show(words)
