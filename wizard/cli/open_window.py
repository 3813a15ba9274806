"""Commands that open the window: on this machine, or on the demo."""

from __future__ import annotations

import click

from wizard.app.display import has_display
from wizard.app.machines.computer import Single
from wizard.app.texts import Speech
from wizard.cli.exits import Exit
from wizard.cli.language import language_option
from wizard.cli.options import Run, common
from wizard.model.errors import InputError
from wizard.model.text import say
from wizard.model.wanted import Wanted


@click.command("window")
@common
def window(run: Run) -> int:
    """Open the window. Same as running without a command, but takes options."""
    return open_on(run)


def open_on(run: Run) -> int:
    """Show the window until it is closed. Raises `InputError` without a display."""
    if not has_display():
        raise InputError(
            "no-display",
            say("Cannot open the window without a display."),
            next_step=say("Use a command, such as look. The option --help lists all commands."),
        )
    from wizard.gui.process.only_one import OnlyOne
    from wizard.gui.start import run as open_window
    from wizard.transports import private_files

    return open_window(
        lambda: run.computer,
        language=run.speech.language,
        profiles=lambda: profiles_of(run),
        chosen=run.named,
        only=OnlyOne(str(private_files.cache_folder())) if run.is_this_pc else None,
    )


def profiles_of(run: Run) -> tuple[Wanted, ...]:
    """The chosen profile, those that come with the wizard, and the one of the folder that the window is opened from.
    What one needs, the window asks for."""
    from wizard.app.profiles.shipped import shipped

    chosen, offered = run.wanted, _offered(run)
    named = (*offered, *shipped())
    return (chosen, *(profile for profile in named if profile.name != chosen.name))


def _offered(run: Run) -> tuple[Wanted, ...]:
    """The profile of a repository, if there is one that can be used; why it cannot, stderr says."""
    from wizard.app.profiles.reading import load

    found = run.team_file
    if found is None:
        return ()
    try:
        return (load(found),)
    except InputError as error:
        click.echo(run.speech(error.text), err=True)
        return ()


@click.command("demo")
@click.option("--terminal", is_flag=True, help="Run the demo in the terminal even if there is a display.")
@language_option
def demo(terminal: bool, language: str | None) -> int:
    """Try the wizard on a copy of a messy demo machine. Your own files are not touched."""
    from wizard.app import demo as demos

    speech = Speech(language)
    with demos.copy() as session:
        if terminal or not has_display():
            demos.story(session, speech, click.echo)
            return Exit.DONE
        from wizard.gui.start import run as open_window

        return open_window(Single(session), language=speech.language, profiles=(session.wanted,))
