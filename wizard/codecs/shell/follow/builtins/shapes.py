"""How a builtin is called, and what those of sh and fish have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from wizard.codecs.shell.follow.conditions import examine, fail, succeed
from wizard.codecs.shell.follow.flow import Flow
from wizard.codecs.shell.follow.programs import is_quiet_program, takes_over
from wizard.codecs.shell.follow.run import Runner
from wizard.codecs.shell.values import UNKNOWN

Args = Sequence[str]
"""The expanded words behind the name of a command."""

_R = TypeVar("_R", bound=Runner)
BuiltinOf = Callable[[_R, Args, str], Flow | None]
"""Runs with its arguments in a shell of that kind; the last is the whole command as written. None is `Flow.NEXT`."""
Builtin = BuiltinOf[Runner]


def evaluate(runner: Runner, args: Args, text: str, substitution: re.Pattern[str]) -> Flow | None:
    """``eval``. A *substitution* whose program is known to be quiet is passed over; its group *command* is that."""
    printed = substitution.fullmatch(text.partition("eval")[2])
    if printed is not None and is_quiet_program(tuple(printed["command"].split())):
        runner.status = None
        return None
    whole = " ".join(args)
    if UNKNOWN in whole or runner.doubt is not None:
        runner.leave_out(text)
        return None
    return runner.evaluate(whole)


def _leave(flow: Flow) -> Builtin:
    """``return`` and its like, with the status that they give."""

    def leaving(runner: Runner, args: Args, text: str) -> Flow:
        number = args[0] if args else ""
        if number:
            runner.status = int(number) == 0 if number.isdecimal() else None
        return flow

    return leaving


def _exec(runner: Runner, args: Args, text: str) -> Flow | None:
    """``exec``: another program takes the shell's place; without one only redirections are made."""
    if any(map(takes_over, args)) and "-c" not in args:
        runner.leave_out(text, only_in_terminal=True)
    runner.status = None
    return Flow.EXIT if args else None


def undecided(runner: Runner, args: Args, text: str) -> None:
    """A command that sets no variable, and of which nothing else is known."""
    runner.show(UNKNOWN)
    runner.status = None


ALIKE: Final[dict[str, Builtin]] = {
    ":": succeed,
    "true": succeed,
    "false": fail,
    "test": examine,
    "[": examine,
    "return": _leave(Flow.RETURN),
    "exit": _leave(Flow.EXIT),
    "break": _leave(Flow.BREAK),
    "continue": _leave(Flow.CONTINUE),
    "exec": _exec,
}
"""What does the same in every shell."""
