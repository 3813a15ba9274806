"""The fourth page: what was found, why it matters, what would be done; and a tick where there is a repair."""

from __future__ import annotations

import msgspec

from wizard.app.explain.causes import HEADING, CommonCause, apart
from wizard.app.words import SEVERITIES, by_area, restart
from wizard.gui.flow.state import FlowState, can_fix
from wizard.gui.views.edits import does
from wizard.gui.views.words import VERDICTS
from wizard.model.findings import TAKES_EFFECT, Evidence, Judged, Restart, Risk, Severity, Verdict
from wizard.model.plans import Drift
from wizard.model.ports import SiteKind
from wizard.model.shown.words import shown
from wizard.model.state import Standing
from wizard.model.text import Text, say, say_n


class EvidenceRow(msgspec.Struct, frozen=True):
    """A piece of evidence: where, the words that stand there, and what is to be said of them."""

    where: str
    quote: str
    note: Text | None


class FindingRow(msgspec.Struct, frozen=True):
    """A finding; *line* is what the list shows of it. *ticked* is None where there is nothing to tick;
    *careful* repairs are never ticked by themselves. The rest is for the pane beside the list."""

    rule: str
    icon: str
    word: Text
    title: Text
    line: Text
    severity: Text
    ticked: bool | None
    careful: bool
    seen: tuple[EvidenceRow, ...]
    why: Text | None
    does: tuple[Text, ...]
    do: Text | None
    effect: Text | None
    restart: Text | None
    may_break: Text | None
    sources: tuple[str, ...]
    says: Text
    needs_fixing: bool


class Group(msgspec.Struct, frozen=True):
    title: Text
    rows: tuple[FindingRow, ...]


class CauseRow(msgspec.Struct, frozen=True):
    """Checks that one cause keeps from being made: *row* is about the cause, *rows* are the checks."""

    row: FindingRow
    rows: tuple[FindingRow, ...]


class DriftRow(msgspec.Struct, frozen=True):
    """A file that an earlier setup wrote and that is not so any more."""

    icon: str
    path: str
    says: Text


class FindingsView(msgspec.Struct, frozen=True):
    groups: tuple[Group, ...]
    causes: tuple[CauseRow, ...]
    drifted: tuple[DriftRow, ...]
    says: Text
    has_shells: bool = False

    @classmethod
    def of(cls, state: FlowState) -> FindingsView:
        judged, causes = apart(state.judged)
        groups = tuple(
            Group(title, tuple(_row(item, state) for item in items)) for title, items in by_area(judged)
        )
        drifted = tuple(row for row in map(_drifted, state.drift) if row is not None)
        return cls(
            groups, tuple(_cause(each, state) for each in causes), drifted, _says(state), _has_shells(state)
        )

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """All rows of the list, those below others too."""
        below = (row for cause in self.causes for row in (cause.row, *cause.rows))
        return (*(row for group in self.groups for row in group.rows), *below)


def _has_shells(state: FlowState) -> bool:
    """Whether there is a user's shell on the machine of which anything is known."""
    return state.look is not None and state.site.kind is not SiteKind.WINDOWS


def _says(state: FlowState) -> Text:
    if not state.fixable:
        return say("Nothing needs to be repaired.")
    return say_n(
        "{chosen} of {count} repair is selected.",
        "{chosen} of {count} repairs are selected.",
        count=len(state.fixable),
        chosen=len(state.chosen),
    )


def _row(item: Judged, state: FlowState) -> FindingRow:
    finding = item.finding
    fixable = can_fix(item)
    restarts = finding.restart is not Restart.NONE
    return FindingRow(
        rule=item.rule,
        icon=item.verdict.value,
        word=VERDICTS[item.verdict],
        title=item.title,
        line=finding.says if _is_loud(item) else item.title,
        severity=SEVERITIES[item.severity],
        ticked=item.rule in state.chosen if fixable else None,
        careful=fixable and finding.risk is Risk.CAREFUL,
        seen=tuple(map(_seen, finding.evidence)),
        why=finding.why,
        does=tuple(does(edit) for edit in finding.edits),
        do=finding.do,
        # The restart's own sentence says that too, and what it stops.
        effect=finding.effect if finding.effect != TAKES_EFFECT.get(finding.restart) else None,
        restart=restart(finding.restart, state.can, state.site) if restarts else None,
        may_break=finding.may_break,
        sources=item.sources,
        says=finding.says,
        needs_fixing=_is_loud(item),
    )


def _cause(cause: CommonCause, state: FlowState) -> CauseRow:
    """The row of a cause shows what its checks have in common. Its rule is none that there is."""
    rows = tuple(_row(item, state) for item in cause.checks)
    row = msgspec.structs.replace(
        rows[0],
        rule=f"cause of {cause.rules[0]}",
        word=cause.counts,
        severity=SEVERITIES[min((item.severity for item in cause.checks), key=list(Severity).index)],
        title=HEADING,
        line=cause.says,
        says=cause.says,
        seen=tuple(map(_seen, cause.evidence)),
        sources=(),
    )
    return CauseRow(row, rows)


def _is_loud(item: Judged) -> bool:
    """The person should read it."""
    return item.verdict in (Verdict.FIXABLE, Verdict.BLOCKED, Verdict.ADVICE, Verdict.UNKNOWN)


def _seen(evidence: Evidence) -> EvidenceRow:
    line = f":{evidence.line}" if evidence.line is not None else ""
    return EvidenceRow(shown(f"{evidence.source}{line}"), shown(evidence.quote), evidence.note)


def _drifted(drift: Drift) -> DriftRow | None:
    match drift.standing:
        case Standing.FOREIGN:
            return DriftRow(
                "advice", shown(drift.path), say("edited since setup {number}", number=drift.setup)
            )
        case Standing.BEFORE:
            back = say("back to the state before setup {number}", number=drift.setup)
            return DriftRow("fixable", shown(drift.path), back)
        case None:
            return DriftRow("unknown", shown(drift.path), say("could not be read"))
        case _:
            return None
