"""``--language``, which people write behind a command or before its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from wizard.app.texts import LANGUAGES

_SAID: Final = "wsl-go-wizard.language"


def _inherited(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """*value*, else what was said before the name of the command."""
    if value is not None:
        context.meta[_SAID] = value
    return language_of(context)


def language_of(context: click.Context) -> str | None:
    """What was said; None if nothing was."""
    said: str | None = context.meta.get(_SAID)
    return said


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the option, as its parameter *language*."""
    return _option(command, is_given=True)


def group_language(group: Callable[..., Any]) -> Callable[..., Any]:
    """Give a *group* of commands the option of its commands."""
    return _option(group, is_given=False)


def _option(command: Callable[..., Any], *, is_given: bool) -> Callable[..., Any]:
    return click.option(
        "--language",
        type=click.Choice(sorted(LANGUAGES)),
        callback=_inherited,
        expose_value=is_given,
        help="Language of the output.",
    )(command)
