"""What the user's shells show of a setup once it is made: measured as the machine is, without a change to it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from wizard.model.rehearsal.refusal import NotRehearsed
from wizard.model.rehearsal.shells import Missed, Predicate, ShellKind


class Reached(msgspec.Struct, frozen=True):
    """How far one purpose of a setup has got; *rules* are those whose repairs are for it. *written*: all that shells
    see of the setup stands in the files. *now* are the kinds of shells that show it, *late* those that do not and may
    after the restart that is due, *missed* those that do not, and what wins there; *unasked* could not be asked."""

    predicate: Predicate
    rules: tuple[str, ...] = ()
    written: bool = True
    now: tuple[ShellKind, ...] = ()
    late: tuple[ShellKind, ...] = ()
    missed: tuple[Missed, ...] = ()
    unasked: tuple[ShellKind, ...] = ()


ShellsNow = tuple[Reached, ...] | NotRehearsed | None
"""How far every purpose of a setup has got, or why that was not measured. None: the setup is for nothing that shells
show, or nobody wanted to know."""


def purposes(shells: ShellsNow) -> tuple[Reached, ...]:
    """How far each purpose has got; none where that was not measured."""
    return shells if isinstance(shells, tuple) else ()


def is_whole(shells: ShellsNow) -> bool:
    """Whether all shells that a setup is for could be asked."""
    return not isinstance(shells, NotRehearsed) and not any(each.unasked for each in purposes(shells))


def rules_of(reached: Iterable[Reached]) -> frozenset[str]:
    """Ids of the rules whose repairs are for any of *reached*."""
    return frozenset(rule for each in reached for rule in each.rules)
