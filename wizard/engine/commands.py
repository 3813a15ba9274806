"""Commands in a plan: a rule that wants one gets all of its repair, or nothing of it.

A file that names a package without the package would be half a repair, and a package without its file too. So where
one wish of such a rule cannot be planned, none of its wishes is, and each says why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from wizard.model.commands.command import Command
from wizard.model.edits.files import Clash, Edit, Obstacle, RunCommand, Wish
from wizard.model.text import Text, say

_NO_COMMANDS = say("Nothing runs here, so the command that this repair needs cannot be run.")
_NOT_WHOLE = say("Another part of this repair cannot be made, so nothing of it is.")

Obstacles = tuple[Obstacle, ...]


def commands_of(wishes: Iterable[Wish]) -> tuple[Command, ...]:
    """The commands that *wishes* run, in their order."""
    return tuple(wish.edit.command for wish in wishes if isinstance(wish.edit, RunCommand))


def of_files(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """The wishes that are about a path."""
    return tuple(wish for wish in wishes if not isinstance(wish.edit, RunCommand))


def whole_only(
    wishes: Sequence[Wish],
    clashes: Sequence[Clash],
    unwritable: Callable[[Sequence[Wish]], Obstacles],
    *,
    runs: bool,
) -> tuple[tuple[Wish, ...], Obstacles]:
    """*wishes* without those of rules that want a command and cannot have everything, and why they cannot.
    *runs*: commands can be run here. *unwritable* tells which of some wishes about files cannot be written."""
    clashing = [wish for clash in clashes for wish in clash.wishes]
    running = _rules(wish for wish in (*wishes, *clashing) if isinstance(wish.edit, RunCommand))
    hindered = running & _rules(clashing) if runs else running
    reasons: dict[Edit, Text] = {}
    while running - hindered:
        found = unwritable(of_files(_kept(wishes, hindered)))
        more = running & _rules(each.wish for each in found if each.wish is not None) - hindered
        if not more:
            break
        hindered = hindered | more
        reasons |= {each.wish.edit: each.why for each in found if each.wish is not None}
    why = _NOT_WHOLE if runs else _NO_COMMANDS
    held = (wish for wish in wishes if hindered.issuperset(wish.rules))
    return _kept(wishes, hindered), tuple(Obstacle(wish, reasons.get(wish.edit, why)) for wish in held)


def _kept(wishes: Iterable[Wish], hindered: Collection[str]) -> tuple[Wish, ...]:
    """Those that others than *hindered* rules want, as theirs."""
    others = (Wish(wish.edit, tuple(rule for rule in wish.rules if rule not in hindered)) for wish in wishes)
    return tuple(wish for wish in others if wish.rules)


def _rules(wishes: Iterable[Wish]) -> frozenset[str]:
    return frozenset(rule for wish in wishes for rule in wish.rules)
