"""From what the user's shells are like after a setup to how far each of its purposes has got."""

from __future__ import annotations

from collections.abc import Mapping

from wizard.engine.rehearse import WinningLine, missed_in, seen_paths
from wizard.model.plans import Plan, WrittenPath
from wizard.model.rehearsal.reached import Reached
from wizard.model.rehearsal.shells import Measured, Purpose, ShellKind
from wizard.model.state import Standing


def shown(plan: Plan) -> tuple[Purpose, ...]:
    """What *plan* promises of shells: only that can be reached, or missed."""
    return tuple(purpose for purpose in plan.purposes if purpose.kinds)


def reached(
    plan: Plan,
    seen: Mapping[ShellKind, Measured],
    written: tuple[WrittenPath, ...],
    lines: WinningLine,
    *,
    is_due: bool,
) -> tuple[Reached, ...]:
    """How far each purpose of *plan* has got, from what shells *seen* now are like, and from where its paths stand.
    While a restart *is due*, what a shell does not show, and no line of *lines* forbids, may come with it."""
    visible = seen_paths(plan)
    stand = all(each.standing is Standing.AFTER for each in written if each.path in visible)
    return tuple(_reached(purpose, seen, lines, stand=stand, is_due=is_due) for purpose in shown(plan))


def _reached(
    purpose: Purpose, seen: Mapping[ShellKind, Measured], lines: WinningLine, *, stand: bool, is_due: bool
) -> Reached:
    asked = [kind for kind in purpose.kinds if kind in seen and seen[kind].is_whole]
    now = tuple(kind for kind in asked if purpose.predicate.holds(seen[kind]))
    missed = tuple(missed_in(purpose.predicate, {kind: seen[kind] for kind in asked}, lines))
    late = [each for each in missed if is_due and stand and not each.source]
    return Reached(
        purpose.predicate,
        purpose.rules,
        stand,
        now,
        tuple(kind for each in late for kind in each.kinds),
        tuple(each for each in missed if each not in late),
        tuple(kind for kind in purpose.kinds if kind not in asked),
    )
