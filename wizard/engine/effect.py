"""How far a setup has got: what of it is written, what is in effect now, and what only after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wizard.engine.history import standing_of
from wizard.engine.rehearsal.rehearse import WinningLine, missed_in, seen_paths
from wizard.facts.windows.wslconfig import PATH as WSLCONFIG
from wizard.model.edits.files import Edit
from wizard.model.edits.registry import REGISTRY_EDITS
from wizard.model.findings import Effect, Judged, Restart, Verdict
from wizard.model.plans import Plan, WrittenPath
from wizard.model.probes import Probe
from wizard.model.rehearsal.reached import Reached, ShellsNow, purposes, rules_of
from wizard.model.rehearsal.shells import Measured, Purpose, ShellKind
from wizard.model.state import Standing


def written(plan: Plan, answers: Mapping[Probe, object]) -> tuple[WrittenPath, ...]:
    """Where every path of *plan* stands, from the answers to `history.probes_for`."""
    return tuple(WrittenPath(change.shown, standing_of(change, answers)) for change in plan.changes)


def shown(plan: Plan) -> tuple[Purpose, ...]:
    """What *plan* promises of shells: only that can be reached, or missed."""
    return tuple(purpose for purpose in plan.purposes if purpose.kinds)


def reached(
    plan: Plan,
    seen: Mapping[ShellKind, Measured],
    paths: tuple[WrittenPath, ...],
    lines: WinningLine,
    *,
    is_due: bool,
) -> tuple[Reached, ...]:
    """How far each purpose of *plan* has got, from what shells *seen* now are like, and from where its *paths* stand.
    While a restart *is due*, what a shell does not show, and no line of *lines* forbids, may come with it."""
    visible = seen_paths(plan)
    stand = all(each.standing is Standing.AFTER for each in paths if each.path in visible)
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


def effects(
    judged: Iterable[Judged], plan: Plan | None, shells: ShellsNow = None, *, is_due: bool
) -> dict[str, Effect]:
    """The effect of every check of *judged* that applies, by rule. A check that passes looks at files, or at what
    runs: while a restart *is due*, what *plan* wrote for it is in effect at the latest after it; and what *shells* do
    not show is not in effect, whatever the files say."""
    late = _needing_restart(plan) if plan is not None and is_due else frozenset()
    late |= rules_of(each for each in purposes(shells) if each.late)
    missed = rules_of(each for each in purposes(shells) if each.missed)
    return {
        item.rule: _effect(item, late, missed)
        for item in judged
        if item.verdict is not Verdict.NOT_APPLICABLE
    }


def _effect(item: Judged, late: frozenset[str], missed: frozenset[str]) -> Effect:
    if item.rule in missed:
        return Effect.NOT
    if item.verdict is Verdict.OK:
        return Effect.AFTER_RESTART if item.rule in late else Effect.NOW
    # As in `pending`: advice with a restart means that the file is right.
    waits = item.verdict is Verdict.ADVICE and item.finding.restart > Restart.SHELL
    return Effect.AFTER_RESTART if waits else Effect.NOT


def _needing_restart(plan: Plan) -> frozenset[str]:
    """Ids of the rules for which *plan* changes something that is read only when the machine starts."""
    if plan.restart <= Restart.SHELL:
        return frozenset()
    return frozenset(rule for wish in plan.wishes if not _is_for_shells(wish.edit) for rule in wish.rules)


def _is_for_shells(edit: Edit) -> bool:
    """Files of a home and values of a user are read anew by every shell and program; `.wslconfig` is read by WSL."""
    return isinstance(edit, REGISTRY_EDITS) or (edit.path.startswith("~/") and edit.path != WSLCONFIG)
