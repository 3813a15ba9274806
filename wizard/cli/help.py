"""The help and the complaints of the command line, in the user's language: our words, and click's own."""

from __future__ import annotations

import contextlib
import gettext
import inspect
import os
from functools import cache
from typing import Final

import click

from wizard.app.texts import DOMAIN, Speech
from wizard.model.text import from_english, say, say_n
from wizard.patterns import lazy_pattern
from wizard.resources import resource

CLICK: Final = (
    say("Usage:"),
    say("Options"),
    say("Commands"),
    say("Show this message and exit."),
    say("default: {default}"),
    say("Error: {message}"),
    say("Error: invalid input"),
    say("Try '{command} {option}' for help."),
    say("No such option {name!r}."),
    say("No such command {name!r}."),
    say("Missing argument"),
    say("Missing command."),
    say("Invalid value: {message}"),
    say("Invalid value for {param_hint}: {message}"),
    say("{value!r} is not a valid {number_type}."),
    say("Option {name!r} does not take a value."),
    say_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count=1),
    say_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count=1),
    say_n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count=1),
    say_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count=1),
)
"""What click says, in its words: it asks gettext for them, and Babel collects them here."""


_END: Final = lazy_pattern(r"\.(?:\s|$)|。|(?::\s|：)(?![^(（]*[)）])")
_SUDO: Final = say("Password of %p, to apply the plan: ")
"""``%p`` is sudo's own: whose password it wants."""


def speak(speech: Speech) -> None:
    """Let click itself, and sudo where it asks, speak the language of *speech*."""
    gettext.bindtextdomain(DOMAIN, str(resource("locale")))
    gettext.textdomain(DOMAIN)
    # Where gettext, as click uses it, looks first. Programs that we start and listen to get LC_ALL=C.
    os.environ["LANGUAGE"] = speech.language
    with contextlib.suppress(UnicodeEncodeError):  # of a locale that lacks the words: sudo asks in its own
        os.environ.setdefault("SUDO_PROMPT", speech(_SUDO))


def translate(group: click.Group, speech: Speech) -> None:
    """Let the help of *group* and its commands speak the language of *speech*."""
    for command in (group, *group.commands.values()):
        if isinstance(command, click.Group) and command is not group:
            translate(command, speech)
            continue
        command.help = _said(_english(command), speech)
        command.short_help = _short(command.help)
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                parameter.help = _said(_english(parameter), speech)


@cache
def _english(thing: click.Command | click.Option) -> str | None:
    """Its help as it was before the first translation."""
    return inspect.cleandoc(thing.help) if thing.help else None


def _said(words: str | None, speech: Speech) -> str:
    return speech(from_english(words)) if words else ""


def _short(words: str) -> str:
    """The first sentence, without its full stop, as far as a colon that is not in brackets."""
    return _END.split(words, maxsplit=1)[0]
