"""The acceptance suite on the seventh page: how far it is, then what it proved, check by check."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from wizard.gui.flow import intents
from wizard.gui.flow.proof import is_offered, is_proving, proved
from wizard.gui.flow.state import FlowState, newest_look
from wizard.gui.views.buttons import Button
from wizard.gui.views.words import VERDICTS
from wizard.model.findings import Verdict
from wizard.model.proof import GROUPS, OUTCOMES, PLACES, BuildSpeed, StepOutcome, StepResult, SuiteResult
from wizard.model.shown.words import shown
from wizard.model.text import Text, plain, say

ICONS = {
    StepOutcome.PASSED: "ok",
    StepOutcome.FAILED: "blocked",
    StepOutcome.UNCHECKED: "unknown",
    StepOutcome.NOT_APPLICABLE: "not-applicable",
}
WORDS = {
    StepOutcome.PASSED: VERDICTS[Verdict.OK],
    StepOutcome.FAILED: say("Failed"),
    StepOutcome.UNCHECKED: VERDICTS[Verdict.UNKNOWN],
    StepOutcome.NOT_APPLICABLE: VERDICTS[Verdict.NOT_APPLICABLE],
}


class ProofRow(msgspec.Struct, frozen=True):
    """A check: its *title*, what it *says*, the lines of output that show it, and how it ended in a *word*."""

    icon: str
    title: Text
    says: tuple[Text, ...]
    quote: tuple[str, ...]
    word: Text


class ProofGroup(msgspec.Struct, frozen=True):
    title: Text
    rows: tuple[ProofRow, ...]


class SuiteView(msgspec.Struct, frozen=True):
    """*prove* runs the suite, or *why_not* says why it cannot; *lines* are what it has proved so
    far while it *runs*. *verdict* with *icon* and *counts* is what it came to.
    *can_report*: a report can be saved, with or without it."""

    prove: Button
    why_not: Text | None
    runs: bool
    lines: tuple[ProofRow, ...]
    icon: str
    verdict: Text | None
    counts: tuple[Text, ...]
    groups: tuple[ProofGroup, ...]
    can_report: bool

    @classmethod
    def of(cls, state: FlowState) -> SuiteView | None:
        if not is_offered(state):
            return None
        idle = state.working is None and state.waiting is None
        result = state.suite
        return cls(
            prove=Button(say("Run &acceptance suite"), intents.Prove(), enabled=idle and state.can.commands),
            why_not=None if state.can.commands else say("The acceptance suite needs a distro that runs."),
            runs=is_proving(state),
            lines=tuple(
                ProofRow(ICONS[outcome], title, (), (), WORDS[outcome]) for title, outcome in proved(state)
            ),
            icon=_icon(result),
            verdict=say("Acceptance suite: {verdict}", verdict=result.verdict)
            if result is not None
            else None,
            counts=_counts(result) if result is not None else (),
            groups=(*_groups(result.results), *_speeds(result.speeds)) if result is not None else (),
            can_report=idle and newest_look(state) is not None,
        )


def _icon(result: SuiteResult | None) -> str:
    if result is None:
        return "unknown"
    return "blocked" if result.count(StepOutcome.FAILED) else "ok" if result.well else "unknown"


def _counts(result: SuiteResult) -> tuple[Text, ...]:
    counts = ((result.count(outcome), word) for outcome, word in OUTCOMES.items())
    return tuple(say("{count} {outcome}", count=count, outcome=word) for count, word in counts if count)


def _groups(results: Sequence[StepResult]) -> tuple[ProofGroup, ...]:
    """By project, then by the headings of the suite."""
    found: dict[tuple[str, str], list[StepResult]] = {}
    for project in dict.fromkeys(result.project for result in results):
        for group in GROUPS:
            found[project, group] = [
                each for each in results if (each.project, each.group) == (project, group)
            ]
    return tuple(
        ProofGroup(_heading(project, group), tuple(map(_row, items)))
        for (project, group), items in found.items()
        if items
    )


def _heading(project: str, group: str) -> Text:
    if not project:
        return GROUPS[group]
    return say("{group}: {folder}", group=GROUPS[group], folder=shown(project))


def _row(result: StepResult) -> ProofRow:
    title = result.title
    if result.seconds >= 0.1:
        title = say("{title} ({seconds} s)", title=title, seconds=f"{result.seconds:.1f}")
    detail = (plain(result.detail),) if result.detail else ()
    says = (text for text in (result.says, result.do) if text is not None)
    quote = tuple(map(shown, result.quote))
    return ProofRow(ICONS[result.outcome], title, (*detail, *says), quote, WORDS[result.outcome])


def _speeds(speeds: Sequence[BuildSpeed]) -> tuple[ProofGroup, ...]:
    rows = tuple(ProofRow("", _place(each), (), (), plain(f"{each.seconds:.2f} s")) for each in speeds)
    return (ProofGroup(say("Build time"), rows),) if rows else ()


def _place(speed: BuildSpeed) -> Text:
    return say(
        "{place} ({folder}, {filesystem})",
        place=PLACES[speed.place],
        folder=shown(speed.folder),
        filesystem=shown(speed.filesystem),
    )
