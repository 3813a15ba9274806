"""The seventh page: before and after, check by check; and what must be restarted before the rest can be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from wizard.app.look import is_met
from wizard.app.words import restart, stages
from wizard.gui.flow import intents, restarts
from wizard.gui.flow.proof import is_proving
from wizard.gui.flow.state import FlowState
from wizard.gui.views.buttons import Button
from wizard.gui.views.restarts import RestartView, name
from wizard.gui.views.suite import SuiteView
from wizard.gui.views.words import VERDICTS, paths
from wizard.model.findings import Effect, Judged, Restart, Verdict
from wizard.model.rehearsal.reached import is_whole, purposes
from wizard.model.state import Standing
from wizard.model.text import Text, say

if TYPE_CHECKING:
    from wizard.app.look import Verified


class CheckComparison(msgspec.Struct, frozen=True):
    """A check before and after. *before* is None if it was not looked at before; *says* if the title says it."""

    title: Text
    before_icon: str
    before: Text | None
    after_icon: str
    after: Text
    says: Text | None


class VerifyView(msgspec.Struct, frozen=True):
    """*restart* comes before all else. *verdict* says how it stands in one sentence, with *icon*; *stages* what is
    written, effective now, and effective after a restart; *pending* what has to be restarted, and *now* does it."""

    restart: RestartView | None
    icon: str
    verdict: Text
    stages: tuple[Text, ...]
    pending: Text | None
    now: Button | None
    checks: tuple[CheckComparison, ...]
    touched: tuple[str, ...]
    can_look: bool
    suite: SuiteView | None = None

    @classmethod
    def of(cls, state: FlowState) -> VerifyView:
        verified = state.verified
        plan = state.open.plan if state.open is not None else None
        icon, verdict = _verdict(state)
        return cls(
            restart=RestartView.of(state),
            icon=icon,
            verdict=verdict,
            stages=stages(verified, state.can) if verified is not None else (),
            now=_now(state),
            pending=_pending(state, verified) if verified is not None else None,
            checks=_checks(state, verified) if verified is not None else (),
            touched=paths(plan),
            suite=SuiteView.of(state),
            can_look=state.working is None and state.waiting is None and state.open is not None,
        )


def _now(state: FlowState) -> Button | None:
    if state.verified is None or not restarts.is_due(state):
        return None
    return Button(
        say("Restart {machine} &now…", machine=name(state)),
        intents.AskRestart(),
        enabled=state.working is None,
    )


def _verdict(state: FlowState) -> tuple[str, Text]:
    verified = state.verified
    if verified is None:
        if state.working is not None and not is_proving(state):
            return "unknown", say("All changes are applied. Checking again…")
        return "unknown", say("All changes are applied, but not checked yet.")
    edited = any(each.standing not in (Standing.AFTER, None) for each in verified.written)
    misses = any(each.missed for each in purposes(verified.shells))
    match verified.effect:
        case Effect.NOT if misses and all(map(is_met, verified.judged)):
            return "blocked", say("All changes are applied, but they are not effective in every shell.")
        case Effect.NOT:
            return "blocked", say("All changes are applied, but some checks do not pass.")
        case effect if restarts.is_due(state) or (effect is Effect.AFTER_RESTART and state.can.commands):
            return "advice", say("All changes are applied. Some take effect only after a restart.")
        case Effect.AFTER_RESTART:  # nothing runs here that could be restarted
            return "advice", say("All changes are applied. Some take effect only when this machine starts.")
        case _ if edited:
            return "advice", say("Files were edited after the setup. All related checks pass.")
        case _ if not is_whole(verified.shells):
            return "advice", say("All related checks pass, but not every shell could be checked.")
        case _:
            return "ok", say("All changes are applied, and all related checks pass.")


def _pending(state: FlowState, verified: Verified) -> Text | None:
    """What has to start anew before all of it is so."""
    plan = state.open.plan if state.open is not None else None
    planned = plan.restart if plan is not None else Restart.NONE
    due = max(verified.restart, verified.look.pending)
    if due is not Restart.NONE:
        return restart(due, state.can, state.site)
    # Checks of a running machine tell themselves what is pending; for an open terminal, and for the way
    # back, which no check speaks of, the plan does.
    only_planned = (
        planned is Restart.SHELL or not state.can.commands or (plan is not None and plan.undoes is not None)
    )
    return restart(planned, state.can, state.site) if only_planned and planned is not Restart.NONE else None


def _checks(state: FlowState, verified: Verified) -> tuple[CheckComparison, ...]:
    before = {item.rule: item for item in state.judged}
    return tuple(
        _check(before.get(item.rule), item, verified.effects.get(item.rule), state)
        for item in verified.judged
    )


def _check(before: Judged | None, after: Judged, effect: Effect | None, state: FlowState) -> CheckComparison:
    says = after.finding.says
    is_late = effect is Effect.AFTER_RESTART
    late = say("After the restart") if state.can.commands else say("At the next start")
    return CheckComparison(
        title=after.title,
        before_icon=before.verdict.value if before is not None else "unknown",
        before=VERDICTS[before.verdict] if before is not None else None,
        after_icon=Verdict.ADVICE.value if is_late else after.verdict.value,
        after=late if is_late else VERDICTS[after.verdict],
        says=None if says.template.rstrip(".") == after.title.template.rstrip(".") else says,
    )
